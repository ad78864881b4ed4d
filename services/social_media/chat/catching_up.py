"""What somebody who comes in is told: who they are, what there is, and what they missed of it."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from services.social_media.chat import actions, change_store, message_store, protocol, store
from services.social_media.chat.frames import changed, heard_by
from services.social_media.chat.models import Message, Room
from services.social_media.chat.regard import Regard
from services.social_media.chat.switchboard import MOST_PARTNERS, Switchboard
from services.social_media.people.actions import shown as person_out
from services.social_media.sockets.fanout import frame
from shared.models.ids import UserId
from shared.models.problem import NotFound, Unauthenticated

MISSED_AT_ONCE = 200
MOST_CHANGES = 1_000
OVERLAP = timedelta(seconds=10)
"""How far the clocks and the haste of several workers may make a change look older than it is."""


def welcome(board: Switchboard, me: UserId, regard: Regard) -> bytes:
    asides = regard.asides
    newest = store.select_conversations(
        board.db, me, after=None, most=actions.NEWEST, apart=asides.apart
    )
    for conversation in newest:
        board.order.begin(str(conversation.conversation_id), conversation.last_seq)
    people = board.people.about_all({me, *actions.people_in(newest)})
    person = people.get(me)
    if person is None:
        raise Unauthenticated("We do not know this account.")
    shown = actions.show(board.db, newest, people, asides)
    return frame(
        "welcome",
        protocol=protocol.VERSION,
        user=person_out(person).model_dump(),
        heartbeat_s=board.house.heartbeat,
        conversations=[conversation.model_dump() for conversation in shown],
    )


def rooms_of(board: Switchboard, me: UserId, resume: Mapping[UUID, int]) -> list[Room]:
    """Those of the conversations somebody resumes that they are in."""
    rooms = []
    for conversation in resume:
        try:
            rooms.append(board.doorkeeper.room(conversation, me))
        except NotFound:
            continue
    return rooms


def unheard(room: Room, regard: Regard) -> Collection[UserId]:
    """Those whose words in a room are kept from somebody."""
    return () if room.is_direct else regard.asides.unheard


def missed(board: Switchboard, room: Room, after: int, regard: Regard) -> list[Message]:
    """The next messages after a place, as whoever comes in hears them."""
    without = unheard(room, regard)
    found = message_store.select_after(
        board.db, room.conversation_id, after, most=MISSED_AT_ONCE, without=without
    )
    return [heard_by(message, without) for message in found]


def changes(
    board: Switchboard, rooms: list[Room], since: datetime, regard: Regard
) -> Iterator[bytes]:
    """Frames of the messages in these rooms that have changed since then."""
    for direct in (True, False):
        some = [room for room in rooms if room.is_direct is direct]
        if some:
            without = unheard(some[0], regard)
            for message in change_store.select_changed(
                board.db,
                [room.conversation_id for room in some],
                since - OVERLAP,
                most=MOST_CHANGES,
                without=without,
            ):
                yield changed(heard_by(message, without))


def presences(board: Switchboard, me: UserId, regard: Regard) -> Iterator[bytes]:
    """Frames of those who are there, of the people somebody talks with."""
    partners = [
        partner
        for partner in store.select_partners(board.db, me, most=MOST_PARTNERS)
        if partner not in regard.asides.unheard
    ]
    for person in board.lobby.present_among(partners):
        yield frame("presence", user_id=person, online=True)
