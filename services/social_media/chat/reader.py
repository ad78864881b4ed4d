"""One process of each host hears what other hosts store, and lets its own host hear it.

Whoever holds a lock in the mesh directory reads; the kernel takes it from the dead, and the next
one goes on where the last had come. The place is kept after what was read was passed on: a little
may be passed on twice, and each worker hears it once.

Nobody reads while no other host has said for a while that it is there: the database would look at
each message of ours to find that it is none of theirs. A host says so before it serves, and is read
from a little before it was noticed.
"""

import fcntl
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import bson
import gevent
from bson.timestamp import Timestamp
from pymongo.change_stream import ChangeStream
from pymongo.database import Database
from pymongo.errors import OperationFailure, PyMongoError

from services.social_media.chat.doorkeeper import Doorkeeper
from services.social_media.chat.message_store import message_from
from services.social_media.chat.speaker import delivery_of
from services.social_media.chat.spoken import said_of
from services.social_media.sockets.fanout import Delivery, Publish
from services.social_media.sockets.packing import unpack
from shared.observability.logs import logger

RELAYED = "relayed"
"""Kind of the topics by which a host's processes hear what came from another: relayed:<hint>."""
MISSED = "missed"
"""Kind of the topic by which they hear that something may not have come."""

LOOK_EVERY = 0.5
"""Seconds between two attempts to become the one who reads."""
AWAIT_MS = 500
GONE_AFTER = timedelta(seconds=30)
"""Without a word from another host."""
FROM_BEFORE = 5
"""Seconds before others were noticed from which they are read."""
GOOD_FOR = 30.0
"""Seconds for which a place in the stream is worth going on from; later everyone has come anew."""
MOST_REMEMBERED = 10_000

log = logger("social_media")


class Reader:
    def __init__(
        self,
        db: Database[Any],
        directory: Path,
        host: int,
        doorkeeper: Doorkeeper,
        publish: Publish,
    ) -> None:
        """`publish` reaches all processes of this host, this one included, and no other host."""
        self._db = db
        self._host = host
        self._doorkeeper = doorkeeper
        self._publish = publish
        self._lock = os.open(directory / "reader.lock", os.O_RDWR | os.O_CREAT, 0o600)
        self._place = directory / "reader.place"
        self._is_over = False
        self._look_around_at = 0.0

    def run(self) -> None:
        """Read whenever nobody else on this host does, for ever."""
        while not self._is_over:
            if self._may_read() and self._others_are_there():
                self._read()
            gevent.sleep(LOOK_EVERY)

    def end(self) -> None:
        """Let somebody else read."""
        self._is_over = True
        with suppress(OSError):
            os.close(self._lock)

    def _may_read(self) -> bool:
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _others_are_there(self) -> bool:
        lately = {"$gt": datetime.now(UTC) - GONE_AFTER}
        try:
            said = self._db.hints.find_one({"at": lately, "via": {"$ne": self._host}}, {"_id": 1})
        except PyMongoError:
            return True  # They may be, and whoever reads finds out what is wrong.
        self._look_around_at = time.monotonic() + GONE_AFTER.total_seconds()
        return said is not None

    def _is_alone_again(self) -> bool:
        return time.monotonic() > self._look_around_at and not self._others_are_there()

    def _read(self) -> None:
        place = self._last_place()
        try:
            with self._watch(place) as stream:
                if place is None:
                    self._publish([Delivery(f"{MISSED}:", b"")])
                log.info("reading other hosts", resumed=place is not None)
                while not (self._is_over or self._is_alone_again()) and stream.alive:
                    self._pass_on(stream)
        except OperationFailure as error:
            log.warning("stream of other hosts broken", code=error.code)
            self._place.unlink(missing_ok=True)
        except PyMongoError:
            log.warning("stream of other hosts interrupted")

    def _watch(self, place: Mapping[str, Any] | None) -> ChangeStream[Any]:
        elsewhere = {
            "operationType": "insert",
            "ns.coll": {"$in": ["messages", "hints"]},
            "fullDocument.via": {"$ne": self._host},
        }
        return self._db.watch(
            [{"$match": elsewhere}, {"$project": {"ns.coll": 1, "fullDocument": 1}}],
            resume_after=place,
            start_at_operation_time=None if place else self._a_little_ago(),
            max_await_time_ms=AWAIT_MS,
        )

    def _a_little_ago(self) -> Timestamp:
        now: Timestamp = self._db.command("ping")["operationTime"]
        return Timestamp(now.time - FROM_BEFORE, 1)

    def _pass_on(self, stream: ChangeStream[Any]) -> None:
        change = stream.try_next()
        if change is not None:
            document = change["fullDocument"]
            if change["ns"]["coll"] == "hints":
                if body := document["deliveries"]:
                    self._publish([Delivery(f"{RELAYED}:{document['_id']}", body)])
            elif delivery := self._told(document):
                self._publish([delivery])
        if stream.resume_token is not None:
            self._keep(stream.resume_token)

    def _told(self, document: Mapping[str, Any]) -> Delivery | None:
        """How the workers of a host hear of a message that was stored elsewhere."""
        room = self._doorkeeper.look(document["conversation"])
        if room is None:
            return None
        said = said_of(message_from(document), room.topics)
        return delivery_of(said, room.address, carried_as="")

    def _keep(self, token: Mapping[str, Any]) -> None:
        written = self._place.with_suffix(".new")
        written.write_bytes(bson.encode({"token": token, "at": time.time()}))
        written.rename(self._place)

    def _last_place(self) -> Mapping[str, Any] | None:
        try:
            kept = bson.decode(self._place.read_bytes())
        except (OSError, bson.errors.InvalidBSON):
            return None
        token: Mapping[str, Any] = kept["token"]
        return token if time.time() - kept["at"] <= GOOD_FOR else None


class Relayed:
    """Hears what came from another host, once."""

    def __init__(self, deliver: Callable[[Sequence[Delivery]], None]) -> None:
        self._deliver = deliver
        self._heard: OrderedDict[UUID | str, None] = OrderedDict()

    def hear(self, hint: str, body: bytes) -> None:
        if hint in self._heard:
            return
        self._heard[hint] = None
        if len(self._heard) > MOST_REMEMBERED:
            self._heard.popitem(last=False)
        self._deliver(unpack(body))
