"""Founding a group, changing it, getting in and out, and who decides about that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from pymongo.database import Database

from services.social_media.blocks.actions import audience, hidden_from
from services.social_media.chat.models import RoomRole
from services.social_media.groups import store
from services.social_media.groups.models import (
    MOST_MEMBERS,
    ApplicationState,
    Group,
    GroupChange,
    GroupOut,
    Joining,
    NewGroup,
)
from services.social_media.moderation.actions import screen
from services.social_media.moderation.models import Surface
from services.social_media.notifications.actions import notify
from services.social_media.notifications.models import News
from services.social_media.people.actions import look_at_self
from services.social_media.rooms import actions as rooms
from services.social_media.rooms.models import Gathering, RoomKind, RoomMember
from services.social_media.rooms.store import select_counts, select_room, select_rooms
from services.social_media.sockets.fanout import Delivery
from shared.auth.roles import Role
from shared.models.ids import UserId, uuid7
from shared.models.notices import NotificationCategory, TitleKey
from shared.models.problem import Conflict, Forbidden, NotFound, PreconditionFailed

MOST_FOUNDED = 5
"""Groups one person may have founded that are not closed."""

MOST_WAITING = 200
"""People who may wait at one door."""

OVERSEERS = frozenset({Role.MODERATOR, Role.ADMIN})
"""Those who can close any group."""

_NEWS = UUID("0d5a9a0e-58d0-4b0f-9d3c-0a3f3b7f2f10")


@dataclass(frozen=True, slots=True)
class Changed:
    group: GroupOut
    deliveries: Sequence[Delivery]


def found(db: Database[Any], me: UserId, new: NewGroup, *, now: datetime) -> Changed:
    """Make a group of one's own. Sending it again changes nothing."""
    if look_at_self(db, me).person.handle is None:
        raise Conflict("Choose a handle first: the others see it.", code="no_handle")
    if store.select_made(db, me, new.client_id) is None:
        if store.count_groups_by(db, me) >= MOST_FOUNDED:
            raise Conflict("You have founded as many groups as one can.", code="too_many_groups")
        _screen(db, me, [new.name, new.description, *new.rules], now)
    group = store.upsert_group(db, uuid7(), me, new, now=now)
    owner = RoomMember(me, RoomRole.OWNER, now)
    deliveries = rooms.open_room(
        db, group.group_id, RoomKind.GROUP, group.name, [owner], most=MOST_MEMBERS, now=now
    )
    return Changed(see(db, me, group.group_id), deliveries)


def see(db: Database[Any], me: UserId, group_id: UUID) -> GroupOut:
    return as_shown(db, me, [_group(db, group_id)])[0]


def change(
    db: Database[Any], me: UserId, group_id: UUID, new: GroupChange, *, now: datetime
) -> Changed:
    """Say something else of one's own group."""
    _check_owner(_own_room(db, me, group_id), me)
    _screen(db, me, [new.name, new.description, *new.rules], now)
    if store.update_group(db, group_id, new) is None:
        raise PreconditionFailed
    deliveries = rooms.rename(db, group_id, new.name, now=now)
    return Changed(see(db, me, group_id), deliveries)


def close(
    db: Database[Any], me: UserId, role: Role, group_id: UUID, *, now: datetime
) -> list[Delivery]:
    """Let a group be read and no more: one's own, or any by whoever oversees the place."""
    _group(db, group_id)
    if role not in OVERSEERS:
        _check_owner(_own_room(db, me, group_id), me)
    store.update_closed(db, group_id)
    return rooms.close(db, group_id, now=now)


def join(db: Database[Any], me: UserId, group_id: UUID, *, now: datetime) -> Changed:
    """Get in, or wait at the door to be let in."""
    group = _group(db, group_id)
    if look_at_self(db, me).person.handle is None:
        raise Conflict("Choose a handle first: the others see it.", code="no_handle")
    room = select_room(db, group_id)
    if room is not None and room.member(me):
        return Changed(see(db, me, group_id), [])
    if group.is_closed:
        raise Conflict("This has ended; it can still be read.", code="read_only")
    if store.select_application(db, group_id, me) is ApplicationState.REMOVED:
        raise Forbidden("Somebody has to let you in again.", code="removed")
    if group.joining is Joining.OPEN:
        deliveries = rooms.enter(db, group_id, me, now=now)
    else:
        deliveries = _apply(db, me, group, room, now)
    return Changed(see(db, me, group_id), deliveries)


def leave(db: Database[Any], me: UserId, group_id: UUID, *, now: datetime) -> list[Delivery]:
    """Get out, or stop waiting to get in."""
    _group(db, group_id)
    if store.select_application(db, group_id, me) is ApplicationState.REQUESTED:
        store.delete_application(db, group_id, me)
        return []
    return rooms.leave(db, group_id, me, now=now)


