"""What staff looked at and did, in MongoDB. It is only ever added to: nothing here does more."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.outbox import unsent
from shared.models.events import StaffActed
from shared.models.ids import UserId, uuid7


def insert_act(
    db: Database[Any],
    staff_id: UserId,
    act: str,
    *,
    about: UUID | str | None,
    people: Collection[UUID],
    is_list: bool,
    details: dict[str, str],
    request_id: str,
    origin: bytes | None,
    now: datetime,
) -> None:
    """Record that someone of staff did `act` to `about`, and announce whom it concerns."""
    concerned = sorted(set(people))
    event = StaffActed(
        occurred_at=now,
        request_id=request_id,
        staff_id=staff_id,
        act=act,
        people=concerned,
        is_list=is_list,
        origin=origin.hex() if origin else None,
    )
    db.staff_acts.insert_one(
        {
            "_id": uuid7(),
            "staff_id": staff_id,
            "act": act,
            "about": None if about is None else str(about),
            "person": None if is_list or not concerned else concerned[0],
            "details": details,
            "at": now,
            "origin": origin,
            "unsent": unsent(event) if concerned else [],
        }
    )
