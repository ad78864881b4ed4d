"""A case: one thing somebody has to look at, and by when."""

from dataclasses import dataclass
from enum import StrEnum

from services.social_media.moderation.models import CrisisLevel, Reason, Subject
from shared.models.ids import UserId


class CaseState(StrEnum):
    OPEN = "open"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the house itself found in a text."""

    subject: Subject
    author_id: UserId
    text: str
    reasons: tuple[Reason, ...]
    crisis: CrisisLevel | None
    is_hidden: bool
    """Whether it is kept from others until somebody decides."""
