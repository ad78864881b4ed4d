"""What every session of a worker works with, and the orders that concern many of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

import gevent
import orjson
from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.social_media.chat import store
from services.social_media.chat.doorkeeper import Doorkeeper
from services.social_media.chat.ferry import Ferry
from services.social_media.chat.frames import retold
from services.social_media.chat.limits import Limits
from services.social_media.chat.order import Order
from services.social_media.chat.passing import Matter, passed_to
from services.social_media.chat.regard import Regard
from services.social_media.chat.speaker import topics_at
from services.social_media.chat.spoken import Said
from services.social_media.people.actions import ended_among
from services.social_media.people.models import Person
from services.social_media.presence.lobby import Lobby
from services.social_media.sockets.fanout import Publish, frame
from services.social_media.sockets.frames import encode
from services.social_media.sockets.hub import Hub
from services.social_media.together import Together
from shared.auth.authenticator import Authenticator
from shared.models.ids import UserId
from shared.observability.logs import logger

if TYPE_CHECKING:
    from services.social_media.chat.session import Session

CONTROL = "control"

MOST_PARTNERS = 200
"""People who are told that somebody comes and goes: those they talked with last."""

log = logger("social_media")


@dataclass(frozen=True, slots=True)
class House:
    """The rules of the house, from the settings."""

    heartbeat: float
    hello_within: float
    sockets_per_user: int


@dataclass(frozen=True, slots=True)
class Switchboard:
    db: Database[Any]
    house: House
    authenticator: Authenticator
    regards: Together[UserId, Regard]
    people: Together[UserId, Person]
    hub: Hub
    order: Order[Said]
    ferry: Ferry
    lobby: Lobby
    doorkeeper: Doorkeeper
    limits: Limits
    publish: Publish
    """Reaches this worker's people too."""
    sessions: "set[Session]" = field(default_factory=set)
    """Those who have said who they are."""

    def obey(self, topic: str, frame: bytes) -> None:
        """Close the sockets of a sign-in that ended, or all of a person's."""
        origin_jti = orjson.loads(frame)["origin_jti"]
        for listener in self.hub.listeners(topic):
            session = cast("Session", listener)
            if origin_jti is None or session.sign_in[1] == origin_jti:
                session.dismiss("signed_out" if origin_jti else "account_disabled")

    def ask_again(self, conversation: str, _: bytes) -> None:
        """Believe nothing that is known of a room: it has changed."""
        self.doorkeeper.forget(UUID(conversation))

    def heed_asides(self, person: str, _: bytes) -> None:
        """Somebody wants to have nothing to do with somebody, or again something."""
        self.doorkeeper.forget_who_talks(UserId(UUID(person)))
        if listeners := self.hub.listeners(f"user:{person}"):
            gevent.spawn(self._regard_anew, cast("Sequence[Session]", listeners))

    def pass_on(self, topic: str, frame: bytes) -> None:
        """Let everyone here see what somebody did, but those who mind."""
        person, what, address = topic.split(":")
        matter = Matter(what)
        # That somebody is there is told to many at once, whoever of them talks with whom.
        is_direct = address.count(",") == 1 and matter is not Matter.PRESENCE
        names_others = matter is Matter.CHANGED and not is_direct
        wire = b""
        for one in topics_at(address):
            for listener in cast("Sequence[Session]", self.hub.listeners(one)):
                told = retold(frame, listener.regard.unheard) if names_others else frame
                wire = wire or encode(frame)
                heard = wire if told is frame else encode(told)
                listener.hear_of(heard, person, matter, is_direct)

    def announce(self, person: UserId, online: bool) -> None:
        """Let those who talk with somebody know that they came or went, where both show it."""
        partners = store.select_partners(self.db, person, most=MOST_PARTNERS)
        if partners:
            told = frame("presence", user_id=person, online=online)
            self.publish([passed_to(partners, person, Matter.PRESENCE, told)])

    def _regard_anew(self, sessions: "Sequence[Session]") -> None:
        try:
            regard = self.regards.about(sessions[0].sign_in[0])
        except PyMongoError:
            log.warning("regard not looked up", sockets=len(sessions))
            for session in sessions:
                session.come_again()
        else:
            for session in sessions:
                session.regard_others(regard)

    def watch_standings(self, every: float) -> None:
        """Close the sockets of those who may no longer come in, for ever.

        They are told at once by an order; this is for orders that got lost.
        """
        while True:
            gevent.sleep(every)
            try:
                self._dismiss_the_ended()
            except PyMongoError:
                log.warning("standings not looked up", sessions=len(self.sessions))

    def _dismiss_the_ended(self) -> None:
        everyone = tuple(self.sessions)
        ended = ended_among(self.db, {session.sign_in for session in everyone})
        for session in everyone:
            if session.sign_in in ended:
                session.dismiss("signed_out")
