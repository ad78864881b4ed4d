"""Saying something over HTTP: by the same way as over a socket, and the answer is waited for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, cast
from uuid import UUID

import orjson
from flask import current_app
from gevent import Timeout
from gevent.event import AsyncResult

from services.social_media.chat.socket_models import Send
from shared.auth.authenticator import Caller
from shared.models.problem import Unavailable

EXTENSION = "say"

ANSWER_WITHIN = 10.0
"""Seconds. Whoever hears nothing sends it again, which is the same message."""


@dataclass(frozen=True, slots=True)
class Stored:
    conversation: UUID
    message_id: UUID
    seq: int
    at: datetime


class Say(Protocol):
    def __call__(self, author: "Waiting", caller: Caller, request: Send) -> None:
        """Have it stored; the author will hear what became of it. Raises a problem."""


class Waiting:
    """The author of a message who waits for the answer."""

    def __init__(self) -> None:
        self._answer: AsyncResult[bytes] = AsyncResult()

    def answer(self, payload: bytes) -> None:
        self._answer.set(payload)

    def hear(self) -> dict[str, Any]:
        payload = self._answer.get(timeout=ANSWER_WITHIN)
        return cast(dict[str, Any], orjson.loads(payload))


def say(caller: Caller, request: Send) -> Stored:
    """Say something through the app that serves this request; return it as it is stored."""
    author = Waiting()
    cast(Say, current_app.extensions[EXTENSION])(author, caller, request)
    try:
        told = author.hear()
    except Timeout as error:
        raise Unavailable("Your message could not be stored; send it again.") from error
    if told["type"] != "message.ack":
        raise Unavailable(told.get("detail"))
    return Stored(
        conversation=UUID(told["conversation"]),
        message_id=UUID(told["id"]),
        seq=told["seq"],
        at=datetime.fromisoformat(told["at"]),
    )
