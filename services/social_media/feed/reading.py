"""What a reader may see. Every list and every look goes through it.

A post by someone the reader has nothing to do with does not exist. An anonymous one stays: if it
went away with a block, blocking people one by one would tell whose it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.blocks.actions import are_blocked, unheard_by
from services.social_media.contacts.actions import contact_ids
from services.social_media.feed import comment_store, rules, store
from services.social_media.feed.models import (
    Comment,
    Post,
    PostState,
    Visibility,
)
from services.social_media.mutedwords.actions import unwanted_by
from services.social_media.people.bonds import are_contacts
from services.social_media.rooms.actions import room_for, rooms_of
from shared.models.ids import UserId
from shared.models.problem import Conflict, NotFound

MOST_CONTACTS = 150
"""Whose posts for contacts come into somebody's feed: a number MongoDB still merges in order."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and all that decides what they see."""

    user_id: UserId
    unheard: frozenset[UserId]
    """Those whose words they are not shown unasked."""
    rooms: Mapping[UUID, str]
    audiences: Sequence[str]
    is_unwanted: Callable[[str], bool]
    """Whether a text has words in it that they do not want to read."""


def reader(db: Database[Any], me: UserId) -> Reader:
    rooms = rooms_of(db, me)
    contacts = contact_ids(db, me, most=MOST_CONTACTS)
    return Reader(
        user_id=me,
        unheard=frozenset(unheard_by(db, me)),
        rooms=rooms,
        audiences=rules.audiences_for(me, contacts, rooms.keys()),
        is_unwanted=unwanted_by(db, me),
    )


def wanted(who: Reader, posts: Sequence[Post]) -> list[Post]:
    """Those without the words the reader muted. A list gets shorter, and goes on where it would."""
    return [post for post in posts if post.author == who.user_id or not who.is_unwanted(post.text)]


def post_for(db: Database[Any], me: UserId, post_id: UUID) -> Post:
    """A post somebody may read; any other does not exist."""
    post = store.select_post(db, post_id)
    if post is None:
        raise NotFound
    if post.author != me:
        if post.state is not PostState.PUBLISHED or not _is_for(db, me, post):
            raise NotFound
        if post.shown_author and are_blocked(db, me, post.shown_author):
            raise NotFound
    elif post.room_id is not None and not _is_for(db, me, post):
        raise NotFound
    return post


def comment_for(db: Database[Any], me: UserId, comment_id: UUID) -> tuple[Comment, Post]:
    """A comment somebody may read, and the post it is on."""
    comment = comment_store.select_comment(db, comment_id)
    if comment is None:
        raise NotFound
    post = post_for(db, me, comment.post_id)
    if comment.author != me:
        author = comment.shown_author
        if comment.state is not PostState.PUBLISHED:
            raise NotFound
        if author and are_blocked(db, me, author):
            raise NotFound
    return comment, post


def check_open(db: Database[Any], me: UserId, room_id: UUID | None) -> None:
    """Raise NotFound for a room I am not in, and Conflict where nothing new is said."""
    if room_id is not None and room_for(db, room_id, me).is_read_only:
        raise Conflict("This has ended; it can still be read.", code="read_only")


def _is_for(db: Database[Any], me: UserId, post: Post) -> bool:
    match post.visibility:
        case Visibility.EVERYONE:
            return True
        case Visibility.GROUP:
            return post.room_id in rooms_of(db, me)
        case Visibility.CONTACTS:
            return post.author is not None and are_contacts(db, me, post.author)
