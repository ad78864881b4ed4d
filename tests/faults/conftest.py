"""A crowd that talks through real servers and databases, and what each fault came to."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from services.social_media import indexes, mongo
from tests.faults.crowd import Crowd
from tests.faults.databases import Deployment
from tests.faults.ledger import Tally
from tests.gear.servers import Server, launch

COLUMNS = ("acknowledged", "lost", "duplicated", "disordered", "seconds until back")


class Place:
    """Where a test may deploy databases and servers; all of it ends with the place."""

    def __init__(self, stack: ExitStack, new_directory: Callable[[str], Path], keys: str) -> None:
        self._stack = stack
        self._new_directory = new_directory
        self._keys = keys

    def deploy(self, members: int) -> Deployment:
        """So many MongoDB servers."""
        deployment = Deployment(self._new_directory("mongo"), members)
        self._stack.callback(deployment.end)
        deployment.begin()
        return deployment

    def serve(self, mongo_url: str) -> tuple[Server, Database[Any]]:
        """The service with two workers on a database of its own."""
        db = mongo.connect(mongo_url, f"faults_{uuid.uuid4().hex[:8]}")
        self._stack.callback(db.client.close)
        indexes.apply(db)
        settings = {
            "MONGO_URL": mongo_url,
            "MONGO_DATABASE": db.name,
            "TOKEN_JWKS_URL": self._keys,
            "WORKERS": 2,
        }
        server = launch(self._new_directory("server"), settings)
        self._stack.callback(server.end)
        server.wait_until_ready(2)
        return server, db


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, jwks_url: str) -> Iterator[Place]:
    with ExitStack() as stack:
        yield Place(stack, tmp_path_factory.mktemp, jwks_url)


@pytest.fixture
def gather(make_token: Callable[..., str]) -> Iterator[Callable[..., Crowd]]:
    """A crowd that has begun to talk."""
    with ExitStack() as stack:

        def come_together(server: Server, db: Database[Any]) -> Crowd:
            crowd = Crowd(db, server, make_token)
            stack.callback(crowd.stop)
            crowd.begin()
            return crowd

        yield come_together


@pytest.fixture
def report(record_property: Callable[[str, object], None]) -> Callable[[Tally, float], None]:
    """Have what a fault came to shown at the end of the run."""

    def note(tally: Tally, seconds: float) -> None:
        numbers = [str(number) for number in asdict(tally).values()]
        record_property("fault", [*numbers, f"{seconds:.1f}"])

    return note


@pytest.fixture
def nothing_went_wrong() -> Callable[[Tally], bool]:
    return lambda tally: (tally.lost, tally.duplicated, tally.disordered) == (0, 0, 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    rows = [
        (test.nodeid.rpartition("::")[2].removeprefix("test_").replace("_", " "), value)
        for test in terminalreporter.stats.get("passed", [])
        for name, value in test.user_properties
        if name == "fault" and test.when == "call"
    ]
    if rows:
        terminalreporter.section("what each fault came to")
        for what, numbers in rows:
            told = ", ".join(f"{c} {n}" for c, n in zip(COLUMNS, numbers, strict=True))
            terminalreporter.write_line(f"{what}: {told}")
