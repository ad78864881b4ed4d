"""Telling people what others did with what they wrote, and who named them. Never about health."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.blocks.actions import audience
from services.social_media.feed import rules
from services.social_media.feed.models import Comment, Post, Visibility
from services.social_media.notifications.actions import notify
from services.social_media.notifications.models import News
from services.social_media.people.bonds import are_contacts
from services.social_media.people.models import Person
from services.social_media.people.store import select_by_handles, select_people
from services.social_media.rooms.models import RoomKind
from services.social_media.rooms.store import select_room
from services.social_media.sockets.fanout import Delivery
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory, TitleKey


def of_comment(db: Database[Any], post: Post, comment: Comment) -> list[Delivery]:
    """Tell whoever wrote the post of a comment, unless it is their own."""
    if post.author is None or comment.author is None or comment.author == post.author:
        return []
    about = {"post_id": post.post_id, "comment_id": comment.comment_id}
    return _tell(
        db,
        post,
        [post.author],
        title_key="comment.new",
        event_id=rules.news_id("comment.new", comment.comment_id),
        speaker=comment.author,
        data={**about, **_by(db, comment.shown_author)},
        at=comment.at,
    )


def of_mentions(
    db: Database[Any],
    post: Post,
    written: Post | Comment,
    written_id: UUID,
    *,
    besides: Iterable[UserId] = (),
) -> list[Delivery]:
    """Tell those a text names who can read it."""
    handles = rules.mentions_in(written.text)
    if not handles or written.author is None:
        return []
    named = select_by_handles(db, handles).values()
    readers = [
        person.user_id
        for person in named
        if person.user_id not in {written.author, *besides} and _can_read(db, post, person)
    ]
    return _tell(
        db,
        post,
        readers,
        title_key="mention.new",
        event_id=rules.news_id("mention.new", written_id),
        speaker=written.author,
        data={"post_id": post.post_id, **_by(db, written.shown_author)},
        at=written.at,
    )


def of_reaction(
    db: Database[Any],
    post: Post,
    target: UUID,
    author: UserId | None,
    speaker: UserId,
    now: datetime,
) -> list[Delivery]:
    """Tell somebody that people react to what they wrote: once a day, and not who."""
    if author is None or author == speaker:
        return []
    return _tell(
        db,
        post,
        [author],
        title_key="reaction.new",
        event_id=rules.reaction_news_id(target, now),
        speaker=speaker,
        data={"post_id": post.post_id},
        at=now,
    )


def category_of(db: Database[Any], post: Post) -> NotificationCategory:
    room = select_room(db, post.room_id) if post.room_id else None
    if room is not None and room.kind is RoomKind.COHORT:
        return NotificationCategory.COHORT
    return NotificationCategory.COMMUNITY


def _tell(
    db: Database[Any],
    post: Post,
    readers: Sequence[UserId],
    *,
    title_key: TitleKey,
    event_id: UUID,
    speaker: UserId,
    data: dict[str, Any],
    at: datetime,
) -> list[Delivery]:
    hearing = audience(db, speaker, readers)
    if not hearing:
        return []
    category = category_of(db, post)
    return [
        notify(db, News(reader, event_id, category, title_key, data, at, by=speaker))
        for reader in hearing
    ]


def _by(db: Database[Any], author: UserId | None) -> dict[str, Any]:
    """Whoever it is by, as far as others may know."""
    person = select_people(db, [author]).get(author) if author else None
    return {"user_id": person.user_id, "handle": person.handle} if person else {}


def _can_read(db: Database[Any], post: Post, person: Person) -> bool:
    match post.visibility:
        case Visibility.EVERYONE:
            return True
        case Visibility.CONTACTS:
            return post.author is not None and are_contacts(db, person.user_id, post.author)
        case Visibility.GROUP:
            room = select_room(db, post.room_id) if post.room_id else None
            return room is not None and room.member(person.user_id) is not None
