"""Messages of a conversation as its people hear them: encoded once, however many there are."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from services.social_media.chat.frames import shown
from services.social_media.chat.models import Message
from services.social_media.sockets.frames import encode


class Said(NamedTuple):
    conversation: str
    seq: int
    sender: str
    topics: tuple[str, ...]
    """Those of the members."""
    frame: bytes
    by: object | None = None
    """Whoever said it here, and so need not hear it."""


def said_of(message: Message, topics: tuple[str, ...], *, by: object | None = None) -> Said:
    """A stored message, for those who listen at these topics."""
    return Said(
        str(message.conversation),
        message.seq,
        str(message.sender),
        topics,
        shown(message),
        by,
    )


class Spoken:
    """Messages that follow each other, and come together to the same people."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._said = said
        self.topics = said[0].topics
        self.is_in_room = len(self.topics) > 2
        """Two who talk hear each other; whom one does not want to hear in a room is left out."""

    def whole_for(self, listener: object) -> bytes:
        """All that a listener need hear, in one piece."""
        if listener in self._authors:
            return b"".join(wire for wire, _ in self.pieces_for(listener))
        return self._whole

    def pieces_for(self, listener: object) -> Iterator[tuple[bytes, Said]]:
        for wire, said in zip(self._wires, self._said, strict=True):
            if said.by is not listener:
                yield wire, said

    @cached_property
    def _wires(self) -> list[bytes]:
        return [encode(said.frame) for said in self._said]

    @cached_property
    def _whole(self) -> bytes:
        return b"".join(self._wires)

    @cached_property
    def _authors(self) -> set[object]:
        return {said.by for said in self._said}