def admit(
    db: Database[Any], me: UserId, group_id: UUID, user_id: UserId, *, now: datetime
) -> list[Delivery]:
    """Let somebody in who waits at the door. Twice is once."""
    room = _own_room(db, me, group_id)
    _check_owner(room, me)
    if room.member(user_id):
        return []
    if store.select_application(db, group_id, user_id) is None:
        raise NotFound
    deliveries = rooms.enter(db, group_id, user_id, now=now)
    store.delete_application(db, group_id, user_id)
    told = _tell(db, "group.admitted", room, about=me, to=[user_id], now=now)
    return [*deliveries, *told]


def turn_away(
    db: Database[Any], me: UserId, group_id: UUID, user_id: UserId, *, now: datetime
) -> list[Delivery]:
    """Remove a member for good, or do not let somebody in. They are not told why."""
    room = _own_room(db, me, group_id)
    _check_owner(room, me)
    if user_id == me:
        raise Conflict("Hand it over to somebody first.", code="owner")
    if room.member(user_id):
        store.upsert_removed(db, group_id, user_id, at=now)
        return rooms.leave(db, group_id, user_id, now=now)
    if store.select_application(db, group_id, user_id) is not ApplicationState.REQUESTED:
        raise NotFound
    store.delete_application(db, group_id, user_id)
    return []


def hand_over(
    db: Database[Any], me: UserId, group_id: UUID, heir: UserId, *, now: datetime
) -> Changed:
    _check_owner(_own_room(db, me, group_id), me)
    if heir == me:
        return Changed(see(db, me, group_id), [])
    deliveries = rooms.hand_over(db, group_id, me, heir, now=now)
    return Changed(see(db, me, group_id), deliveries)


def members(
    db: Database[Any], me: UserId, group_id: UUID, *, after: UUID | None, most: int
) -> list[RoomMember]:
    """Those in one of my groups, by id, without whom I have nothing to do with."""
    hidden = hidden_from(db, me)
    room = _own_room(db, me, group_id)
    there = sorted(room.members, key=lambda member: member.user_id)
    shown = [
        member
        for member in there
        if member.user_id not in hidden and (after is None or member.user_id > after)
    ]
    return shown[:most]


def as_shown(db: Database[Any], me: UserId, groups: Sequence[Group]) -> list[GroupOut]:
    """Groups as I see them, in a few questions for all."""
    ids = [group.group_id for group in groups]
    counts = select_counts(db, ids)
    mine = rooms.rooms_of(db, me).keys() & set(ids)
    inside = select_rooms(db, mine)
    asked = store.select_asked(db, ids, me)
    return [
        GroupOut(
            group_id=group.group_id,
            name=group.name,
            description=group.description,
            rules=list(group.rules),
            joining=group.joining,
            member_count=counts.get(group.group_id, 0),
            role=_role_in(inside.get(group.group_id), me),
            asked=group.group_id in asked,
            is_closed=group.is_closed,
            created_at=group.created_at,
            version=group.version,
        )
        for group in groups
    ]


def check_owner(db: Database[Any], me: UserId, group_id: UUID) -> None:
    """Raise NotFound for a stranger and Forbidden for another member."""
    _check_owner(_own_room(db, me, group_id), me)


def _apply(
    db: Database[Any], me: UserId, group: Group, room: Gathering | None, now: datetime
) -> list[Delivery]:
    if store.count_applications(db, group.group_id) >= MOST_WAITING:
        raise Conflict("Too many people wait at this door.", code="full")
    store.upsert_application(db, group.group_id, me, at=now)
    if room is None:
        return []
    owners = [member.user_id for member in room.members if member.role is RoomRole.OWNER]
    return _tell(db, "group.asked", room, about=me, to=owners, now=now)


def _tell(
    db: Database[Any],
    title_key: TitleKey,
    room: Gathering,
    *,
    about: UserId,
    to: Sequence[UserId],
    now: datetime,
) -> list[Delivery]:
    """Once a day at most for the same thing: asking over and over disturbs nobody."""
    name = f"{title_key} {room.room_id} {about} {now.date()}"
    return [
        notify(
            db,
            News(
                user_id=person,
                event_id=uuid5(_NEWS, f"{name} {person}"),
                category=NotificationCategory.COMMUNITY,
                title_key=title_key,
                data={"user_id": about, "group_id": room.room_id, "name": room.name},
                at=now,
            ),
        )
        for person in audience(db, about, to)
    ]


def _group(db: Database[Any], group_id: UUID) -> Group:
    group = store.select_group(db, group_id)
    if group is None:
        raise NotFound
    return group


def _own_room(db: Database[Any], me: UserId, group_id: UUID) -> Gathering:
    _group(db, group_id)
    return rooms.room_for(db, group_id, me)


def _check_owner(room: Gathering, me: UserId) -> None:
    if _role_in(room, me) is not RoomRole.OWNER:
        raise Forbidden("Only whoever owns the group can do this.")


def _role_in(room: Gathering | None, me: UserId) -> RoomRole | None:
    member = room.member(me) if room else None
    return member.role if member else None


def _screen(db: Database[Any], me: UserId, texts: Sequence[str], now: datetime) -> None:
    text = "\n".join(texts)
    screen(db, me, text, Surface.NAME, now=now).refuse_if_bounced()
