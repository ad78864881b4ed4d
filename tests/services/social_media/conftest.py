"""A MongoDB database with this service's collections, its HTTP features, people, and real servers.

The servers are gunicorn's, with gevent workers, and the clients speak WebSocket byte by byte: what
these tests are about is what happens on the wire.
"""

import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
import urllib3
from flask.testing import FlaskClient
from pymongo.database import Database

from services.social_media import mongo
from services.social_media.app import BLUEPRINTS
from services.social_media.cases.models import Keepers
from services.social_media.contacts import store as contacts_store
from services.social_media.keepers import KEEPERS
from services.social_media.people import actions
from services.social_media.people.models import Person
from services.social_media.sockets.fanout import Delivery
from services.social_media.webpush.sender import Sender
from services.social_media.webpush.settings import PushSettings
from shared.auth import guard
from shared.auth.authenticator import Authenticator
from shared.auth.roles import Role
from shared.auth.tokens import Verifier
from shared.models.events import AccountRegistered
from shared.models.ids import UserId
from shared.observability.logs import logger
from shared.web import create_openapi_app
from tests.gear.databases import own_database
from tests.gear.servers import SERVICE, Server, launch
from tests.gear.sockets import Client, Closed, wire


@pytest.fixture(scope="session")
def db(mongo_url: str) -> Iterator[Database[Any]]:
    """One database for all; tests make their own people."""
    with own_database(mongo_url, "tests") as db:
        yield db


@pytest.fixture
def make_person(db: Database[Any]) -> Callable[..., Person]:
    """Someone whose registration has arrived here; strangers see those who have a handle."""

    def make(
        display_name: str = "Linh", role: Role = Role.MEMBER, *, handle: str | None = None
    ) -> Person:
        person = Person(UserId(uuid.uuid4()), display_name, role, handle)
        actions.learn(
            db,
            AccountRegistered(
                user_id=person.user_id,
                display_name=display_name,
                role=role,
                locale="en",
                occurred_at=datetime(2026, 1, 1, tzinfo=UTC),
            ),
        )
        if handle:
            actions.choose_handle(db, person.user_id, handle, now=datetime(2026, 1, 2, tzinfo=UTC))
        return person

    return make


@pytest.fixture
def api(client: FlaskClient, as_user: Callable[..., dict[str, str]]) -> Callable[..., Any]:
    """Ask as a person: `api(linh, "PUT", "/blocks/…", {…})`; as nobody with None."""

    def ask(person: Person | None, method: str, path: str, body: object = None) -> Any:
        headers = as_user(person.user_id) if person else {}
        return client.open(f"/api/v1{path}", method=method, json=body, headers=headers)

    return ask


@pytest.fixture
def make_handle() -> Callable[[str], str]:
    """A handle nobody has, that begins so."""
    return lambda prefix: f"{prefix}{uuid.uuid4().hex[:12]}"


@pytest.fixture
def make_parcel(db: Database[Any]) -> Callable[..., str]:
    """Something that did not reach a person, after the last try; changed as one says."""

    def make(user_id: UserId, **changes: Any) -> str:
        parcel: dict[str, Any] = {
            "_id": f"{uuid.uuid4()}:web_push",
            "user_id": user_id,
            "channel": "web_push",
            "way": "instant",
            "status": "failed",
            "items": [
                {
                    "notification_id": uuid.uuid4(),
                    "category": "progress",
                    "title_key": "slip.recorded",
                    "data": {"display_name": "Minh"},
                    "critical": False,
                    "expires_at": None,
                }
            ],
            "attempts": 6,
            "sent_to": [],
            "error": "push service answered 503",
            "at": datetime(2026, 3, 10, 12, tzinfo=UTC),
            "due_at": None,
            "sent_at": None,
            "read_at": None,
            **changes,
        }
        db.parcels.insert_one(parcel)
        return str(parcel["_id"])

    return make


@pytest.fixture
def at_once() -> Callable[[Sequence[Callable[[], Any]]], list[Any]]:
    """Do several things at the same time; what each came to, in their order."""

    def run(things: Sequence[Callable[[], Any]]) -> list[Any]:
        start = threading.Barrier(len(things))

        def do(thing: Callable[[], Any]) -> Any:
            start.wait()
            return thing()

        with ThreadPoolExecutor(len(things)) as pool:
            return list(pool.map(do, things))

    return run


@pytest.fixture
def published() -> list[Delivery]:
    """What was handed to whoever is connected."""
    return []


@pytest.fixture
def frames_to(published: list[Delivery]) -> Callable[[UserId], list[dict[str, Any]]]:
    """The frames one person would have seen."""

    def frames(user_id: UserId) -> list[dict[str, Any]]:
        return [
            orjson.loads(delivery.frame)
            for delivery in published
            if delivery.topic == f"user:{user_id}"
        ]

    return frames


