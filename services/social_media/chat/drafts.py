"""A message on its way to being stored."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from services.social_media.chat.frames import acknowledgement, fields
from services.social_media.chat.models import Message
from services.social_media.chat.protocol import error_frame
from shared.models.ids import UserId
from shared.models.problem import Problem


class Author(Protocol):
    """Whoever waits to hear what became of a message."""

    def answer(self, payload: bytes) -> None:
        """It is stored, or was before, or is refused: so says this frame. Never waits."""


@dataclass(slots=True, eq=False)
class Draft:
    author: Author
    sender: UserId
    client_id: UUID
    conversation: UUID
    address: str
    """The members of the conversation, as workers tell each other."""
    text: str
    carried_as: str = ""
    """Under what the worker it came from waits for it, when that is another one."""
    attempts: int = 0
    is_in_hand: bool = False
    """Whether it is in the batch being written, and its author has yet to hear of it."""

    def stored(self, message: Message) -> None:
        self.is_in_hand = False
        self.author.answer(acknowledgement(fields(message)))

    def refused(self, problem: Problem) -> None:
        self.is_in_hand = False
        self.author.answer(error_frame(problem, self.client_id))
