"""The SQS loop every consumer process runs.

Delivery is at least once: `handle` must be idempotent by `event_id`. A message whose handling
fails is left alone; the queue gives it back after its visibility timeout and, after the queue's
`maxReceiveCount`, moves it to the dead-letter queue, where an alarm and a person find it.
"""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import boto3
from aws_lambda_powertools import Logger
from botocore.config import Config
from pydantic import ValidationError

from shared.models.events import AnyEvent, parse_event

if TYPE_CHECKING:
    from mypy_boto3_sqs.client import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

LONG_POLL = 5
"""Seconds SQS holds an empty receive open."""

PATIENCE = Config(
    connect_timeout=2, read_timeout=LONG_POLL + 5, retries={"mode": "standard", "max_attempts": 2}
)

Handle = Callable[[AnyEvent], None]


def consume(queue_url: str, handle: Handle, stop: threading.Event, log: Logger) -> None:
    """Hand every event on the queue to `handle` until `stop` is set."""
    sqs: SQSClient = boto3.client("sqs", config=PATIENCE)
    while not stop.is_set():
        try:
            messages = sqs.receive_message(
                QueueUrl=queue_url, MaxNumberOfMessages=10, WaitTimeSeconds=LONG_POLL
            ).get("Messages", [])
            for message in messages:
                if _handled(message, handle, log):
                    sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
        except Exception:
            log.exception("queue not answering")
            stop.wait(1)


def _handled(message: "MessageTypeDef", handle: Handle, log: Logger) -> bool:
    """Whether the message is done with and may be deleted."""
    try:
        event = parse_event(message["Body"])
    except ValidationError:
        # Unknown to this release, or broken: retrying leads it to the dead-letter queue, where it
        # waits for a release that knows it instead of being lost.
        log.warning("event not understood", message_id=message.get("MessageId"))
        return False
    log.thread_safe_append_keys(request_id=event.request_id, event_id=str(event.event_id))
    try:
        handle(event)
    except Exception:
        log.exception("event not handled", event_type=event.type)
        return False
    log.info("event handled", event_type=event.type)
    return True
