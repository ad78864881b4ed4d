"""Traces of a function's work: what it asked of AWS and how long each answer took.

Without `AWS Lambda` around it the tracer does nothing. Traces hold names and times only: neither
what a function returned nor what an error said, both of which may be personal.
"""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools import Tracer

EntryPoint = Callable[[dict[str, Any], Any], Any]


def traced(service: str, entry_point: EntryPoint) -> EntryPoint:
    """The entry point, with a segment for each call and one for each request to AWS in it."""
    tracer = Tracer(service=service, patch_modules=("botocore",))
    handler: EntryPoint = tracer.capture_lambda_handler(
        entry_point, capture_response=False, capture_error=False
    )
    return handler