@pytest.fixture
def keepers() -> Keepers:
    """Who keeps what can be reported."""
    return KEEPERS


@pytest.fixture
def push_settings() -> PushSettings:
    return PushSettings(push_stand_in=None)


@pytest.fixture
def client(
    db: Database[Any],
    verifier: Verifier,
    published: list[Delivery],
    push_settings: PushSettings,
    keepers: Keepers,
) -> FlaskClient:
    app = create_openapi_app(
        "services.social_media", title="Tests", logger=logger("tests"), debug=False
    )
    for blueprint in BLUEPRINTS:
        app.register_api(blueprint)

    def publish(deliveries: Sequence[Delivery]) -> None:
        published.extend(deliveries)

    app.extensions[mongo.EXTENSION] = db
    app.extensions["publish"] = publish
    app.extensions["keepers"] = keepers
    app.extensions["web_push"] = Sender(push_settings)
    app.extensions["unsubscribe_secret"] = push_settings.unsubscribe_secret.get_secret_value()
    app.extensions[guard.EXTENSION] = Authenticator(verifier, actions.standing_of(db))
    return app.test_client()


@pytest.fixture
def befriend(db: Database[Any]) -> Callable[[Person, Person], None]:
    """Make two people contacts who may talk."""

    def together(one: Person, other: Person) -> None:
        now = datetime.now(UTC)
        contacts_store.upsert_request(db, one.user_id, other.user_id, at=now)
        contacts_store.update_accepted(db, other.user_id, one.user_id, at=now)

    return together


@pytest.fixture(scope="session", name="wire")
def wire_fixture() -> Callable[..., bytes]:
    return wire


@pytest.fixture(scope="session")
def closed() -> type[Closed]:
    return Closed


StartServer = Callable[..., Any]


@pytest.fixture(scope="session")
def start_server(
    mongo_url: str, db: Database[Any], jwks_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StartServer]:
    """Start the service, or another app, with gunicorn; settings are given by name."""

    def start(app: str = SERVICE, *, workers: int = 2, **settings: object) -> Server:
        where = {"MONGO_URL": mongo_url, "MONGO_DATABASE": db.name, "TOKEN_JWKS_URL": jwks_url}
        server = launch(
            tmp_path_factory.mktemp("server"), {**where, "WORKERS": workers, **settings}, app
        )
        stack.callback(server.end)
        server.wait_until_ready(workers)
        return server

    with ExitStack() as stack:
        yield start


@pytest.fixture(scope="session")
def server(start_server: StartServer) -> Server:
    """Two workers in which nobody sends too fast."""
    started: Server = start_server(FRAMES_PER_SECOND=5_000, FRAMES_AT_ONCE=5_000)
    return started


@pytest.fixture(scope="session")
def impatient(start_server: StartServer) -> Server:
    """One worker with short patience and narrow limits."""
    started: Server = start_server(
        workers=1,
        HEARTBEAT_S=2,
        HELLO_WITHIN_S=1,
        STANDING_EVERY_S=1,
        SOCKETS_PER_USER=3,
    )
    return started


@pytest.fixture
def http(server: Server, make_token: Callable[..., str]) -> Callable[..., Any]:
    """Ask the running server as a person; the answer's document, or None where it has none."""

    def ask(person: Person, method: str, path: str, body: object = None) -> Any:
        reply = urllib3.request(
            method,
            f"http://127.0.0.1:{server.port}/api/v1{path}",
            json=body,
            headers={"Authorization": f"Bearer {make_token(person.user_id)}"},
            timeout=10,
        )
        assert reply.status < 300, reply.data
        return reply.json() if reply.data else None

    return ask


@pytest.fixture
def say_hello(server: Server, make_token: Callable[..., str]) -> Callable[..., Client]:
    """Connect as a person, without waiting for an answer."""

    def connect(
        person: Person,
        *,
        at: Server = server,
        worker: int | None = None,
        resume: dict[str, int] | None = None,
        since: str | None = None,
        **claims: Any,
    ) -> Client:
        client = at.connect() if worker is None else at.connect_to(worker)
        token = make_token(person.user_id, **claims)
        client.send("hello", token=token, resume=resume or {}, since=since)
        return client

    return connect


@pytest.fixture
def come_in(say_hello: Callable[..., Client]) -> Callable[..., Client]:
    """Connect as a person and wait until everything missed was told."""

    def enter(person: Person, **options: Any) -> Client:
        client = say_hello(person, **options)
        client.until("live")
        return client

    return enter
