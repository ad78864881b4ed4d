"""Somebody who goes on writing and listening, and comes back by themselves, as the web app does.

A message keeps its client id until it is acknowledged, and is sent again after a refusal that may
pass and on every new connection. Coming back resumes after the last message before the first gap.
"""

import random
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import Any

from tests.faults.ledger import Ledger
from tests.gear.sockets import Client, Closed

WRITE_EVERY = 0.2
"""Seconds between two messages of one person."""
FIRST_BACKOFF, MOST_BACKOFF = 0.5, 4.0
"""Seconds: what the wait before coming back is drawn from doubles up to here."""
SEND_AGAIN_AFTER = 0.5
"""Seconds, and up to twice as many, after a refusal that may pass."""
ANSWER_WITHIN = 8.0
"""Seconds without an answer after which nobody is there any more."""
PASSING = {"busy", "rate_limited", "unavailable"}


@dataclass
class _Outgoing:
    conversation: str
    client_id: str
    text: str
    sent_at: float | None = None
    """None while it waits to be sent, again or for the first time."""
    not_before: float = 0.0


@dataclass
class _Timeline:
    """What somebody has of a conversation: all up to a place, and some after it."""

    through: int = 0
    beyond: set[int] = field(default_factory=set)

    def add(self, seq: int) -> None:
        if seq > self.through:
            self.beyond.add(seq)
        while self.through + 1 in self.beyond:
            self.through += 1
            self.beyond.remove(self.through)


class Chatter:
    def __init__(
        self,
        name: str,
        connect: Callable[[], Client],
        token: Callable[[], str],
        conversations: Sequence[str],
        ledger: Ledger,
    ) -> None:
        """`connect` opens a socket to any worker; `name` is the id others know the person by."""
        self.name = name
        self.connections = 0
        self._connect = connect
        self._token = token
        self._conversations = conversations
        self._ledger = ledger
        self._timelines: dict[str, _Timeline] = defaultdict(_Timeline)
        self._outbox: dict[str, _Outgoing] = {}
        self._written = 0
        self._is_silent = threading.Event()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name)
        self.failure: BaseException | None = None

    def start(self) -> None:
        self._thread.start()

    def fall_silent(self) -> None:
        """Write nothing new; what is written is still sent until it is acknowledged."""
        self._is_silent.set()

    def stop(self) -> None:
        self._is_over.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        attempt = 0
        while not self._is_over.is_set():
            try:
                client = self._come_in()
                attempt = 0
                with closing(client):
                    self._talk(client)
            except (Closed, OSError):
                bound = min(MOST_BACKOFF, FIRST_BACKOFF * 2**attempt)
                attempt += 1
                self._is_over.wait(random.uniform(0, bound))
            except BaseException as error:
                self.failure = error
                raise

    def _come_in(self) -> Client:
        client = self._connect()
        try:
            if client.status != 101:
                raise Closed(1006)
            resume = {name: timeline.through for name, timeline in self._timelines.items()}
            everything = dict.fromkeys(self._conversations, 0) | resume
            client.send("hello", token=self._token(), resume=everything)
            while (document := client.receive())["type"] != "live":
                self._heed(document)
        except BaseException:
            client.close()
            raise
        for message in self._outbox.values():
            message.sent_at, message.not_before = None, 0.0
        self.connections += 1
        return client

    def _talk(self, client: Client) -> None:
        write_at = time.monotonic() + random.uniform(0, WRITE_EVERY)
        while not self._is_over.is_set():
            now = time.monotonic()
            if now >= write_at:
                write_at = max(write_at + WRITE_EVERY, now)
                if not self._is_silent.is_set():
                    self._write()
            self._send_what_waits(client, now)
            if client.has_more(min(0.05, max(0.0, write_at - now))):
                self._heed(client.receive())

    def _write(self) -> None:
        conversation = self._conversations[self._written % len(self._conversations)]
        self._written += 1
        message = _Outgoing(conversation, str(uuid.uuid4()), f"{self.name} {self._written}")
        self._outbox[message.client_id] = message
        self._ledger.wrote(self.name, conversation, message.client_id)

    def _send_what_waits(self, client: Client, now: float) -> None:
        for message in self._outbox.values():
            if message.sent_at is not None:
                if now - message.sent_at > ANSWER_WITHIN:
                    raise Closed(1006)
            elif now >= message.not_before:
                message.sent_at = now
                client.send(
                    "message.send",
                    client_id=message.client_id,
                    conversation=message.conversation,
                    text=message.text,
                )

    def _heed(self, document: dict[str, Any]) -> None:
        kind = document["type"]
        if kind == "message.ack":
            self._timelines[document["conversation"]].add(document["seq"])
            self._outbox.pop(document["client_id"], None)
            self._ledger.acknowledged(document["client_id"], document["seq"])
        elif kind == "message.new":
            self._timelines[document["conversation"]].add(document["seq"])
            if document["sender"] != self.name:
                place = document["conversation"], document["seq"], document["client_id"]
                self._ledger.heard(self.name, *place)
        elif kind == "progress.updated":
            self._ledger.noticed(document["event_id"])
        elif kind == "error":
            assert document["code"] in PASSING, document
            with suppress(KeyError):
                message = self._outbox[document["client_id"]]
                wait = SEND_AGAIN_AFTER * random.uniform(1, 2)
                message.sent_at, message.not_before = None, time.monotonic() + wait
