"""Cohorts and their summaries in MongoDB. One function, one operation."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, UpdateOne
from pymongo.database import Database

from services.social_media.cohorts.models import Cohort, Summary
from services.social_media.cohorts.rules import cohort_id, days_of_week
from services.social_media.feed.effort import Effort
from shared.models.ids import UserId


def upsert_cohort(
    db: Database[Any], week: date, language: str, number: int, *, time_zone: str
) -> None:
    """Make a cohort be there; one that is there stays as it is."""
    db.cohorts.update_one(
        {"_id": cohort_id(week, language, number)},
        {
            "$setOnInsert": {
                "week": week.isoformat(),
                "language": language,
                "number": number,
                "time_zone": time_zone,
                "closed": False,
                "board": [],
                "weeks_told": 0,
                "day_told": 0,
            }
        },
        upsert=True,
    )


def select_cohort(db: Database[Any], cohort_id: UUID) -> Cohort | None:
    document = db.cohorts.find_one({"_id": cohort_id})
    return _cohort(document) if document else None


def select_cohorts(
    db: Database[Any], ids: Collection[UUID], *, after: UUID | None, most: int
) -> list[Cohort]:
    """Those of some cohorts, in the order of their ids."""
    among: dict[str, Any] = {"$in": list(ids)}
    if after is not None:
        among["$lt"] = after
    found = db.cohorts.find({"_id": among}).sort("_id", DESCENDING).limit(most)
    return [_cohort(document) for document in found]


def select_open(db: Database[Any], *, after: UUID | None = None, most: int = 0) -> list[Cohort]:
    """Cohorts that are not closed; 0 is all."""
    wanted: dict[str, Any] = {"closed": False}
    if after is not None:
        wanted["_id"] = {"$lt": after}
    found = db.cohorts.find(wanted).sort("_id", DESCENDING).limit(most)
    return [_cohort(document) for document in found]


def select_since(db: Database[Any], week: date) -> list[Cohort]:
    """The cohorts of a week and of all after it."""
    found = db.cohorts.find({"week": {"$gte": week.isoformat()}}).sort("week", ASCENDING)
    return [_cohort(document) for document in found]


def update_closed(db: Database[Any], cohort_id: UUID) -> None:
    db.cohorts.update_one({"_id": cohort_id}, {"$set": {"closed": True}})


def update_day_told(db: Database[Any], cohort_id: UUID, day: int) -> None:
    db.cohorts.update_one({"_id": cohort_id}, {"$max": {"day_told": day}})


def update_weeks_told(db: Database[Any], cohort_id: UUID, week: int) -> None:
    db.cohorts.update_one({"_id": cohort_id}, {"$max": {"weeks_told": week}})


def update_board(db: Database[Any], cohort_id: UUID, user_id: UserId, *, joins: bool) -> None:
    """Put somebody on the board of effort, or take them off."""
    change = {"$addToSet": {"board": user_id}} if joins else {"$pull": {"board": user_id}}
    db.cohorts.update_one({"_id": cohort_id}, change)


def upsert_summaries(
    db: Database[Any], cohort_id: UUID, week: int, efforts: Mapping[UserId, Effort]
) -> None:
    """Keep what people did in a week. What was kept first stays."""
    if not efforts:
        return
    db.cohort_summaries.bulk_write(
        [
            UpdateOne(
                {"_id": f"{cohort_id}:{user_id}:{week}"},
                {
                    "$setOnInsert": {
                        "cohort_id": cohort_id,
                        "user_id": user_id,
                        "week": week,
                        "topics_answered": effort.topics_answered,
                        "support_given": effort.support_given,
                        "support_received": effort.support_received,
                    }
                },
                upsert=True,
            )
            for user_id, effort in efforts.items()
        ],
        ordered=False,
    )


def select_summaries(
    db: Database[Any], cohort_id: UUID, user_id: UserId, *, after: int | None, most: int
) -> list[Summary]:
    """What somebody did week by week, the latest first."""
    wanted: dict[str, Any] = {"cohort_id": cohort_id, "user_id": user_id}
    if after is not None:
        wanted["week"] = {"$lt": after}
    found = db.cohort_summaries.find(wanted).sort("week", DESCENDING).limit(most)
    return [_summary(document) for document in found]


def select_totals(
    db: Database[Any], cohort_id: UUID, people: Iterable[UserId]
) -> dict[UserId, Effort]:
    """What people did in all the weeks that are over."""
    found = db.cohort_summaries.aggregate(
        [
            {"$match": {"cohort_id": cohort_id, "user_id": {"$in": list(people)}}},
            {
                "$group": {
                    "_id": "$user_id",
                    "topics_answered": {"$sum": "$topics_answered"},
                    "support_given": {"$sum": "$support_given"},
                    "support_received": {"$sum": "$support_received"},
                }
            },
        ]
    )
    return {
        document["_id"]: Effort(
            document["topics_answered"], document["support_given"], document["support_received"]
        )
        for document in found
    }


def _cohort(document: Mapping[str, Any]) -> Cohort:
    return Cohort(
        cohort_id=document["_id"],
        week=date.fromisoformat(document["week"]),
        language=document["language"],
        number=document["number"],
        time_zone=document["time_zone"],
        is_closed=document["closed"],
        board=tuple(document["board"]),
        day_told=document["day_told"],
        weeks_told=document["weeks_told"],
    )


def _summary(document: Mapping[str, Any]) -> Summary:
    from_day, to_day = days_of_week(document["week"])
    return Summary(
        week=document["week"],
        from_day=from_day,
        to_day=to_day,
        topics_answered=document["topics_answered"],
        support_given=document["support_given"],
        support_received=document["support_received"],
    )
