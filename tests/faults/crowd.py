"""Six people who talk in pairs and in a room, while something happens to what serves them."""

import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import cycle
from typing import Any
from uuid import UUID

from pymongo import ASCENDING
from pymongo.database import Database

from services.social_media.chat import actions as chat
from services.social_media.chat import membership
from services.social_media.chat.models import ConversationKind, RoomRole
from services.social_media.contacts import store as contacts
from services.social_media.people import actions as people
from shared.auth.roles import Role
from shared.models.events import AccountRegistered
from shared.models.ids import UserId
from tests.faults.chatter import Chatter
from tests.faults.ledger import Ledger, Tally
from tests.gear.servers import Server
from tests.gear.sockets import Client

PEOPLE = 6
BACK_WITHIN = 10.0
"""Seconds after a fault until everyone gets messages through again: the requirement."""
SETTLED_WITHIN = 30.0
"""Seconds in which all that was written arrives, on a machine that is busy with other tests."""


class Crowd:
    def __init__(
        self, db: Database[Any], server: Server, make_token: Callable[[UUID], str]
    ) -> None:
        self._db = db
        self._server = server
        someone = [_register(db, f"Person {number}") for number in range(PEOPLE)]
        members: dict[str, list[str]] = {str(_room_of(db, someone)): list(map(str, someone))}
        for one, other in zip(someone[::2], someone[1::2], strict=True):
            members[str(_pair_of(db, one, other))] = [str(one), str(other)]
        self.ledger = Ledger(members)
        self.chatters = [
            Chatter(
                str(person),
                self._door_for(worker),
                lambda person=person: make_token(person),  # type: ignore[misc]
                [name for name, those in members.items() if str(person) in those],
                self.ledger,
            )
            for person, worker in zip(someone, cycle(server.workers()), strict=False)
        ]

    def begin(self) -> None:
        for chatter in self.chatters:
            chatter.start()
        self.until_more_is_acknowledged(PEOPLE * 10)

    def _door_for(self, worker: Any) -> Callable[[], Client]:
        """The way in: the first time to that worker, so that all workers have people."""
        first = iter([worker.pid])

        def connect() -> Client:
            pid = next(first, None)
            return Client(self._server.port) if pid is None else self._server.connect_to(pid)

        return connect

    def until_more_is_acknowledged(self, messages: int) -> None:
        enough = self.ledger.count() + messages
        assert self.ledger.wait_for(lambda: self.ledger.count() >= enough, SETTLED_WITHIN)

    def until_everyone_is_back(self, since: float) -> float:
        """Seconds from then until something that each person wrote later has arrived."""
        everyone = {chatter.name for chatter in self.chatters}
        left = since + BACK_WITHIN - time.monotonic()
        back = self.ledger.wait_for(lambda: self.ledger.came_through(since) == everyone, left)
        assert back, f"only {len(self.ledger.came_through(since))} came through"
        return time.monotonic() - since

    def settle(self) -> Tally:
        """Let all that was written arrive, without anybody coming in anew for it; then count."""
        for chatter in self.chatters:
            chatter.fall_silent()
        self.ledger.wait_for(self.ledger.all_arrived, SETTLED_WITHIN)
        self.stop()
        assert [chatter.failure for chatter in self.chatters] == [None] * PEOPLE
        assert not self.ledger.missing()
        return self.ledger.tally({name: self._stored(name) for name in self.ledger.conversations})

    def returns(self) -> int:
        """How often somebody had to come back."""
        return sum(chatter.connections - 1 for chatter in self.chatters)

    def stop(self) -> None:
        for chatter in self.chatters:
            chatter.stop()

    def _stored(self, conversation: str) -> list[tuple[int, UUID]]:
        found = self._db.messages.find({"conversation": UUID(conversation)})
        return [(each["seq"], each["client_id"]) for each in found.sort("seq", ASCENDING)]


def _register(db: Database[Any], display_name: str) -> UserId:
    user_id = UserId(uuid.uuid4())
    people.learn(
        db,
        AccountRegistered(
            user_id=user_id,
            display_name=display_name,
            role=Role.MEMBER,
            locale="en",
            occurred_at=datetime(2026, 1, 1, tzinfo=UTC),
        ),
    )
    return user_id


def _pair_of(db: Database[Any], one: UserId, other: UserId) -> UUID:
    now = datetime.now(UTC)
    contacts.upsert_request(db, one, other, at=now)
    contacts.update_accepted(db, other, one, at=now)
    conversation, _ = chat.begin(db, one, other, now=now)
    return conversation.conversation_id


def _room_of(db: Database[Any], someone: list[UserId]) -> UUID:
    room = uuid.uuid4()
    membership.set_members(
        db,
        room,
        ConversationKind.COHORT,
        "Week 48",
        dict.fromkeys(someone, RoomRole.MEMBER),
        version=1,
        now=datetime.now(UTC),
    )
    return room
