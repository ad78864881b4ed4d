"""What was written and felt in a room, in MongoDB. One function, one operation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.feed.models import Visibility
from services.social_media.feed.rules import audience_of
from services.social_media.feed.store import PUBLISHED
from shared.models.ids import UserId


@dataclass(frozen=True, slots=True)
class Remark:
    """Somebody's comment on, or reaction to, something."""

    author: UserId
    target: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose a post is; a topic is nobody's."""

    author: UserId | None
    is_topic: bool


def select_origins(db: Database[Any], room_id: UUID, *, until: datetime) -> dict[UUID, Origin]:
    """The posts of a room, each with whose it is."""
    wanted = {
        "audience": audience_of(Visibility.GROUP, None, room_id),
        "state": PUBLISHED,
        "at": {"$lt": until},
    }
    return {
        document["_id"]: Origin(document["author"], "topic" in document)
        for document in db.posts.find(wanted, {"author": 1, "topic": 1})
    }


def select_comment_authors(db: Database[Any], posts: Iterable[UUID]) -> dict[UUID, UserId | None]:
    wanted = {"post_id": {"$in": list(posts)}, "state": PUBLISHED}
    return {
        document["_id"]: document["author"] for document in db.comments.find(wanted, {"author": 1})
    }


def select_remarks(
    db: Database[Any], posts: Iterable[UUID], *, since: datetime, until: datetime
) -> list[Remark]:
    """The comments people made on some posts within a time."""
    wanted = {
        "post_id": {"$in": list(posts)},
        "state": PUBLISHED,
        "at": {"$gte": since, "$lt": until},
        "author": {"$ne": None},
    }
    found = db.comments.find(wanted, {"author": 1, "post_id": 1, "at": 1})
    return [Remark(document["author"], document["post_id"], document["at"]) for document in found]


def select_feelings(
    db: Database[Any], targets: Iterable[UUID], *, since: datetime, until: datetime
) -> list[Remark]:
    """The reactions people had to some things within a time."""
    wanted = {"target": {"$in": list(targets)}, "at": {"$gte": since, "$lt": until}}
    found = db.reactions.find(wanted, {"user_id": 1, "target": 1, "at": 1})
    return [Remark(document["user_id"], document["target"], document["at"]) for document in found]
