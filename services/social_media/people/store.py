"""People in MongoDB, and the sign-ins that were ended. One function, one operation."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.social_media.people.models import Card, Person, Status, Whereabouts
from services.social_media.pictures.models import Shot
from shared.auth.roles import Role
from shared.models.ids import UserId
from shared.models.media import Purpose

REGISTERED = {"registered_at": {"$exists": True}}
"""News of someone may overtake their registration. Until that arrives, we do not know them."""


SHOWN = {"display_name": 1, "role": 1, "handle": 1, "avatar": 1}


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
    return {document["_id"]: _person(document) for document in db.people.find(wanted, SHOWN)}


def select_card(db: Database[Any], user_id: UserId) -> Card | None:
    document = db.people.find_one({"_id": user_id, **REGISTERED}, SHOWN | {"handle_changed_at": 1})
    if document is None:
        return None
    return Card(_person(document), document.get("handle_changed_at"))


def select_by_handle(
    db: Database[Any],
    prefix: str,
    *,
    after: str | None,
    most: int,
    without: Collection[UserId],
) -> list[tuple[str, Person]]:
    """Active people whose folded handle begins so, each with it, in its order."""
    bounds = {"$gte": prefix, "$lt": prefix + chr(0x10FFFF)}
    if after is not None:
        bounds["$gt"] = after
    wanted = {
        "handle_key": bounds,
        "status": Status.ACTIVE.value,
        "_id": {"$nin": list(without)},
        **REGISTERED,
    }
    found = db.people.find(wanted, SHOWN | {"handle_key": 1}).sort("handle_key", ASCENDING)
    return [(document["handle_key"], _person(document)) for document in found.limit(most)]


def select_by_handles(db: Database[Any], keys: Collection[str]) -> dict[str, Person]:
    """Active people by their folded handles."""
    wanted = {"handle_key": {"$in": list(keys)}, "status": Status.ACTIVE.value, **REGISTERED}
    found = db.people.find(wanted, SHOWN | {"handle_key": 1})
    return {document["handle_key"]: _person(document) for document in found}


def select_whereabouts(db: Database[Any], ids: Iterable[UserId]) -> dict[UserId, Whereabouts]:
    """Where people live and what they read, as far as we were told."""
    found = db.people.find({"_id": {"$in": list(ids)}}, {"time_zone": 1, "country": 1, "locale": 1})
    return {
        document["_id"]: Whereabouts(
            document.get("time_zone"), document.get("country"), document.get("locale")
        )
        for document in found
    }


def select_quit_dates(db: Database[Any], ids: Iterable[UserId]) -> dict[UserId, datetime]:
    """When people quit, or mean to; of those who said so."""
    wanted = {"_id": {"$in": list(ids)}, "quit_at": {"$exists": True}}
    return {
        document["_id"]: document["quit_at"] for document in db.people.find(wanted, {"quit_at": 1})
    }


class HandleTaken(Exception):
    """Somebody has this handle, or had it."""


def update_handle(
    db: Database[Any],
    user_id: UserId,
    *,
    handle: str,
    key: str,
    now: datetime,
    not_changed_since: datetime,
) -> bool:
    """Change someone's handle, unless they did so since; raises HandleTaken."""
    recently = {"handle_changed_at": {"$gt": not_changed_since}}
    try:
        result = db.people.update_one(
            {"_id": user_id, "$nor": [recently], **REGISTERED},
            {
                "$set": {"handle": handle, "handle_key": key, "handle_changed_at": now},
                "$addToSet": {"handle_keys": key},
            },
        )
    except DuplicateKeyError as error:
        raise HandleTaken from error
    return result.matched_count == 1


def select_accounts(db: Database[Any], ids: Collection[UserId]) -> dict[UserId, Account]:
    wanted = {"_id": {"$in": list(ids)}, **REGISTERED}
    return {
        document["_id"]: Account(Role(document["role"]), document["status"] == Status.ACTIVE)
        for document in db.people.find(wanted, {"role": 1, "status": 1})
    }


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


def select_active(db: Database[Any], ids: Collection[UserId]) -> set[UserId]:
    """Those of the people who have an account that is not disabled."""
    wanted = {"_id": {"$in": list(ids)}, "status": Status.ACTIVE.value}
    return {document["_id"] for document in db.people.find(wanted, {"_id": 1})}


def select_revoked(db: Database[Any], origin_jtis: Collection[str]) -> set[str]:
    """Those of the sign-ins that were ended."""
    wanted = {"_id": {"$in": list(origin_jtis)}}
    return {document["_id"] for document in db.revoked_sessions.find(wanted, {"_id": 1})}


def _person(document: Mapping[str, Any]) -> Person:
    avatar = document.get("avatar")
    return Person(
        user_id=document["_id"],
        display_name=document["display_name"],
        role=Role(document["role"]),
        handle=document.get("handle"),
        avatar=Shot(**avatar, user_id=document["_id"], purpose=Purpose.AVATAR) if avatar else None,
    )
