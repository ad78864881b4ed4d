"""Comments in MongoDB. One function, one operation."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, ReturnDocument
from pymongo.database import Database

from services.social_media.feed.models import Comment, Edition, NewComment, Post, PostState
from services.social_media.feed.store import GONE, PUBLISHED
from shared.models.ids import UserId


def upsert_comment(
    db: Database[Any],
    comment_id: UUID,
    post: Post,
    author: UserId,
    new: NewComment,
    state: PostState,
    *,
    at: datetime,
) -> Comment:
    """Store a comment under that id, or return what this client stored before.

    Whoever wrote an anonymous post stays so beneath it.
    """
    by_author = author == post.author
    is_anonymous = by_author and post.is_anonymous
    document = db.comments.find_one_and_update(
        {"author": author, "client_id": new.client_id},
        {
            "$setOnInsert": {
                "_id": comment_id,
                "post_id": post.post_id,
                "by": None if is_anonymous else author,
                "by_author": by_author,
                "anonymous": is_anonymous,
                "text": new.text,
                "state": state.value,
                "at": at,
                "edits": [],
                "version": 1,
            }
        },
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert document is not None  # an upsert returns what it made
    return _comment(document)


def select_sent(db: Database[Any], author: UserId, client_id: UUID) -> Comment | None:
    document = db.comments.find_one({"author": author, "client_id": client_id})
    return _comment(document) if document else None


def select_comment(db: Database[Any], comment_id: UUID) -> Comment | None:
    document = db.comments.find_one({"_id": comment_id, "state": GONE})
    return _comment(document) if document else None


def select_comments(
    db: Database[Any],
    post_id: UUID,
    reader: UserId,
    *,
    without: Collection[UserId],
    after: UUID | None,
    most: int,
) -> list[Comment]:
    """The comments of a post as a reader sees them, in the order they were made."""
    wanted: dict[str, Any] = {
        "post_id": post_id,
        "by": {"$nin": list(without)},
        "$or": [{"state": PUBLISHED}, {"author": reader, "state": GONE}],
    }
    if after is not None:
        wanted["_id"] = {"$gt": after}
    found = db.comments.find(wanted).sort("_id", ASCENDING).limit(most)
    return [_comment(document) for document in found]


def select_comment_counts(
    db: Database[Any], posts: Iterable[UUID], *, without: Collection[UserId]
) -> dict[UUID, int]:
    """How many comments of each post there are, but for those by people a reader does not see."""
    found = db.comments.aggregate(
        [
            {
                "$match": {
                    "post_id": {"$in": list(posts)},
                    "state": PUBLISHED,
                    "by": {"$nin": list(without)},
                }
            },
            {"$group": {"_id": "$post_id", "count": {"$sum": 1}}},
        ]
    )
    return {document["_id"]: document["count"] for document in found}


def select_commenters(db: Database[Any], posts: Iterable[UUID]) -> dict[UUID, int]:
    """How many different people commented on each post, besides whoever wrote it."""
    found = db.comments.aggregate(
        [
            {
                "$match": {
                    "post_id": {"$in": list(posts)},
                    "state": PUBLISHED,
                    "by_author": False,
                }
            },
            {"$group": {"_id": {"post": "$post_id", "author": "$author"}}},
            {"$group": {"_id": "$_id.post", "people": {"$sum": 1}}},
        ]
    )
    return {document["_id"]: document["people"] for document in found}


def update_text(
    db: Database[Any], comment: Comment, text: str, state: PostState, *, now: datetime
) -> Comment | None:
    document = db.comments.find_one_and_update(
        {"_id": comment.comment_id, "version": comment.version},
        {
            "$set": {"text": text, "state": state.value, "edited_at": now},
            "$push": {"edits": {"text": comment.text, "until": now}},
            "$inc": {"version": 1},
        },
        return_document=ReturnDocument.AFTER,
    )
    return _comment(document) if document else None


def update_deleted(db: Database[Any], comment_id: UUID, author: UserId, *, now: datetime) -> bool:
    """Take back what somebody wrote; False when it is not theirs. Twice is once."""
    result = db.comments.update_one(
        {"_id": comment_id, "author": author},
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
    db: Database[Any], comment_id: UUID, state: PostState, *, among: Collection[PostState]
) -> bool:
    result = db.comments.update_one(
        {"_id": comment_id, "state": {"$in": [before.value for before in among]}},
        {"$set": {"state": state.value}},
    )
    return result.matched_count == 1


def select_deleted(db: Database[Any], before: datetime, *, most: int) -> list[UUID]:
    found = db.comments.find({"deleted_at": {"$lt": before}}, {"_id": 1}).limit(most)
    return [document["_id"] for document in found]


def select_ids_of(db: Database[Any], posts: Collection[UUID], *, most: int) -> list[UUID]:
    """The comments of posts, in whatever state."""
    found = db.comments.find({"post_id": {"$in": list(posts)}}, {"_id": 1}).limit(most)
    return [document["_id"] for document in found]


def delete_comments(db: Database[Any], ids: Collection[UUID]) -> None:
    db.comments.delete_many({"_id": {"$in": list(ids)}})


def _comment(document: Mapping[str, Any]) -> Comment:
    return Comment(
        comment_id=document["_id"],
        post_id=document["post_id"],
        author=document["author"],
        is_by_author=document["by_author"],
        is_anonymous=document["anonymous"],
        text=document["text"],
        state=PostState(document["state"]),
        at=document["at"],
        edited_at=document.get("edited_at"),
        edits=tuple(Edition(**edition) for edition in document["edits"]),
        version=document["version"],
    )
