"""The topic every event goes through, and a queue for each service that listens."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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


@dataclass(frozen=True, slots=True)
class Queue:
    url: str
    arn: str


def provision_topic(sns: "SNSClient") -> str:
    return sns.create_topic(Name=TOPIC)["TopicArn"]


def provision_queue(sqs: "SQSClient", sns: "SNSClient", topic_arn: str, name: str) -> str:
    """A queue that gets everything published on the topic; return its URL."""
    queue = queue_with_dead_letters(
        sqs, name, VISIBILITY, sender="sns.amazonaws.com", condition=_from(topic_arn)
    )
    _subscribe(sns, topic_arn, queue.arn)
    return queue.url


def queue_with_dead_letters(
    sqs: "SQSClient", name: str, visibility_s: int, *, sender: str, condition: Mapping[str, Any]
) -> Queue:
    """A queue that takes messages of one AWS service, and puts the hopeless ones aside."""
    dead_arn = _arn(sqs, sqs.create_queue(QueueName=f"{name}-dead")["QueueUrl"])
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = _arn(sqs, url)
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": sender},
                "Action": "sqs:SendMessage",
                "Resource": arn,
                "Condition": condition,
            }
        ],
    }
    redrive = {"deadLetterTargetArn": dead_arn, "maxReceiveCount": TRIES}
    sqs.set_queue_attributes(
        QueueUrl=url,
        Attributes={
            "VisibilityTimeout": str(visibility_s),
            "RedrivePolicy": json.dumps(redrive),
            "Policy": json.dumps(policy),
        },
    )
    return Queue(url, arn)


def _subscribe(sns: "SNSClient", topic_arn: str, queue_arn: str) -> None:
    found = sns.list_subscriptions_by_topic(TopicArn=topic_arn)["Subscriptions"]
    if queue_arn not in {subscription["Endpoint"] for subscription in found}:
        sns.subscribe(
            TopicArn=topic_arn,
            Protocol="sqs",
            Endpoint=queue_arn,
            Attributes={"RawMessageDelivery": "true"},
        )


def _arn(sqs: "SQSClient", url: str) -> str:
    reply = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return reply["Attributes"]["QueueArn"]


def _from(topic_arn: str) -> dict[str, Any]:
    return {"ArnEquals": {"aws:SourceArn": topic_arn}}
