"""Lets the members of a conversation who are connected here hear its messages, in order."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby, islice
from operator import attrgetter
from typing import Any, Protocol, cast
from uuid import UUID

import gevent
from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.social_media.chat import message_store
from services.social_media.chat.models import Message, Room
from services.social_media.chat.order import Order
from services.social_media.chat.spoken import Said, Spoken, said_of
from services.social_media.sockets.fanout import Delivery
from services.social_media.sockets.hub import Hub
from shared.observability.logs import logger

TOPIC = "chat"
"""Kind of the topics by which workers tell each other of messages.

chat:<conversation>:<seq>:<sender>:<members>:<what the worker it came from calls it>
"""

AGAIN = "again"
"""Kind of the topics by which workers hear of a message that was sent again.

again:<conversation>:<seq>. Whoever stored it may have died before they told anyone.
"""

PATIENCE = 0.1
"""Seconds a message waits for those before it."""
LOOK_AGAIN_AFTER = 1.0
"""Seconds, when the database did not answer."""

MOST_MISSED = 1_000
"""Messages of one conversation that are told anew; who missed more has been away."""
_AT_ONCE = 1_000

log = logger("social_media")


class Ear(Protocol):
    """A socket that listens to a person's topic."""

    def hear_spoken(self, spoken: Spoken) -> None:
        """Take the messages. Never waits, never raises."""


class Speaker:
    def __init__(self, db: Database[Any], hub: Hub, order: Order[Said]) -> None:
        self._db = db
        self._hub = hub
        self._order = order

    def say(self, everything: Iterable[Said]) -> None:
        """Let everyone here hear each message once all before it in its conversation was heard."""
        ready: dict[str, list[Said]] = {}
        for said in everything:
            arrival = self._order.arrive(said.conversation, said.seq, said)
            if arrival.ready:
                ready.setdefault(said.conversation, []).extend(arrival.ready)
            if arrival.begins_to_wait:
                self._look_later(said)
        for together in ready.values():
            self._speak(together)

    def _look_later(self, waiting: Said) -> None:
        gevent.spawn_later(PATIENCE, self._look_for_missing, waiting)

    def catch_up(self, look: Callable[[UUID], Room | None]) -> None:
        """Let people here hear what is stored and was never told, in what they follow.

        For when somebody who had to tell it may have died. `look` finds a conversation.
        """
        followed = self._order.followed()
        while some := dict(islice(followed, _AT_ONCE)):
            ids = [UUID(conversation) for conversation in some]
            last = message_store.select_last_seqs(self._db, ids)
            for conversation, seq in last.items():
                if seq > some[str(conversation)] and (room := look(conversation)):
                    self._tell_missed(room, some[str(conversation)])
            gevent.sleep(0)

    def make_sure(self, conversation: str, seq: int, look: Callable[[UUID], Room | None]) -> None:
        """Let people here hear the messages up to a place, if any of them was never told."""
        heard = self._order.heard(conversation)
        if heard is not None and heard < seq and (room := look(UUID(conversation))):
            self._tell_missed(room, heard)

    def _tell_missed(self, room: Room, heard: int) -> None:
        missed = message_store.select_after(self._db, room.conversation_id, heard, most=MOST_MISSED)
        self.say(said_of(message, room.topics) for message in missed)

    def _speak(self, together: Sequence[Said]) -> None:
        for _, those_to_the_same in groupby(together, key=attrgetter("topics")):
            spoken = Spoken(list(those_to_the_same))
            for topic in spoken.topics:
                for listener in cast(Sequence[Ear], self._hub.listeners(topic)):
                    listener.hear_spoken(spoken)

    def _look_for_missing(self, waiting: Said) -> None:
        gap = self._order.missing(waiting.conversation)
        if gap is None:
            return
        try:
            found = message_store.select_between(self._db, UUID(waiting.conversation), *gap)
        except PyMongoError:
            log.warning("missing messages not found", conversation=waiting.conversation)
            gevent.spawn_later(LOOK_AGAIN_AFTER, self._look_for_missing, waiting)
            return
        said = [(message.seq, said_of(message, waiting.topics)) for message in found]
        arrival = self._order.give_up(waiting.conversation, gap[1], said)
        self._speak(arrival.ready)
        if arrival.begins_to_wait:
            self._look_later(waiting)


def delivery_of(said: Said, address: str, carried_as: str) -> Delivery:
    """What the other workers are told."""
    place = f"{said.conversation}:{said.seq}:{said.sender}"
    return Delivery(f"{TOPIC}:{place}:{address}:{carried_as}", said.frame)


def said_again(message: Message) -> Delivery:
    """What all workers, of all hosts, are told of a message that was sent again."""
    return Delivery(f"{AGAIN}:{message.conversation}:{message.seq}", b"")


@lru_cache(10_000)
def topics_at(address: str) -> tuple[str, ...]:
    """Where the people listen whose ids an address holds."""
    return tuple("user:" + person for person in address.split(",")) if address else ()
