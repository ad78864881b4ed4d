"""Uploads: /api/v1/uploads, the objects that arrive in S3, and the tick that clears up."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from lambdas.upload import cleaning, erasing, notices, objects
from lambdas.upload.resources import resources
from lambdas.upload.routes import operations
from shared.lambdas.api import rest_api
from shared.observability import mishaps
from shared.observability.traces import traced

_processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)


def _judge(record: SQSRecord) -> None:
    """Judge every object one message is about. Raising gives the message back to the queue."""
    own = resources()
    try:
        for arrival in notices.arrivals_in(record.body, bucket=own.bucket.name):
            objects.judge(own, arrival, datetime.now(UTC))
    except Exception as error:
        own.logger.error("message failed", message_id=record.message_id, **mishaps.described(error))
        raise


def _on_objects(event: dict[str, Any], context: LambdaContext) -> Any:
    """Called with messages of the queue S3 writes to; answers which of them failed."""
    return process_partial_response(event, _judge, _processor, context)


def _on_tick(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Called by EventBridge every few minutes."""
    own, now = resources(), datetime.now(UTC)
    return {**asdict(cleaning.clean(own, now)), "erased": erasing.erase_due(own, now)}


on_request = traced("upload", rest_api(operations(), resources))
on_objects = traced("upload", _on_objects)
on_tick = traced("upload", _on_tick)
