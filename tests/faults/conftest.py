"""A crowd that talks through real servers and databases, and what each fault came to."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from typing import Any

import pytest
from pymongo.database import Database

from services.social_media import indexes, mongo
from tests.faults.crowd import Crowd
from tests.faults.databases import Deployment
from tests.faults.ledger import Tally
from tests.gear.servers import Server, launch

COLUMNS = ("acknowledged", "lost", "duplicated", "disordered", "seconds until back")


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    """Ends what was begun, the last first."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def deploy(stack: ExitStack, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Deployment]:
    """MongoDB servers of one's own, so many."""

    def start(members: int) -> Deployment:
        deployment = Deployment(tmp_path_factory.mktemp("mongo"), members)
        stack.callback(deployment.end)
        deployment.begin()
        return deployment

    return start


@pytest.fixture
def serve(
    stack: ExitStack, tmp_path_factory: pytest.TempPathFactory, jwks_url: str
) -> Callable[[str], tuple[Server, Database[Any]]]:
    """The service with two workers on a database of its own."""

    def start(mongo_url: str) -> tuple[Server, Database[Any]]:
        db = mongo.connect(mongo_url, f"faults_{uuid.uuid4().hex[:8]}")
        stack.callback(db.client.close)
        indexes.apply(db)
        settings = {
            "MONGO_URL": mongo_url,
            "MONGO_DATABASE": db.name,
            "TOKEN_JWKS_URL": jwks_url,
            "WORKERS": 2,
        }
        server = launch(tmp_path_factory.mktemp("server"), settings)
        stack.callback(server.end)
        server.wait_until_ready(2)
        return server, db

    return start


@pytest.fixture
def gather(stack: ExitStack, make_token: Callable[..., str]) -> Callable[..., Crowd]:
    """A crowd that has begun to talk."""

    def come_together(server: Server, db: Database[Any]) -> Crowd:
        crowd = Crowd(db, server, make_token)
        stack.callback(crowd.stop)
        return crowd

    return come_together


@pytest.fixture
def report(record_property: Callable[[str, object], None]) -> Callable[[Tally, float], None]:
    """Have what a fault came to shown at the end of the run."""

    def note(tally: Tally, seconds: float) -> None:
        numbers = [str(number) for number in asdict(tally).values()]
        record_property("fault", [*numbers, f"{seconds:.1f}"])

    return note


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
