"""People in MongoDB, and the sign-ins that were ended. One function, one operation."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.social_media.people.models import Person, Status, TieState
from shared.auth.roles import Role
from shared.models.ids import UserId

REGISTERED = {"registered_at": {"$exists": True}}
"""News of someone may overtake their registration. Until that arrives, we do not know them."""


@dataclass(frozen=True, slots=True)
class Account:
    """What decides whether someone may come in."""

    role: Role
    is_active: bool


def select_people(
    db: Database[Any], ids: Iterable[UserId], *, only_active: bool = False
) -> dict[UserId, Person]:
    """Those of the people we know, by id."""
    wanted = {"_id": {"$in": list(ids)}, **REGISTERED}
    if only_active:
        wanted["status"] = Status.ACTIVE.value
    found = db.people.find(wanted, {"display_name": 1, "role": 1})
    return {
        document["_id"]: Person(document["_id"], document["display_name"], Role(document["role"]))
        for document in found
    }


def select_account(db: Database[Any], user_id: UserId) -> Account | None:
    document = db.people.find_one({"_id": user_id, **REGISTERED}, {"role": 1, "status": 1})
    if document is None:
        return None
    return Account(Role(document["role"]), document["status"] == Status.ACTIVE)


def update_person(
    db: Database[Any], user_id: UserId, facts: Mapping[str, Any], *, as_of: int
) -> None:
    """Learn facts that held at `as_of`; each is ignored if we know something newer.

    So events may come twice and in any order, even before the person's registration.
    """
    changes: dict[str, Any] = {}
    for name, value in facts.items():
        known = f"$as_of.{name}"
        changes[name] = {
            "$cond": [
                {"$gt": [as_of, {"$ifNull": [known, -1]}]},
                {"$literal": value},  # a name may begin with a dollar sign
                f"${name}",
            ]
        }
        changes[f"as_of.{name}"] = {"$max": [known, as_of]}
    db.people.update_one({"_id": user_id}, [{"$set": changes}], upsert=True)


def upsert_revoked_session(
    db: Database[Any], origin_jti: str, user_id: UserId, *, expires_at: datetime
) -> None:
    db.revoked_sessions.update_one(
        {"_id": origin_jti},
        {"$setOnInsert": {"user_id": user_id, "expires_at": expires_at}},
        upsert=True,
    )


def is_revoked(db: Database[Any], origin_jti: str) -> bool:
    return db.revoked_sessions.find_one({"_id": origin_jti}, {"_id": 1}) is not None


def select_disabled(db: Database[Any], ids: Collection[UserId]) -> set[UserId]:
    """Those of the people whose account is disabled."""
    wanted = {"_id": {"$in": list(ids)}, "status": Status.DISABLED.value}
    return {document["_id"] for document in db.people.find(wanted, {"_id": 1})}


def select_revoked(db: Database[Any], origin_jtis: Collection[str]) -> set[str]:
    """Those of the sign-ins that were ended."""
    wanted = {"_id": {"$in": list(origin_jtis)}}
    return {document["_id"] for document in db.revoked_sessions.find(wanted, {"_id": 1})}


def is_tied(db: Database[Any], ties: list[str], states: Iterable[TieState]) -> bool:
    """Whether one of these ties is in one of these states. The contacts feature writes them."""
    wanted = {"_id": {"$in": ties}, "state": {"$in": [state.value for state in states]}}
    return db.ties.find_one(wanted, {"_id": 1}) is not None
