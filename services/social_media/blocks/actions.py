"""Blocking and muting, and the questions every reader of other people's words asks.

A block works in both directions and everywhere, whoever of the two made it. A mute works for
whoever made it, and the other side cannot tell.
"""

from collections.abc import Collection, Iterable, Sequence, Set
from datetime import datetime
from typing import Any, NamedTuple

from pymongo.database import Database

from services.social_media.blocks import store
from services.social_media.buddies import actions as buddies
from services.social_media.contacts import actions as contacts
from services.social_media.notifications import actions as notifications
from services.social_media.people.bonds import (
    is_blocked,
    select_all_apart,
    select_all_muted,
    select_apart,
)
from services.social_media.people.store import select_people
from services.social_media.sockets.fanout import Delivery, asides_changed, user_topic
from shared.models.ids import UserId
from shared.models.problem import Conflict, Invalid, NotFound


class Asides(NamedTuple):
    """The people somebody wants to have, or has, nothing to do with."""

    apart: Set[UserId] = frozenset()
    """They do not exist for each other."""
    unheard: Set[UserId] = frozenset()
    """Those, and whom they muted."""


NOBODY = Asides()


MOST = 1_000
"""People one person may have blocked, and as many muted."""


def block(db: Database[Any], me: UserId, other: UserId, *, now: datetime) -> list[Delivery]:
    """Have nothing to do with someone any more. Whatever there was between us ends.

    What it returns makes it act on open sockets at once.
    """
    _check_someone_else(db, me, other)
    if contacts.are_in_coaching(db, me, other):
        raise Conflict("End the coaching first, then block.", code="coaching")
    if store.count_blocks(db, me) >= MOST:
        raise Conflict("You have blocked as many people as one can.", code="too_many")

    # First of all, so that nothing new begins between us while the rest ends.
    store.upsert_block(db, me, other, at=now)
    contacts.part(db, me, other, now=now)
    buddies.part(db, me, other, now=now)
    notifications.forget(db, me, about=other)
    notifications.forget(db, other, about=me)
    return [asides_changed(me), asides_changed(other)]


def unblock(db: Database[Any], me: UserId, other: UserId) -> list[Delivery]:
    """Undo my block; theirs stays. What it ended stays ended."""
    store.delete_block(db, me, other)
    return [asides_changed(me), asides_changed(other)]


def mute(db: Database[Any], me: UserId, other: UserId, *, now: datetime) -> list[Delivery]:
    _check_someone_else(db, me, other)
    if store.count_mutes(db, me) >= MOST:
        raise Conflict("You have muted as many people as one can.", code="too_many")
    store.upsert_mute(db, me, other, at=now)
    return [asides_changed(me)]


def unmute(db: Database[Any], me: UserId, other: UserId) -> list[Delivery]:
    store.delete_mute(db, me, other)
    return [asides_changed(me)]


def are_blocked(db: Database[Any], one: UserId, other: UserId) -> bool:
    """Whether one of the two blocks the other."""
    return is_blocked(db, one, other)


def hidden_from(db: Database[Any], viewer: UserId) -> set[UserId]:
    """Everyone who does not exist for the viewer, and for whom the viewer does not."""
    return select_apart(db, viewer)


def unheard_by(db: Database[Any], viewer: UserId) -> Set[UserId]:
    """Everyone whose words the viewer is not shown unasked: hidden, or muted by the viewer."""
    return asides_of(db, [viewer])[viewer].unheard


def asides_of(db: Database[Any], viewers: Collection[UserId]) -> dict[UserId, Asides]:
    """Whom each of the viewers has nothing to do with, or does not listen to."""
    apart, muted = select_all_apart(db, viewers), select_all_muted(db, viewers)
    return {viewer: Asides(apart[viewer], apart[viewer] | muted[viewer]) for viewer in viewers}


def audience(db: Database[Any], speaker: UserId, people: Iterable[UserId]) -> list[UserId]:
    """Those of the people who are to hear of something somebody else did, in their order."""
    listeners = [person for person in people if person != speaker]
    if not listeners:
        return []
    deaf = hidden_from(db, speaker) | store.select_muting(db, speaker, listeners)
    return [person for person in listeners if person not in deaf]


def heard(
    db: Database[Any], speaker: UserId, deliveries: Sequence[Delivery], people: Iterable[UserId]
) -> list[Delivery]:
    """The deliveries without those to people who are not to hear the speaker.

    `people` are those whose topics the deliveries may have. The speaker hears everything.
    """
    others = [person for person in people if person != speaker]
    deaf = set(others) - set(audience(db, speaker, others))
    closed = {user_topic(person) for person in deaf}
    return [delivery for delivery in deliveries if delivery.topic not in closed]


def apart_among(db: Database[Any], people: Iterable[UserId]) -> set[tuple[UserId, UserId]]:
    """The pairs among the people who are not to meet, lower id first."""
    return store.select_apart_among(db, set(people))


def _check_someone_else(db: Database[Any], me: UserId, other: UserId) -> None:
    if me == other:
        raise Invalid(errors=[{"field": "user_id", "message": "must be someone else"}])
    if other not in select_people(db, [other]):
        raise NotFound
