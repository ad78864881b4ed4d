"""What is handed to whoever is connected, and to which topic. Knows nothing of how it travels.

Deliveries are hints: the database is the truth, and a client that missed one finds it by its
cursor. So publishing never waits and never fails.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import orjson


class Delivery(NamedTuple):
    """One message for every connection that listens to a topic."""

    topic: str
    frame: bytes
    """The JSON text of the message, encoded once however many people get it."""


ASIDES = "asides"
"""Kind of the topics by which workers hear whom somebody blocks or mutes anew, or no more."""

Publish = Callable[[Sequence[Delivery]], None]
"""Hand deliveries to every process of the platform that may hold a listening connection."""


def user_topic(user_id: UUID) -> str:
    """Everything one person should hear, on every socket they have open."""
    return f"user:{user_id}"


def control_topic(user_id: UUID) -> str:
    """Orders to the server about one person's sockets; never sent to the client."""
    return f"control:user:{user_id}"


def frame(type_: str, **fields: Any) -> bytes:
    """The JSON text of a message to clients. Ids and aware times may be given as they are."""
    return orjson.dumps({"type": type_, **fields}, option=orjson.OPT_UTC_Z)


def asides_changed(user_id: UUID) -> Delivery:
    """The order to ask again with whom a person has nothing to do."""
    return Delivery(f"{ASIDES}:{user_id}", b"")


def session_ended(user_id: UUID, origin_jti: str | None) -> Delivery:
    """The order to close a person's sockets: those of one sign-in, or, with None, all of them."""
    return Delivery(control_topic(user_id), orjson.dumps({"origin_jti": origin_jti}))
