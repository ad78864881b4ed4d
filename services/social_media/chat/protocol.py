"""The messages of the socket, version 1: how they are read, and how problems are put in one."""

import re
from typing import Any

import orjson
from pydantic import ValidationError

from services.social_media.chat.socket_models import CLIENT_FRAMES
from services.social_media.sockets.fanout import frame
from shared.models.base import Input, invalid_from
from shared.models.problem import Malformed, Problem

VERSION = 1

_CLIENT_ID = re.compile(r"[0-9A-Za-z-]{1,64}")


class UnknownType(Problem):
    status, code, title = 400, "unknown_type", "This server does not know that type of message"


def document_in(text: str) -> dict[str, Any]:
    """The JSON object in a text message. Raises Malformed."""
    try:
        document = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Malformed("A message is a JSON object.") from error
    if not isinstance(document, dict):
        raise Malformed("A message is a JSON object.")
    return document


def read(document: dict[str, Any]) -> Input:
    """What a message says. Raises UnknownType or Invalid."""
    fields = dict(document)
    kind = fields.pop("type", None)
    model = CLIENT_FRAMES.get(kind) if isinstance(kind, str) else None
    if model is None:
        raise UnknownType
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise invalid_from(error) from error


def client_id_in(document: dict[str, Any]) -> str | None:
    """What the client calls this message, if it says so: errors about it repeat that."""
    client_id = document.get("client_id")
    if isinstance(client_id, str) and _CLIENT_ID.fullmatch(client_id):
        return client_id
    return None


def error_frame(problem: Problem, client_id: object = None) -> bytes:
    about = {} if client_id is None else {"client_id": client_id}
    return frame("error", code=problem.code, detail=problem.detail, **about, **problem.extra)
