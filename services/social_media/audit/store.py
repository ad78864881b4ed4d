"""What staff looked at and did, in MongoDB. It is only ever added to: nothing here does more."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from shared.models.ids import UserId, uuid7


def insert_act(
    db: Database[Any],
    staff_id: UserId,
    act: str,
    *,
    about: UUID | str | None,
    person: UUID | None,
    now: datetime,
    details: dict[str, str] | None = None,
) -> None:
    """Record that someone of staff did `act` to `about`, which concerns `person`."""
    db.staff_acts.insert_one(
        {
            "_id": uuid7(),
            "staff_id": staff_id,
            "act": act,
            "about": None if about is None else str(about),
            "person": person,
            "details": details or {},
            "at": now,
        }
    )
