"""How the hosts hear each other: what is to be heard elsewhere passes through the database.

Each host has a name, kept in its mesh directory. What its processes publish is put into `hints`,
several deliveries to a document; one process of every other host reads them as they are stored
(see `chat.reader`), and they are gone a minute later. Messages themselves do not pass here: whoever
reads hints reads what is stored of messages as well. A hint without deliveries says that its host
is there: who is alone need not listen for others.
"""

import os
import secrets
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.social_media.sockets.fanout import Delivery
from services.social_media.sockets.packing import pack
from shared.models.ids import uuid7
from shared.observability.logs import logger

MOST_WAITING = 10_000
"""Deliveries kept while the database does not take them."""
MOST_AT_ONCE = 1_000
HERE_EVERY = 5.0
"""Seconds between two words of a process that has nothing to tell."""
_BITS = 47
"""Of a host's name: a number JSON and BSON hold exactly."""

log = logger("social_media")


class Bridge:
    """The way from this process to the other hosts."""

    def __init__(self, db: Database[Any], host: int) -> None:
        self._db = db
        self._host = host
        self._waiting: list[Delivery] = []
        self._more = threading.Condition()
        self._is_open = False

    def open(self) -> None:
        """Say from now on that this host is there."""
        self._is_open = True
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        """Say no more; what was published before is still told."""
        with self._more:
            self._is_open = False
            self._more.notify()

    def publish(self, deliveries: Sequence[Delivery]) -> None:
        """Let the other hosts hear, once it is open. Never waits, never raises."""
        if not deliveries:
            return
        with self._more:
            if len(self._waiting) + len(deliveries) > MOST_WAITING:
                log.warning("bridge too slow", dropped=len(deliveries))
                return
            self._waiting += deliveries
            self._more.notify()

    def _run(self) -> None:
        while self._is_open or self._waiting:
            with self._more:
                some, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            self._store(some)
            with self._more:
                if self._is_open and not self._waiting:
                    self._more.wait(HERE_EVERY)

    def _store(self, deliveries: Sequence[Delivery]) -> None:
        try:
            self._db.hints.insert_one(
                {
                    "_id": uuid7(),
                    "via": self._host,
                    "at": datetime.now(UTC),
                    "deliveries": pack(deliveries),
                }
            )
        except PyMongoError:
            # Hints are hints: whoever missed one finds what it was about by other ways.
            log.warning("hints not stored", deliveries=len(deliveries))


def host_of(directory: Path) -> int:
    """The name of the host whose processes meet in this directory, made by whoever comes first."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = directory / "host"
    own = directory / f"host.{os.getpid()}"
    own.write_text(str(secrets.randbits(_BITS)))
    with suppress(FileExistsError):
        os.link(own, place)
    own.unlink()
    return int(place.read_text())
