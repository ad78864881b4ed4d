"""Errors, described for the log without what they say.

A driver's message quotes the row it choked on, and a validator's the input: addresses and
passwords. The kind of error and the place tell us enough.
"""

import traceback
from typing import Any


def described(error: BaseException) -> dict[str, Any]:
    """Keys for a log line: what kind of error, and where it came up."""
    frames = traceback.extract_tb(error.__traceback__)
    keys: dict[str, Any] = {
        "error": f"{type(error).__module__}.{type(error).__qualname__}",
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:]],
    }
    # A ClientError, without importing what raises them where nobody calls AWS.
    if operation := getattr(error, "operation_name", None):
        keys["aws_code"] = error.response["Error"]["Code"]  # type: ignore[attr-defined]
        keys["aws_operation"] = operation
    if sqlstate := getattr(error, "sqlstate", None):
        keys["sqlstate"] = sqlstate
    return keys
