"""What a reader may see, and how it is put before them. Every list and every look goes through it.

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
    CommentOut,
    Post,
    PostOut,
    PostState,
    RoomRef,
    Visibility,
)
from services.social_media.mutedwords.actions import unwanted_by
from services.social_media.people.actions import shown as shown_person
from services.social_media.people.bonds import is_tied
from services.social_media.people.models import Person, PersonOut, TieState
from services.social_media.people.rules import contact_tie
from services.social_media.people.store import select_people
from services.social_media.pictures.actions import images_by_id
from services.social_media.pictures.models import ImageOut
from services.social_media.reactions.models import NOBODY, Tally
from services.social_media.reactions.models import shown as shown_tally
from services.social_media.reactions.store import select_tallies
from services.social_media.rooms.actions import room_for, rooms_of
from services.social_media.topics.rules import shown as shown_topic
from services.social_media.topics.rules import topic_of_day
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


def show_posts(db: Database[Any], who: Reader, posts: Sequence[Post]) -> list[PostOut]:
    """Posts as a reader sees them, in a few questions for all."""
    if not posts:
        return []
    ids = [post.post_id for post in posts]
    people = select_people(db, {post.shown_author for post in posts if post.shown_author})
    images = images_by_id(db, [image for post in posts for image in post.images])
    counts = comment_store.select_comment_counts(db, ids, without=who.unheard)
    tallies = select_tallies(db, ids, who.user_id)
    return [
        _shown(
            post,
            who,
            author=people.get(post.shown_author) if post.shown_author else None,
            images=[images[image] for image in post.images if image in images],
            comments=counts.get(post.post_id, 0),
            tally=tallies.get(post.post_id, NOBODY),
        )
        for post in posts
    ]


def show_comments(db: Database[Any], me: UserId, comments: Sequence[Comment]) -> list[CommentOut]:
    if not comments:
        return []
    people = select_people(
        db, {comment.shown_author for comment in comments if comment.shown_author}
    )
    tallies = select_tallies(db, [comment.comment_id for comment in comments], me)
    return [
        CommentOut(
            comment_id=comment.comment_id,
            post_id=comment.post_id,
            author=_face(people.get(comment.shown_author)) if comment.shown_author else None,
            is_mine=comment.author == me,
            is_by_author=comment.is_by_author,
            text=comment.text,
            state=comment.state,
            at=comment.at,
            edited_at=comment.edited_at,
            version=comment.version,
            reactions=shown_tally(tallies.get(comment.comment_id, NOBODY)),
        )
        for comment in comments
    ]


def _shown(
    post: Post,
    who: Reader,
    *,
    author: Person | None,
    images: list[ImageOut],
    comments: int,
    tally: Tally,
) -> PostOut:
    room = None
    if post.room_id is not None and post.room_id in who.rooms:
        room = RoomRef(room_id=post.room_id, name=who.rooms[post.room_id])
    return PostOut(
        post_id=post.post_id,
        author=_face(author),
        is_mine=post.author == who.user_id,
        anonymous=post.is_anonymous,
        text=post.text,
        images=images,
        milestone=post.milestone,
        topic=shown_topic(topic_of_day(post.topic)) if post.topic else None,
        visibility=post.visibility,
        room=room,
        state=post.state,
        at=post.at,
        edited_at=post.edited_at,
        version=post.version,
        comments=comments,
        reactions=shown_tally(tally),
    )


def _face(person: Person | None) -> PersonOut | None:
    return shown_person(person, by_name=False) if person else None


def _is_for(db: Database[Any], me: UserId, post: Post) -> bool:
    match post.visibility:
        case Visibility.EVERYONE:
            return True
        case Visibility.GROUP:
            return post.room_id in rooms_of(db, me)
        case Visibility.CONTACTS:
            return post.author is not None and is_tied(
                db, [contact_tie(me, post.author)], [TieState.ACCEPTED]
            )
