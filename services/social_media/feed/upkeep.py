"""What the clock does for the feed: the picks of a day, and forgetting what was taken back."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.feed import comment_store, store
from services.social_media.feed.rules import EVERYONE
from services.social_media.reactions.store import delete_reactions, select_counts

LOOK_BACK = timedelta(days=14)
MOST_LOOKED_AT = 500
MOST_PICKS = 5
FEWEST = 2
"""People who have to have answered or reacted before something is a pick."""

KEPT_AFTER_TAKEN_BACK = timedelta(days=30)
AT_ONCE = 500


def pick(db: Database[Any], day: datetime, *, now: datetime) -> None:
    """Choose what helped most people of late, from what everybody may read.

    Each person counts once for a comment and once for a reaction: writing a lot does not help.
    """
    posts = store.select_latest(db, EVERYONE, now - LOOK_BACK, most=MOST_LOOKED_AT)
    ids = [post.post_id for post in posts]
    commented, reacted = comment_store.select_commenters(db, ids), select_counts(db, ids)
    support = {post_id: commented.get(post_id, 0) + reacted.get(post_id, 0) for post_id in ids}
    best = sorted(ids, key=lambda post_id: (-support[post_id], post_id))
    store.upsert_picks(
        db, day, [post_id for post_id in best if support[post_id] >= FEWEST][:MOST_PICKS]
    )


def purge(db: Database[Any], *, now: datetime) -> None:
    """Forget for good what was taken back a month ago, and all that hung on it."""
    before = now - KEPT_AFTER_TAKEN_BACK
    while posts := store.select_deleted(db, before, most=AT_ONCE):
        while comments := comment_store.select_ids_of(db, posts, most=AT_ONCE):
            _forget_comments(db, comments)
        delete_reactions(db, posts)
        store.delete_posts(db, posts)
    while comments := comment_store.select_deleted(db, before, most=AT_ONCE):
        _forget_comments(db, comments)


def _forget_comments(db: Database[Any], ids: list[UUID]) -> None:
    delete_reactions(db, ids)
    comment_store.delete_comments(db, ids)
