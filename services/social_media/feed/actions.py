"""Posting, changing it, taking it back, and reacting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.feed import reading, rules, store, telling
from services.social_media.feed.models import NewPost, Post, PostEdit, PostState
from services.social_media.milestones.actions import check_reached
from services.social_media.moderation.actions import follow_up, screen
from services.social_media.moderation.models import Subject, SubjectKind, Surface
from services.social_media.people.actions import look_at_self
from services.social_media.pictures.actions import check_own
from services.social_media.reactions.models import Reaction
from services.social_media.reactions.store import delete_reaction, upsert_reaction
from services.social_media.sockets.fanout import Delivery
from shared.models.ids import UserId, uuid7
from shared.models.media import Purpose
from shared.models.problem import Conflict, NotFound, PreconditionFailed


@dataclass(frozen=True, slots=True)
class Posted:
    post: Post
    is_new: bool
    help_offered: bool
    deliveries: Sequence[Delivery]


def post(db: Database[Any], me: UserId, new: NewPost, *, now: datetime) -> Posted:
    """Post something. Sending it again changes nothing."""
    known = store.select_sent(db, me, new.client_id)
    if known is not None:
        return Posted(known, is_new=False, help_offered=False, deliveries=[])
    if not new.anonymous:
        check_has_handle(db, me)
    reading.check_open(db, me, new.room_id)
    check_own(db, me, new.images, Purpose.POST_IMAGE, field="images")
    if new.milestone is not None:
        check_reached(db, me, new.milestone)

    post_id = uuid7()
    verdict = screen(db, me, new.text, Surface.POST, now=now)
    subject = Subject(SubjectKind.POST, post_id)
    help_card = follow_up(db, verdict, subject, me, new.text, now=now)
    verdict.refuse_if_bounced()

    state = PostState.HELD if verdict.is_hidden else PostState.PUBLISHED
    stored = store.upsert_post(db, post_id, me, new, state, now)
    mentions = _tell_mentioned(db, stored)
    return Posted(
        stored,
        is_new=stored.post_id == post_id,
        help_offered=bool(help_card),
        deliveries=[*help_card, *mentions],
    )


def edit(
    db: Database[Any], me: UserId, post_id: UUID, change: PostEdit, *, now: datetime
) -> Posted:
    """Say it differently. What it said is kept and can be seen."""
    before = reading.post_for(db, me, post_id)
    rules.check_can_edit(before, me, change.version)
    reading.check_open(db, me, before.room_id)
    if not (change.text.strip() or before.images or before.milestone):
        raise Conflict("A post says something; take it back instead.", code="empty")
    if before.version != change.version:
        raise PreconditionFailed

    verdict = screen(db, me, change.text, Surface.POST, now=now)
    subject = Subject(SubjectKind.POST, post_id)
    help_card = follow_up(db, verdict, subject, me, change.text, now=now)
    verdict.refuse_if_bounced()

    state = rules.state_after_edit(before.state, is_held=verdict.is_hidden)
    after = store.update_text(db, before, change.text, state, now=now)
    if after is None:
        raise PreconditionFailed
    return Posted(after, False, bool(help_card), [*help_card, *_tell_mentioned(db, after)])


def take_back(db: Database[Any], me: UserId, post_id: UUID, *, now: datetime) -> None:
    """Nobody sees it any more, its comments neither; for a month a moderator could."""
    if not store.update_deleted(db, post_id, me, now=now):
        raise NotFound


def react(
    db: Database[Any], me: UserId, post_id: UUID, reaction: Reaction, *, now: datetime
) -> list[Delivery]:
    """React, or react otherwise. Whoever only reads can do this too."""
    found = reading.post_for(db, me, post_id)
    reading.check_open(db, me, found.room_id)
    is_first = upsert_reaction(db, post_id, me, reaction, at=now)
    if not is_first:
        return []
    return telling.of_reaction(db, found, post_id, found.author, me, now)


def withdraw(db: Database[Any], me: UserId, post_id: UUID) -> None:
    delete_reaction(db, post_id, me)


def check_has_handle(db: Database[Any], me: UserId) -> None:
    if look_at_self(db, me).person.handle is None:
        raise Conflict("Choose a handle first: others see it.", code="no_handle")


def _tell_mentioned(db: Database[Any], written: Post) -> list[Delivery]:
    if written.state is not PostState.PUBLISHED:
        return []
    return telling.of_mentions(db, written, written, written.post_id)
