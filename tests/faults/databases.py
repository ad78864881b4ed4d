"""MongoDB servers that can be killed, and come back with the data they had."""

import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from deploy.local.mongo import command
from deploy.local.ports import free_port
from tests.gear.waiting import wait_until

READY_WITHIN = 60.0
"""Seconds, on a machine that is busy with other tests."""
SMALL_CACHE_GB = 0.25
ELECTION_AFTER_MS = 5_000
"""Without a word from the primary. As in production: MongoDB's own ten seconds are too long."""


class Mongod:
    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self.port = free_port()
        self.start()

    def start(self) -> None:
        """Begin with whatever the directory holds."""
        log = self._directory / "mongod.log"
        self._process = subprocess.Popen(
            [
                *command(self._directory, self.port, cache_gb=SMALL_CACHE_GB),
                *("--logpath", str(log), "--logappend"),
            ],
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self) -> None:
        """End it as a power cut does."""
        self._process.kill()
        self._process.wait()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def ask(self, what: str, value: Any = 1) -> dict[str, Any]:
        """Have it obey a command, whatever part it plays."""
        with MongoClient[dict[str, Any]](
            self.address, directConnection=True, serverSelectionTimeoutMS=1_000
        ) as client:
            return client.admin.command(what, value)

    def hello(self) -> dict[str, Any]:
        """What part it plays; nothing while it does not answer."""
        try:
            return self.ask("hello")
        except PyMongoError:
            return {}


class Deployment:
    """One member, or several that are a replica set. Call `begin`, and `end` in any case."""

    def __init__(self, directory: Path, members: int) -> None:
        self.members = [Mongod(directory / f"member-{number}") for number in range(members)]

    def begin(self) -> None:
        wait_until(lambda: all(member.hello() for member in self.members), READY_WITHIN)
        members = [
            {"_id": number, "host": member.address} for number, member in enumerate(self.members)
        ]
        settings = {"electionTimeoutMillis": ELECTION_AFTER_MS}
        config = {"_id": "rs0", "members": members, "settings": settings}
        self.members[0].ask("replSetInitiate", config)
        wait_until(self._elects_the_first, READY_WITHIN)
        self.until_it_is_whole()

    def until_it_is_whole(self) -> None:
        """Until there is a primary, and everyone else follows it."""
        wait_until(self._is_whole, READY_WITHIN)

    @property
    def url(self) -> str:
        addresses = ",".join(member.address for member in self.members)
        return f"mongodb://{addresses}/?replicaSet=rs0"

    def primary(self) -> Mongod | None:
        """The member that takes writes, if one does."""
        return next((one for one in self.members if one.hello().get("isWritablePrimary")), None)

    def end(self) -> None:
        for member in self.members:
            member.kill()

    def _elects_the_first(self) -> bool:
        """Nobody stands by themselves before so long has passed without a primary."""
        if self.primary() is None:
            with suppress(PyMongoError):  # Not everyone knows yet that there is a set.
                self.members[0].ask("replSetStepUp")
        return self.primary() is not None

    def _is_whole(self) -> bool:
        parts = [member.hello() for member in self.members]
        leads = sum(bool(part.get("isWritablePrimary")) for part in parts)
        return (leads, sum(bool(part.get("secondary")) for part in parts)) == (1, len(parts) - 1)
