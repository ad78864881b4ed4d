"""Posts in MongoDB. One function, one operation."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import DESCENDING, ReturnDocument
from pymongo.database import Database

from services.social_media.feed.models import Edition, NewPost, Post, PostState, Visibility
from services.social_media.feed.rules import audience_of
from shared.models.ids import UserId

PUBLISHED = PostState.PUBLISHED.value
GONE = {"$ne": PostState.DELETED.value}


def upsert_post(
    db: Database[Any], post_id: UUID, author: UserId, new: NewPost, state: PostState, at: datetime
) -> Post:
    """Store a post under that id, or return what this client stored before."""
    optional = {"room_id": new.room_id, "milestone": new.milestone}
    document = db.posts.find_one_and_update(
        {"author": author, "client_id": new.client_id},
        {
            "$setOnInsert": {
                "_id": post_id,
                "by": None if new.anonymous else author,
                "anonymous": new.anonymous,
                "text": new.text,
                "images": list(new.images),
                "visibility": new.visibility.value,
                "audience": audience_of(new.visibility, author, new.room_id),
                "state": state.value,
                "at": at,
                "edits": [],
                "version": 1,
                **{name: value for name, value in optional.items() if value is not None},
            }
        },
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert document is not None  # an upsert returns what it made
    return _post(document)


def upsert_topic(
    db: Database[Any], post_id: UUID, room_id: UUID, day: int, *, at: datetime
) -> bool:
    """Store a topic as the house's own post in a room; whether it is new."""
    result = db.posts.update_one(
        {"_id": post_id},
        {
            "$setOnInsert": {
                "author": None,
                "by": None,
                "anonymous": False,
                "text": "",
                "images": [],
                "topic": day,
                "visibility": Visibility.GROUP.value,
                "audience": audience_of(Visibility.GROUP, None, room_id),
                "room_id": room_id,
                "state": PUBLISHED,
                "at": at,
                "edits": [],
                "version": 1,
            }
        },
        upsert=True,
    )
    return result.upserted_id is not None


def select_sent(db: Database[Any], author: UserId, client_id: UUID) -> Post | None:
    """What somebody's client stored under an id of its own."""
    document = db.posts.find_one({"author": author, "client_id": client_id})
    return _post(document) if document else None


def select_post(db: Database[Any], post_id: UUID) -> Post | None:
    document = db.posts.find_one({"_id": post_id, "state": GONE})
    return _post(document) if document else None


def select_posts(db: Database[Any], ids: Iterable[UUID]) -> list[Post]:
    """Those of some posts that are published, in that order."""
    wanted = list(ids)
    found = db.posts.find({"_id": {"$in": wanted}, "state": PUBLISHED})
    by_id = {document["_id"]: _post(document) for document in found}
    return [by_id[post_id] for post_id in wanted if post_id in by_id]


def select_feed(
    db: Database[Any],
    audiences: Collection[str],
    *,
    without: Collection[UserId],
    after: UUID | None,
    most: int,
) -> list[Post]:
    """What is published for any of these audiences, the newest first."""
    wanted: dict[str, Any] = {
        "audience": {"$in": list(audiences)},
        "state": PUBLISHED,
        "by": {"$nin": list(without)},
    }
    return _newest(db, wanted, after, most)


def select_by_author(
    db: Database[Any],
    author: UserId,
    audiences: Collection[str],
    *,
    after: UUID | None,
    most: int,
) -> list[Post]:
    """What somebody published under their handle for any of these audiences."""
    wanted = {"by": author, "state": PUBLISHED, "audience": {"$in": list(audiences)}}
    return _newest(db, wanted, after, most)


def select_own(db: Database[Any], me: UserId, *, after: UUID | None, most: int) -> list[Post]:
    """All I wrote, what is held and what is anonymous too."""
    return _newest(db, {"author": me, "state": GONE}, after, most)


def select_latest(db: Database[Any], audience: str, since: datetime, *, most: int) -> list[Post]:
    """What was published for an audience since then by a person, the newest first."""
    wanted = {
        "audience": audience,
        "state": PUBLISHED,
        "at": {"$gte": since},
        "topic": {"$exists": False},
    }
    return _newest(db, wanted, None, most)


def update_text(
    db: Database[Any], post: Post, text: str, state: PostState, *, now: datetime
) -> Post | None:
    """Say something else, and keep what it said; None when it changed since it was read."""
    document = db.posts.find_one_and_update(
        {"_id": post.post_id, "version": post.version},
        {
            "$set": {"text": text, "state": state.value, "edited_at": now},
            "$push": {"edits": {"text": post.text, "until": now}},
            "$inc": {"version": 1},
        },
        return_document=ReturnDocument.AFTER,
    )
    return _post(document) if document else None


def update_deleted(db: Database[Any], post_id: UUID, author: UserId, *, now: datetime) -> bool:
    """Take back what somebody wrote; False when it is not theirs. Twice is once."""
    result = db.posts.update_one(
        {"_id": post_id, "author": author},
        [
            {
                "$set": {
                    "state": PostState.DELETED.value,
                    "deleted_at": {"$ifNull": ["$deleted_at", now]},
                }
            }
        ],
    )
    return result.matched_count == 1


def update_state(
    db: Database[Any], post_id: UUID, state: PostState, *, among: Collection[PostState]
) -> bool:
    """Show or hide a post that is in one of these states."""
    result = db.posts.update_one(
        {"_id": post_id, "state": {"$in": [before.value for before in among]}},
        {"$set": {"state": state.value}},
    )
    return result.matched_count == 1


def select_deleted(db: Database[Any], before: datetime, *, most: int) -> list[UUID]:
    """Posts that were taken back before then."""
    found = db.posts.find({"deleted_at": {"$lt": before}}, {"_id": 1}).limit(most)
    return [document["_id"] for document in found]


def delete_posts(db: Database[Any], ids: Collection[UUID]) -> None:
    db.posts.delete_many({"_id": {"$in": list(ids)}})


def upsert_picks(db: Database[Any], day: datetime, posts: Iterable[UUID]) -> None:
    db.picks.update_one({"_id": day}, {"$set": {"posts": list(posts)}}, upsert=True)


def select_picks(db: Database[Any], day: datetime) -> list[UUID]:
    """The picks of a day, or the latest before it."""
    document = db.picks.find_one({"_id": {"$lte": day}}, sort=[("_id", DESCENDING)])
    return document["posts"] if document else []


def _newest(db: Database[Any], wanted: dict[str, Any], after: UUID | None, most: int) -> list[Post]:
    if after is not None:
        wanted["_id"] = {"$lt": after}
    return [
        _post(document) for document in db.posts.find(wanted).sort("_id", DESCENDING).limit(most)
    ]


def _post(document: Mapping[str, Any]) -> Post:
    return Post(
        post_id=document["_id"],
        author=document["author"],
        text=document["text"],
        images=tuple(document["images"]),
        milestone=document.get("milestone"),
        topic=document.get("topic"),
        is_anonymous=document["anonymous"],
        visibility=Visibility(document["visibility"]),
        room_id=document.get("room_id"),
        state=PostState(document["state"]),
        at=document["at"],
        edited_at=document.get("edited_at"),
        edits=tuple(Edition(**edition) for edition in document["edits"]),
        version=document["version"],
    )
