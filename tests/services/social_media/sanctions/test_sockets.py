"""A suspension acts on sockets that are open, and opens no new one until it is over."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from services.social_media.moderation.models import Reason
from services.social_media.people.models import Person
from services.social_media.sanctions import actions, store
from services.social_media.sockets.mesh import Mesh

SUSPENDED = 3
"""The rung of a week outside."""


@pytest.fixture
def suspend(db: Any) -> Callable[..., Any]:
    def impose(person: Person, *, at: datetime | None = None) -> Any:
        now = at or datetime.now(UTC)
        case_id = uuid.uuid4()
        deliveries = actions.impose(
            db,
            person.user_id,
            SUSPENDED,
            Reason.HATE,
            case_id=case_id,
            by=person.user_id,
            now=now,
        )
        return case_id, deliveries

    return impose


@pytest.fixture
def publish_to():
    """Publish as another process of the server's host."""

    def publish(server, *deliveries):
        Mesh(Path(server.log).parent / "mesh").publish(deliveries)

    return publish


@pytest.fixture
def hello(server, make_token):
    """Say hello on a new socket; what comes back first."""

    def greet(person: Person) -> Any:
        client = server.connect()
        client.send("hello", token=make_token(person.user_id))
        return client.receive()

    return greet


def test_the_order_closes_what_is_open(server, make_person, hello, make_token, suspend, publish_to):
    person = make_person()
    client = server.connect()
    client.send("hello", token=make_token(person.user_id))
    client.until("live")

    _, deliveries = suspend(person)
    publish_to(server, deliveries[-1])

    assert client.close_code() == 4401
    assert hello(person) == {"type": "bye", "code": "suspended"}


def test_a_lost_order_changes_nothing_about_it(server, make_person, make_token, suspend):
    person = make_person()
    client = server.connect()
    client.send("hello", token=make_token(person.user_id))
    client.until("live")

    suspend(person)

    assert client.close_code() == 4401


def test_when_it_is_over_or_lifted_they_come_in_again(db, make_person, hello, suspend):
    over, forgiven, other = make_person(), make_person(), make_person()
    suspend(over, at=datetime.now(UTC) - timedelta(days=7, seconds=1))
    case_id, _ = suspend(forgiven)
    store.update_lifted(db, case_id, datetime.now(UTC))

    greetings = [hello(person)["type"] for person in (over, forgiven, other)]

    assert greetings == ["welcome"] * 3
