"""Steps of courses that begin."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Beginning:
    """Somebody's pack goes on to its next step today, and they have not heard of it."""

    user_id: UUID
    product: str
    step_on: date
    local_date: date
    """Today, where they live."""
    due_at: datetime
    expires_at: datetime
