"""Commenting, changing it, taking it back, and reacting to a comment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.feed import comment_store, reading, rules, telling
from services.social_media.feed.actions import check_has_handle
from services.social_media.feed.models import (
    Comment,
    CommentEdit,
    NewComment,
    Post,
    PostState,
)
from services.social_media.moderation.actions import follow_up, screen
from services.social_media.moderation.models import Subject, SubjectKind, Surface
from services.social_media.reactions.models import Reaction
from services.social_media.reactions.store import delete_reaction, upsert_reaction
from services.social_media.sockets.fanout import Delivery
from shared.models.ids import UserId, uuid7
from shared.models.problem import NotFound, PreconditionFailed


@dataclass(frozen=True, slots=True)
class Commented:
    comment: Comment
    is_new: bool
    help_offered: bool
    deliveries: Sequence[Delivery]


def comment(
    db: Database[Any], me: UserId, post_id: UUID, new: NewComment, *, now: datetime
) -> Commented:
    """Comment on a post one may read. Sending it again changes nothing."""
    known = comment_store.select_sent(db, me, new.client_id)
    if known is not None:
        return Commented(known, is_new=False, help_offered=False, deliveries=[])
    post = reading.post_for(db, me, post_id)
    reading.check_open(db, me, post.room_id)
    if not (post.is_anonymous and post.author == me):
        check_has_handle(db, me)

    comment_id = uuid7()
    verdict = screen(db, me, new.text, Surface.COMMENT, now=now)
    subject = Subject(SubjectKind.COMMENT, comment_id)
    help_card = follow_up(db, verdict, subject, me, new.text, now=now)
    verdict.refuse_if_bounced()

    state = PostState.HELD if verdict.is_hidden else PostState.PUBLISHED
    stored = comment_store.upsert_comment(db, comment_id, post, me, new, state, at=now)
    return Commented(
        stored,
        is_new=stored.comment_id == comment_id,
        help_offered=bool(help_card),
        deliveries=[*help_card, *_tell(db, post, stored)],
    )


def edit(
    db: Database[Any], me: UserId, comment_id: UUID, change: CommentEdit, *, now: datetime
) -> Commented:
    before, post = reading.comment_for(db, me, comment_id)
    rules.check_can_edit(before, me, change.version)
    reading.check_open(db, me, post.room_id)
    if before.version != change.version:
        raise PreconditionFailed

    verdict = screen(db, me, change.text, Surface.COMMENT, now=now)
    subject = Subject(SubjectKind.COMMENT, comment_id)
    help_card = follow_up(db, verdict, subject, me, change.text, now=now)
    verdict.refuse_if_bounced()

    state = rules.state_after_edit(before.state, is_held=verdict.is_hidden)
    after = comment_store.update_text(db, before, change.text, state, now=now)
    if after is None:
        raise PreconditionFailed
    return Commented(after, False, bool(help_card), help_card)


def take_back(db: Database[Any], me: UserId, comment_id: UUID, *, now: datetime) -> None:
    if not comment_store.update_deleted(db, comment_id, me, now=now):
        raise NotFound


def react(
    db: Database[Any], me: UserId, comment_id: UUID, reaction: Reaction, *, now: datetime
) -> list[Delivery]:
    found, post = reading.comment_for(db, me, comment_id)
    reading.check_open(db, me, post.room_id)
    if not upsert_reaction(db, comment_id, me, reaction, at=now):
        return []
    return telling.of_reaction(db, post, comment_id, found.author, me, now)


def withdraw(db: Database[Any], me: UserId, comment_id: UUID) -> None:
    delete_reaction(db, comment_id, me)


def _tell(db: Database[Any], post: Post, written: Comment) -> list[Delivery]:
    if written.state is not PostState.PUBLISHED:
        return []
    told = telling.of_comment(db, post, written)
    besides = [post.author] if post.author else []
    return [
        *told,
        *telling.of_mentions(db, post, written, written.comment_id, besides=besides),
    ]
