"""A message on its way to being stored."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

import orjson

from services.social_media.chat.frames import acknowledged
from services.social_media.chat.models import NO_TERMS, Message, Terms
from services.social_media.chat.protocol import error_frame
from services.social_media.pictures.models import Shot
from shared.models.ids import UserId
from shared.models.media import Purpose
from shared.models.problem import Problem


class Author(Protocol):
    """Whoever waits to hear what became of a message."""

    def answer(self, payload: bytes) -> None:
        """It is stored, or was before, or is refused: so says this frame. Never waits."""


@dataclass(slots=True, eq=False)
class Draft:
    author: Author
    message_id: UUID
    sender: UserId
    client_id: UUID
    conversation: UUID
    address: str
    """The members of the conversation, as workers tell each other."""
    text: str
    attachments: tuple[Shot, ...] = ()
    terms: Terms = NO_TERMS
    carried_as: str = ""
    """Under what the worker it came from waits for it, when that is another one."""
    attempts: int = 0
    is_in_hand: bool = False
    """Whether it is in the batch being written, and its author has yet to hear of it."""

    def stored(self, message: Message) -> None:
        self.is_in_hand = False
        self.author.answer(acknowledged(message))

    def refused(self, problem: Problem) -> None:
        self.is_in_hand = False
        self.author.answer(error_frame(problem, self.client_id))


def packed(draft: Draft) -> bytes:
    """A draft as one worker hands it to another."""
    return orjson.dumps(
        [
            draft.message_id,
            draft.sender,
            draft.client_id,
            draft.conversation,
            draft.address,
            draft.text,
            [list(asdict(shot).values()) for shot in draft.attachments],
            [at and at.timestamp() for at in draft.terms],
        ]
    )


def unpacked(payload: bytes, author: Author, carried_as: str) -> Draft:
    """The draft another worker handed over."""
    message_id, sender, client_id, conversation, address, text, shots, terms = orjson.loads(payload)
    return Draft(
        author=author,
        message_id=UUID(message_id),
        sender=UserId(UUID(sender)),
        client_id=UUID(client_id),
        conversation=UUID(conversation),
        address=address,
        text=text,
        attachments=tuple(
            Shot(UUID(upload_id), UserId(UUID(owner)), Purpose(purpose), *rest)
            for upload_id, owner, purpose, *rest in shots
        ),
        terms=Terms(*(at and datetime.fromtimestamp(at, UTC) for at in terms))
        if any(terms)
        else NO_TERMS,
        carried_as=carried_as,
    )
