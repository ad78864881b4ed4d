"""What falls due."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

Kind = Literal["check_in", "programme", "silence", "weekly", "milestone"]


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder whose time has come, and what decides whether it is still worth saying."""

    user_id: UUID
    kind: Kind
    due_at: datetime
    code: str | None
    """Which message of the programme, which milestone, how many silent days."""
    patience: timedelta | None
    attempt_id: UUID | None
    """Null: they do not mean to quit any more."""
    is_active: bool
    has_checked_in: bool
    """For the day on which it fell due."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """An appointment of which both who meet are to be reminded."""

    appointment_id: UUID
    member_id: UUID
    coach_id: UUID
    starts_at: datetime
