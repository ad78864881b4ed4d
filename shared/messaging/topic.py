"""The SNS topic every event goes through."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_sns.client import SNSClient

MOST_PER_BATCH = 10
"""SNS takes no more entries in one PublishBatch."""

PATIENCE = Config(
    connect_timeout=2, read_timeout=5, retries={"mode": "standard", "max_attempts": 3}
)


class Publishable(Protocol):
    """What an outbox row offers."""

    @property
    def event_id(self) -> UUID: ...
    @property
    def type(self) -> str: ...
    @property
    def payload(self) -> str: ...


class PublishFailed(Exception):
    """SNS took some of the batch or none of it; publish the whole batch again."""


def publisher(topic_arn: str) -> Callable[[Sequence[Publishable]], None]:
    """A function that publishes a batch of at most ten, the event type as a message attribute."""
    client: SNSClient = boto3.client("sns", config=PATIENCE)

    def publish(batch: Sequence[Publishable]) -> None:
        reply = client.publish_batch(
            TopicArn=topic_arn,
            PublishBatchRequestEntries=[
                {
                    "Id": str(event.event_id),
                    "Message": event.payload,
                    "MessageAttributes": {
                        "type": {"DataType": "String", "StringValue": event.type}
                    },
                }
                for event in batch
            ],
        )
        if reply.get("Failed"):
            raise PublishFailed(str([failure["Code"] for failure in reply["Failed"]]))

    return publish
