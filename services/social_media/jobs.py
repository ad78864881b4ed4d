"""Work by the clock: each job is done once for each slot, whoever hears the clock, and how often.

A slot is the beginning of a period, such as a day. Whoever finds a slot not done takes it for a
while; should they die, whoever looks after that takes it over. So a job may be done again after it
was half done, and has to bear that.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.social_media import validation

LEASE = timedelta(minutes=5)
"""How long whoever took a slot is believed to be at work."""

REMEMBERED = timedelta(days=60)

RUNS = validation.shape(
    required={
        "_id": {"bsonType": "string"},
        "job": {"bsonType": "string"},
        "slot": {"bsonType": "date"},
        "taken_until": {"bsonType": "date"},
    },
    optional={"done_at": {"bsonType": ["date", "null"]}},
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "job_runs",
        RUNS,
        [
            IndexModel([("job", ASCENDING), ("slot", ASCENDING)], unique=True),
            IndexModel([("slot", ASCENDING)], expireAfterSeconds=int(REMEMBERED.total_seconds())),
        ],
    )


def day_of(slot: datetime) -> datetime:
    """The day, by UTC, a moment is in."""
    return slot.replace(hour=0, minute=0, second=0, microsecond=0)


def hour_of(slot: datetime) -> datetime:
    return slot.replace(minute=0, second=0, microsecond=0)


def once(
    db: Database[Any], job: str, slot: datetime, work: Callable[[], None], *, now: datetime
) -> bool:
    """Do the work unless it is done for this slot, or somebody is at it; whether we did it."""
    if not take(db, job, slot, now=now):
        return False
    try:
        work()
    except Exception:
        release(db, job, slot)
        raise
    finish(db, job, slot, now=now)
    return True


def take(db: Database[Any], job: str, slot: datetime, *, now: datetime) -> bool:
    """Take a slot that is not done and that nobody is at."""
    try:
        db.job_runs.update_one(
            {"_id": _name(job, slot), "done_at": None, "taken_until": {"$lte": now}},
            {"$set": {"taken_until": now + LEASE}, "$setOnInsert": {"job": job, "slot": slot}},
            upsert=True,
        )
    except DuplicateKeyError:
        return False
    return True


def finish(db: Database[Any], job: str, slot: datetime, *, now: datetime) -> None:
    db.job_runs.update_one({"_id": _name(job, slot)}, {"$set": {"done_at": now}})


def release(db: Database[Any], job: str, slot: datetime) -> None:
    """Let whoever comes next take the slot at once: we could not do it."""
    db.job_runs.delete_one({"_id": _name(job, slot), "done_at": None})


def _name(job: str, slot: datetime) -> str:
    return f"{job} {slot.isoformat()}"
