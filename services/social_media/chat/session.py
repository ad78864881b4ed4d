"""One socket's conversation with the server: who it is, what it missed, what it says and hears."""

import time
from datetime import UTC, datetime
from typing import Any

from pymongo.errors import PyMongoError

from services.social_media.chat import catching_up, protocol, requests
from services.social_media.chat.frames import shown
from services.social_media.chat.models import Room
from services.social_media.chat.passing import Matter
from services.social_media.chat.regard import USUAL, Regard
from services.social_media.chat.socket_models import Hello
from services.social_media.chat.spoken import Spoken
from services.social_media.chat.switchboard import Switchboard
from services.social_media.sockets.connection import Connection, State
from services.social_media.sockets.fanout import frame, user_topic
from services.social_media.sockets.frames import CloseCode, encode
from services.social_media.sockets.frames import Message as Received
from shared.auth.authenticator import Caller
from shared.models.ids import UserId
from shared.models.problem import Problem, RateLimited, Unauthenticated, Unavailable
from shared.observability.logs import logger

MOST_KEPT = 1_000
"""Messages that may arrive while someone is being told what they missed."""
TAKE_WITHIN = 2.0
TYPING_EVERY = 1.0
_REPEATS_FOR = 30.0
"""Seconds after which no worker can still be about to repeat what was read from the database."""

log = logger("social_media")


