"""Who is in a room. What changes here takes effect in the room's conversation at once.

The room is the truth and its conversation follows: should the process die in between, the clock
finds the room and lets the conversation follow then. What these functions return is to be
published.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.chat import membership
from services.social_media.chat.models import ConversationKind, RoomRole
from services.social_media.rooms import store
from services.social_media.rooms.models import Gathering, RoomKind, RoomMember
from services.social_media.sockets.fanout import Delivery
from shared.models.ids import UserId
from shared.models.problem import Conflict, NotFound

AT_ONCE = 200


def open_room(
    db: Database[Any],
    room_id: UUID,
    kind: RoomKind,
    name: str,
    members: Iterable[RoomMember],
    *,
    most: int,
    now: datetime,
) -> list[Delivery]:
    return follow(db, store.upsert_room(db, room_id, kind, name, members, most=most), now=now)


def enter(
    db: Database[Any],
    room_id: UUID,
    user_id: UserId,
    *,
    role: RoomRole = RoomRole.MEMBER,
    now: datetime,
) -> list[Delivery]:
    """Let somebody in. Who is in already stays as they are. Raises Conflict for a full room."""
    room = store.update_entered(db, room_id, RoomMember(user_id, role, now))
    if room is not None:
        return follow(db, room, now=now)
    there = store.select_room(db, room_id)
    if there is None:
        raise NotFound
    if there.member(user_id):
        return []
    if there.is_read_only:
        raise Conflict("This has ended; it can still be read.", code="read_only")
    raise Conflict("There is no place left.", code="full")


def leave(db: Database[Any], room_id: UUID, user_id: UserId, *, now: datetime) -> list[Delivery]:
    """Let somebody out, or raise NotFound. An owner hands the room over first: Conflict."""
    room = store.update_left(db, room_id, user_id)
    if room is not None:
        return follow(db, room, now=now)
    there = store.select_room(db, room_id)
    if there is None or there.member(user_id) is None:
        raise NotFound
    raise Conflict("Hand it over to somebody first.", code="owner")


def give_role(
    db: Database[Any], room_id: UUID, user_id: UserId, role: RoomRole, *, now: datetime
) -> list[Delivery]:
    room = store.update_role(db, room_id, user_id, role)
    if room is None:
        raise NotFound
    return follow(db, room, now=now)


def facilitate(
    db: Database[Any], room_id: UUID, user_id: UserId, *, now: datetime
) -> list[Delivery]:
    """Let somebody facilitate: a member, or whoever comes in for that. There is one at most."""
    there = store.select_room(db, room_id)
    if there is None:
        raise NotFound
    member = there.member(user_id)
    if member is not None and member.role is RoomRole.FACILITATOR:
        return []
    room = (
        store.update_facilitator(db, room_id, user_id)
        if member is not None
        else store.update_entered_to_facilitate(
            db, room_id, RoomMember(user_id, RoomRole.FACILITATOR, now)
        )
    )
    if room is None:
        raise Conflict("Somebody facilitates already, or it is over.", code="facilitated")
    return follow(db, room, now=now)


def hand_over(
    db: Database[Any], room_id: UUID, owner: UserId, heir: UserId, *, now: datetime
) -> list[Delivery]:
    """Let another member own the room. Raises NotFound unless it is one's own, and theirs too."""
    room = store.update_owner(db, room_id, owner, heir)
    if room is None:
        raise NotFound
    return follow(db, room, now=now)


def rename(db: Database[Any], room_id: UUID, name: str, *, now: datetime) -> list[Delivery]:
    room = store.update_name(db, room_id, name)
    return follow(db, room, now=now) if room else []


def close(db: Database[Any], room_id: UUID, *, now: datetime) -> list[Delivery]:
    """Let a room be read and no more. Twice is once."""
    room = store.update_read_only(db, room_id)
    return follow(db, room, now=now) if room else []


def room_for(db: Database[Any], room_id: UUID, user_id: UserId) -> Gathering:
    """A room somebody is in; for others there is none."""
    room = store.select_room(db, room_id)
    if room is None or room.member(user_id) is None:
        raise NotFound
    return room


def rooms_of(db: Database[Any], user_id: UserId) -> dict[UUID, str]:
    """The rooms somebody is in, each with its name."""
    return store.select_rooms_of(db, user_id)


def follow(db: Database[Any], room: Gathering, *, now: datetime) -> list[Delivery]:
    """Let the conversation be as the room is."""
    deliveries = membership.set_members(
        db,
        room.room_id,
        ConversationKind(room.kind.value),
        room.name,
        {member.user_id: member.role for member in room.members},
        version=room.version,
        now=now,
    )
    if room.is_read_only:
        deliveries = [*deliveries, *membership.close(db, room.room_id)]
    store.update_told(db, room.room_id, room.version)
    return deliveries


def follow_all(db: Database[Any], *, now: datetime) -> list[Delivery]:
    """Let every conversation follow whose room changed while somebody died."""
    return [
        delivery
        for room in store.select_untold(db, most=AT_ONCE)
        for delivery in follow(db, room, now=now)
    ]
