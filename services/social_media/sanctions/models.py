"""What somebody may not do here for a while, and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.social_media.moderation.models import Reason
from shared.models.base import Input, Model
from shared.models.ids import UserId


class SanctionKind(StrEnum):
    """From the mildest to the strictest."""

    WARN = "warn"
    """A word, and nothing else."""
    MUTE = "mute"
    """They read, and do not write."""
    SUSPEND = "suspend"
    """They stay outside for a while."""
    BAN = "ban"
    """They stay outside."""


BARRING = (SanctionKind.SUSPEND, SanctionKind.BAN)


@dataclass(frozen=True, slots=True)
class Sanction:
    """`until` is None for a warning and for a ban, which has no end."""

    sanction_id: UUID
    user_id: UserId
    kind: SanctionKind
    reason: Reason
    case_id: UUID
    by: UserId
    at: datetime
    until: datetime | None
    lifted_at: datetime | None = None


class SanctionOut(Model):
    sanction_id: UUID
    kind: SanctionKind
    reason: Reason
    case_id: UUID
    at: datetime
    until: datetime | None
    lifted_at: datetime | None


class SanctionList(Model):
    items: list[SanctionOut] = Field(description="Newest first.")


class SanctionedPath(Input):
    user_id: UUID


class SanctionPath(Input):
    sanction_id: UUID
