"""Traces of a function's work: what it asked of AWS and how long each answer took.

X-Ray says with each request whether it is sampled. The tracer takes longer to load than all the
rest, so a worker loads it with the first request that is, and never where there is no X-Ray.
Traces hold names and times only: neither what a function returned nor what an error said, both of
which may be personal.
"""

import os
from collections.abc import Callable
from functools import cache
from typing import Any

EntryPoint = Callable[[dict[str, Any], Any], Any]


def traced(service: str, entry_point: EntryPoint) -> EntryPoint:
    """The entry point; when sampled, with a segment for it and for each request to AWS in it."""

    @cache
    def with_segments() -> EntryPoint:
        from aws_lambda_powertools import Tracer

        tracer = Tracer(service=service, patch_modules=("botocore",))
        handler: EntryPoint = tracer.capture_lambda_handler(
            entry_point, capture_response=False, capture_error=False
        )
        return handler

    def call(event: dict[str, Any], context: Any) -> Any:
        is_sampled = "Sampled=1" in os.environ.get("_X_AMZN_TRACE_ID", "")
        return (with_segments() if is_sampled else entry_point)(event, context)

    return call
