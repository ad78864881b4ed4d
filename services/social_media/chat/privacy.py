"""What this feature holds about somebody: where they talked, and what they said.

What others said stays theirs, and in its place: of a forgotten person the message keeps its place
in the conversation, and neither its text nor who wrote it.
"""

from typing import Any

from pymongo.database import Database

from services.social_media.chat.models import ConversationKind, ReactionKind
from services.social_media.privacy.models import NOBODY, Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("conversations", "messages", "promises")

_OF_CHANGES = [("conversation", 1), ("changed_at", 1)]

_PLACES = [
    f"{where}.{kind.value}"
    for where in ("reactions", "withheld.reactions")
    for kind in ReactionKind
]
"""Where a message says who reacted to it."""

_UPLOADS = {
    "$map": {
        "input": {"$ifNull": ["$withheld.attachments", "$attachments", []]},
        "in": {"upload_id": "$$this.upload_id"},
    }
}
"""The pictures of a message, also of one that was taken out of sight."""

REMOVED = "—"
"""In place of the text."""


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    """The conversations they are in, and what they themselves said in them."""
    conversations = db.conversations.find(
        {"people": user_id},
        {
            "_id": 0,
            "conversation_id": "$_id",
            "kind": 1,
            "name": 1,
            "last_at": 1,
            "read_seq": f"$read.{user_id}",
            "role": f"$roles.{user_id}",
        },
    )
    messages = db.messages.find(
        {"sender": user_id},
        {
            "_id": 0,
            "conversation": 1,
            "seq": 1,
            # What was taken out of sight is still theirs.
            "text": {"$ifNull": ["$withheld.text", "$text"]},
            "attachments": _UPLOADS,
            "at": 1,
            "edited_at": 1,
        },
    )
    reactions = db.messages.find(
        _reacted_to_by(user_id), {"_id": 0, "conversation": 1, "seq": 1}, hint=_OF_CHANGES
    )
    promises = db.promises.find({"member": user_id}, {"_id": 0, "hours": 1, "conversation": "$_id"})
    return {
        "conversations": list(conversations),
        "messages": list(messages),
        "message_reactions": list(reactions),
        "promises": list(promises),
    }


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    abandoned = _delete_abandoned(db, user_id)
    messages = db.messages.update_many(
        {"sender": user_id},
        # The id of their client is unique for each sender, and they all become the same one.
        [
            {
                "$set": {
                    "sender": NOBODY,
                    "client_id": "$_id",
                    "text": REMOVED,
                    "attachments": "$$REMOVE",
                    "reply_by": "$$REMOVE",
                    "withheld": "$$REMOVE",
                }
            }
        ],
    )
    reactions = db.messages.update_many(
        _reacted_to_by(user_id),
        {"$pull": dict.fromkeys(_PLACES, user_id)},
        hint=_OF_CHANGES,
    )
    conversations = db.conversations.update_many({"people": user_id}, [_without(user_id)])
    promises = db.promises.delete_many({"$or": [{"member": user_id}, {"coach": user_id}]})
    return {
        "messages": messages.modified_count,
        "message_reactions": reactions.modified_count,
        "conversations": conversations.modified_count + abandoned,
        "promises": promises.deleted_count,
    }


def _reacted_to_by(user_id: UserId) -> dict[str, Any]:
    """The messages somebody reacted to, wherever they are: whatever is changed is indexed."""
    places = [{place: user_id} for place in _PLACES]
    return {"changed_at": {"$exists": True}, "$or": places}


def _delete_abandoned(db: Database[Any], user_id: UserId) -> int:
    """Conversations nobody is left in go altogether: their messages first."""
    wanted = {"people": {"$in": [user_id], "$not": {"$elemMatch": {"$nin": [user_id, NOBODY]}}}}
    ids = [found["_id"] for found in db.conversations.find(wanted, {"_id": 1})]
    if ids:
        db.messages.delete_many({"conversation": {"$in": ids}})
        db.conversations.delete_many({"_id": {"$in": ids}})
    return len(ids)


def _without(user_id: UserId) -> dict[str, Any]:
    others = {"$setDifference": ["$people", [user_id, NOBODY]]}
    # Of two who talked, the other one still sees that somebody was there.
    is_direct = {"$eq": ["$kind", ConversationKind.DIRECT.value]}
    return {
        "$set": {
            "people": {"$cond": [is_direct, {"$concatArrays": [others, [NOBODY]]}, others]},
            "read": _others_of("$read", user_id),
            "roles": {"$cond": [is_direct, "$$REMOVE", _others_of("$roles", user_id)]},
            "muted": _others_of("$muted", user_id),
        }
    }


def _others_of(field: str, user_id: UserId) -> dict[str, Any]:
    """What a field says of each person by id, but for one."""
    pairs = {"$objectToArray": {"$ifNull": [field, {}]}}
    kept = {"$filter": {"input": pairs, "cond": {"$ne": ["$$this.k", str(user_id)]}}}
    return {"$arrayToObject": kept}
