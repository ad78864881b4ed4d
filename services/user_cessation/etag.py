"""Versions as entity tags: change what you read, not what someone else wrote meanwhile."""

import re

from flask import request

from shared.models.problem import PreconditionFailed

_TAG = re.compile(r'"([1-9][0-9]{0,8})"')


def etag(version: int) -> str:
    return f'"{version}"'


def expected_version() -> int | None:
    """The version `If-Match` insists on; None when the caller insists on nothing."""
    header = request.headers.get("If-Match")
    if header is None:
        return None
    tag = _TAG.fullmatch(header.strip())
    if tag is None:
        raise PreconditionFailed
    return int(tag[1])
