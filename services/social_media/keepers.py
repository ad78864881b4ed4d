"""Who keeps what people can report: for each kind of thing, the feature that has it.

What somebody cannot see they cannot report, so each looks with the eyes of whoever asks.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.cases.models import Exhibit, Keeper, Keepers
from services.social_media.chat import oversight as messages
from services.social_media.chat.models import RoomRole
from services.social_media.feed import oversight as feed
from services.social_media.feed import reading
from services.social_media.groups import actions as groups
from services.social_media.moderation.models import Subject, SubjectKind
from services.social_media.people import actions as people
from services.social_media.rooms.store import select_room
from services.social_media.sockets.fanout import Delivery
from shared.models.ids import UserId
from shared.models.problem import NotFound

Look = Callable[[Database[Any], UUID, UserId], Exhibit | None]


def seen(look: Callable[[Database[Any], UUID, UserId], Exhibit]) -> Look:
    """What there is to see, or None where there is nothing for that person."""

    def at(db: Database[Any], thing: UUID, viewer: UserId) -> Exhibit | None:
        try:
            return look(db, thing, viewer)
        except NotFound:
            return None

    return at


def post(db: Database[Any], post_id: UUID, viewer: UserId) -> Exhibit:
    found = reading.post_for(db, viewer, post_id)
    return Exhibit(found.author, found.text)


def comment(db: Database[Any], comment_id: UUID, viewer: UserId) -> Exhibit:
    found, _ = reading.comment_for(db, viewer, comment_id)
    return Exhibit(found.author, found.text)


def message(db: Database[Any], message_id: UUID, viewer: UserId) -> Exhibit:
    found = messages.message_for(db, viewer, message_id)
    return Exhibit(found.sender, found.text)


def person(db: Database[Any], user_id: UUID, viewer: UserId) -> Exhibit:
    found = people.look_at(db, viewer, UserId(user_id))
    return Exhibit(UserId(found.user_id), found.handle or found.display_name or "")


def group(db: Database[Any], group_id: UUID, viewer: UserId) -> Exhibit:
    """A group answers for what it says of itself by its owner."""
    found, room = groups.see(db, viewer, group_id), select_room(db, group_id)
    owners = [each.user_id for each in room.members if each.role is RoomRole.OWNER] if room else []
    said = "\n".join([found.name, found.description, *found.rules])
    return Exhibit(owners[0] if owners else None, said)


def of_feed(kind: SubjectKind, look: Look) -> Keeper:
    def hide(db: Database[Any], thing: UUID, now: datetime) -> list[Delivery]:
        feed.hide(db, Subject(kind, thing))
        return []

    def release(db: Database[Any], thing: UUID, now: datetime) -> list[Delivery]:
        feed.release(db, Subject(kind, thing))
        return []

    return Keeper(look, hide, release)


KEEPERS: Keepers = {
    SubjectKind.POST: of_feed(SubjectKind.POST, seen(post)),
    SubjectKind.COMMENT: of_feed(SubjectKind.COMMENT, seen(comment)),
    SubjectKind.MESSAGE: Keeper(seen(message), messages.hide, messages.release),
    SubjectKind.PERSON: Keeper(seen(person)),
    # Whoever oversees the place closes a group where groups are closed.
    SubjectKind.GROUP: Keeper(seen(group)),
}
