"""Structured logs: one JSON line per fact, keys not prose.

Ids and numbers only. Never a body, a token, an e-mail address or anything about health.
"""

import os
import re
import sys

from aws_lambda_powertools import Logger

from shared.models.ids import uuid7

REQUEST_ID_HEADER = "X-Request-Id"
_REQUEST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def logger(service: str) -> Logger:
    """The service's logger. Its level comes from `LOG_LEVEL` (INFO)."""
    return Logger(
        service=service,
        level=os.environ.get("LOG_LEVEL", "INFO"),
        stream=sys.stdout,
        utc=True,
        use_rfc3339=True,
    )


def request_id_from(supplied: str | None) -> str:
    """The caller's request id when it is harmless, else a new one."""
    if supplied and _REQUEST_ID.fullmatch(supplied):
        return supplied
    return str(uuid7())
