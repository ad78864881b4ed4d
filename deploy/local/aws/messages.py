"""The topic every event goes through, and a queue for each service that listens."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sns.client import SNSClient
    from mypy_boto3_sqs.client import SQSClient

TOPIC = "unlit-events"
TRIES = 5
"""How often a message is handed out before it goes to the dead-letter queue."""

VISIBILITY = 10
"""Seconds a message handed out stays away from others; then it is handed out again.

Handling ten takes a fraction of a second, so a consumer that died is missed for this long at most.
"""


def provision_topic(sns: "SNSClient") -> str:
    return sns.create_topic(Name=TOPIC)["TopicArn"]


def provision_queue(sqs: "SQSClient", sns: "SNSClient", topic_arn: str, name: str) -> str:
    """A queue that gets everything published on the topic; return its URL."""
    dead_url = sqs.create_queue(QueueName=f"{name}-dead")["QueueUrl"]
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = queue_arn(sqs, url)
    sqs.set_queue_attributes(
        QueueUrl=url,
        Attributes={
            "VisibilityTimeout": str(VISIBILITY),
            "RedrivePolicy": redrive(queue_arn(sqs, dead_url)),
            "Policy": json.dumps(_only_from(topic_arn, arn)),
        },
    )
    _subscribe(sns, topic_arn, arn)
    return url


def redrive(dead_arn: str) -> str:
    """The redrive policy of a queue whose hopeless messages go to `dead_arn`."""
    return json.dumps({"deadLetterTargetArn": dead_arn, "maxReceiveCount": TRIES})


def _subscribe(sns: "SNSClient", topic_arn: str, queue_arn: str) -> None:
    found = sns.list_subscriptions_by_topic(TopicArn=topic_arn)["Subscriptions"]
    if queue_arn not in {subscription["Endpoint"] for subscription in found}:
        sns.subscribe(
            TopicArn=topic_arn,
            Protocol="sqs",
            Endpoint=queue_arn,
            Attributes={"RawMessageDelivery": "true"},
        )


def queue_arn(sqs: "SQSClient", url: str) -> str:
    reply = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return reply["Attributes"]["QueueArn"]


def _only_from(topic_arn: str, queue_arn: str) -> dict[str, object]:
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "sns.amazonaws.com"},
                "Action": "sqs:SendMessage",
                "Resource": queue_arn,
                "Condition": {"ArnEquals": {"aws:SourceArn": topic_arn}},
            }
        ],
    }