class Session:
    __slots__ = (
        "_board", "_caller", "_connection", "_expires_at", "_kept", "_live_at", "_opened_at",
        "_told", "_typed_at", "regard",
    )  # fmt: skip

    def __init__(self, board: Switchboard, connection: Connection) -> None:
        self._board = board
        self._connection = connection
        self._caller: Caller | None = None
        self._expires_at = 0.0
        self._opened_at = self._live_at = time.monotonic()
        self._kept: list[tuple[bytes, str, int, str]] | None = None
        self._told: dict[str, int] | None = None
        self._typed_at = 0.0
        self.regard = USUAL

    @property
    def sign_in(self) -> tuple[UserId, str]:
        """Whose socket this is, and by which sign-in of theirs."""
        assert self._caller is not None
        return self._caller.user_id, self._caller.session

    # What the client says

    def receive(self, message: Received) -> None:
        if isinstance(message, bytes):
            self._connection.close(CloseCode.UNSUPPORTED, "text only")
            return
        client_id = None
        try:
            document = protocol.document_in(message)
            client_id = protocol.client_id_in(document)
            self._heed(document)
        except Unauthenticated as problem:
            self.dismiss(problem.code)
        except Problem as problem:
            self.send(protocol.error_frame(problem, client_id))
        except PyMongoError:
            log.exception("database not answering a socket")
            self.send(protocol.error_frame(Unavailable(), client_id))
            if self._kept is not None:
                self._connection.close(CloseCode.TRY_LATER, "unavailable")

    def _heed(self, document: dict[str, Any]) -> None:
        if self._caller is None and document.get("type") != "hello":
            raise Unauthenticated("Say hello first.")
        if self._caller is not None:
            self._check_standing(self._caller)
            self._check_pace(document.get("type") == "message.send")
        request = protocol.read(document)
        if isinstance(request, Hello):
            self._greet(request)
        elif self._caller is not None:
            requests.handle(self, self._board, self._caller, request)

    def _check_standing(self, caller: Caller) -> None:
        """Raise when they may no longer come in."""
        if self._board.doorkeeper.has_ended(self.sign_in):
            self._board.authenticator.standing(caller)  # Says why.
            raise Unauthenticated(code="signed_out")

    def _check_pace(self, is_message: bool) -> None:
        assert self._caller is not None
        key = (self._caller.user_id, is_message)
        if not self._board.limits.allow(key, time.monotonic()):
            raise RateLimited("You are sending too fast; wait a little.", retry_after=1)

    def may_type(self) -> bool:
        """Whether it is worth telling others again that this person is typing."""
        now = time.monotonic()
        if now - self._typed_at < TYPING_EVERY:
            return False
        self._typed_at = now
        return True

    # Coming in

    def _greet(self, hello: Hello) -> None:
        """Let someone in, or let them stay with a fresh token; bring them up to date."""
        caller = self._board.authenticator.authenticate(hello.token)
        if self._caller is None:
            if not self._enter(caller):
                return
        elif caller.user_id != self._caller.user_id:
            raise Unauthenticated("This socket is someone else's.")
        self._caller = caller
        left = caller.token_expires_at - datetime.now(UTC)
        self._expires_at = time.monotonic() + left.total_seconds()
        self._bring_up_to_date(caller.user_id, hello)

    def _enter(self, caller: Caller) -> bool:
        topic = user_topic(caller.user_id)
        if len(self._board.hub.listeners(topic)) >= self._board.house.sockets_per_user:
            self._connection.close(CloseCode.TRY_LATER, "too many sockets")
        if self._connection.state is not State.OPEN:
            return False
        self._caller = caller
        self._board.hub.join(topic, self)
        self._board.sessions.add(self)
        return True

    def _bring_up_to_date(self, me: UserId, hello: Hello) -> None:
        """Say what there is and what was missed, then let what came meanwhile follow.

        We listen before we read, so nothing falls between; what is both read and heard is told
        once, by its seq.
        """
        now = datetime.now(UTC)
        self._kept, self._told = [], {}
        self.regard_others(self._board.regards.about(me))
        self.send(catching_up.welcome(self._board, me, self.regard))
        rooms = catching_up.rooms_of(self._board, me, hello.resume)
        for room in rooms:
            seq = hello.resume[room.conversation_id]
            self._told[str(room.conversation_id)] = self._tell_missed(room, seq)
        self._tell_the_rest(me, rooms, hello.since)
        kept, self._kept = self._kept, None
        self._live_at = time.monotonic()
        for what in kept:
            self.hear_message(*what)
        self.send(frame("live", at=now))

    def _tell_missed(self, room: Room, seq: int) -> int:
        """Send every message after `seq`; return the last one's."""
        while self._connection.state is State.OPEN:
            missed = catching_up.missed(self._board, room, seq, self.regard)
            self._connection.send(b"".join(encode(shown(message)) for message in missed))
            if missed:
                seq = missed[-1].seq
            if len(missed) < catching_up.MISSED_AT_ONCE:
                break
            self._connection.wait_until_taken(TAKE_WITHIN)
        return seq

    def _tell_the_rest(self, me: UserId, rooms: list[Room], since: datetime | None) -> None:
        """Send what has changed of what they have, and who is there."""
        if since is not None:
            for payload in catching_up.changes(self._board, rooms, since, self.regard):
                self.send(payload)
        if Matter.PRESENCE in self.regard.shows:
            for payload in catching_up.presences(self._board, me, self.regard):
                self.send(payload)

    # What the client hears

    def send(self, payload: bytes) -> None:
        self._connection.send(encode(payload))

    def answer(self, payload: bytes) -> None:
        self.send(payload)

    def hear(self, wire: bytes) -> None:
        self.hear_message(wire, "", 0, "")

    def hear_spoken(self, spoken: Spoken) -> None:
        """Take what was said in a conversation, without what this socket's person said over it."""
        in_room = spoken.is_in_room
        if self._kept is None and not self._told and not (in_room and self.regard.unheard):
            if wire := spoken.whole_for(self):
                self._connection.send(wire)
            return
        for wire, said in spoken.pieces_for(self):
            sender = said.sender if in_room else ""
            self.hear_message(wire, said.conversation, said.seq, sender)

    def hear_message(self, wire: bytes, conversation: str, seq: int, sender: str) -> None:
        if self._kept is not None:
            self._kept.append((wire, conversation, seq, sender))
            if len(self._kept) > MOST_KEPT:
                self._connection.close(CloseCode.TRY_LATER, "too much at once")
        elif sender in self.regard.unheard:
            return
        elif not self._told or seq > self._told.get(conversation, -1):
            self._connection.send(wire)

    def hear_of(self, wire: bytes, person: str, matter: Matter, is_direct: bool) -> None:
        """Take the frame about something somebody did. Never waits, never raises."""
        assert self._caller is not None
        is_mine = person == str(self._caller.user_id)
        if matter is Matter.TYPING and is_mine:
            return
        if matter in self.regard.shows or is_mine:
            self.hear_message(wire, "", 0, "" if is_direct or is_mine else person)

    def regard_others(self, regard: Regard) -> None:
        """Hear others, and be seen by them, as its person wants from now on."""
        me = self.sign_in[0]
        was, is_ = (Matter.PRESENCE in one.shows for one in (self.regard, regard))
        self.regard = regard
        if is_ and not was:
            self._board.lobby.come(me)
        elif was and not is_:
            self._board.lobby.go(me)

    # Going

    def dismiss(self, code: str) -> None:
        """Say goodbye to someone who may not, or no longer, come in."""
        self.send(frame("bye", code=code))
        self._connection.close(CloseCode.UNAUTHENTICATED, code)

    def come_again(self) -> None:
        """Say goodbye to someone who is to come back at once, and be looked at anew."""
        self._connection.close(CloseCode.TRY_LATER, "come again")

    def tick(self, now: float) -> None:
        if self._caller is None:
            if now - self._opened_at >= self._board.house.hello_within:
                self._connection.close(CloseCode.TOO_LATE, "no hello")
        elif now >= self._expires_at:
            self.dismiss("token_expired")
        if self._told and self._kept is None and now - self._live_at > _REPEATS_FOR:
            self._told = None

    def gone(self) -> None:
        if self._caller is not None:
            self.regard_others(USUAL)
            self._board.hub.leave(user_topic(self._caller.user_id), self)
            self._board.sessions.discard(self)
