"""What every test may use: real databases, a user pool's keys, and tokens signed with them."""

import base64
import json
import os
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psycopg
import pymongo
import pytest
from aws_lambda_powertools.logging.formatter import clear_context_keys
from joserfc import jwt
from joserfc.jwk import RSAKey

from deploy.local.mongo import mongod
from deploy.local.ports import free_port
from deploy.local.postgres import postgres
from deploy.local.stripe.process import stand_in
from shared.auth.jwks import KeyCache
from shared.auth.tokens import Verifier
from shared.postgres.migrate import migrate

TESTS = Path(__file__).parent
ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_tests"
CLIENT_ID = "the-web-app"

# No test reaches AWS by accident.
os.environ.update(
    AWS_ACCESS_KEY_ID="test",
    AWS_SECRET_ACCESS_KEY="test",
    AWS_DEFAULT_REGION="us-east-1",
    POWERTOOLS_TRACE_DISABLED="true",
    MODE="local",
    MEDIA_BUCKET="tests-media",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests that share a server in one process, where several run: a file's, and journeys'."""
    for item in items:
        file = item.path.relative_to(TESTS)
        shared = file.parts[0] if file.parts[0] == "journeys" else file.with_suffix("").as_posix()
        item.add_marker(pytest.mark.xdist_group(shared))


@pytest.fixture(autouse=True)
def fresh_log_keys() -> None:
    """A service answers here in the tests' own thread; what its log lines carried ends with it."""
    clear_context_keys()


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a real PostgreSQL that lives as long as the test run."""
    directory = tmp_path_factory.mktemp("postgres")
    # PostgreSQL drops root's rights, so the way to its data must be open to it.
    for parent in (directory, *directory.parents):
        if parent.stat().st_uid == os.geteuid() and parent != parent.parent:
            parent.chmod(parent.stat().st_mode | 0o055)
    with postgres(directory / "data") as url:
        yield url


@pytest.fixture(scope="session")
def postgres_dsn(postgres_server: str) -> str:
    """URL of a migrated database. Tests isolate themselves by making their own people."""
    name = f"tests_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(postgres_server, autocommit=True) as conn:
        conn.execute(f'CREATE DATABASE "{name}"')
        # What a test stored need not survive a power cut.
        conn.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    dsn = postgres_server.replace("/postgres?", f"/{name}?")
    migrate(dsn)
    return dsn


@pytest.fixture
def database(postgres_dsn: str) -> Iterator[psycopg.Connection[Any]]:
    """An autocommit connection, for arranging and looking."""
    with psycopg.connect(postgres_dsn, autocommit=True) as conn:
        yield conn


@pytest.fixture(scope="session")
def mongo_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a real mongod, a replica set of one, that lives as long as the test run."""
    with mongod(tmp_path_factory.mktemp("mongo"), free_port()) as url:
        yield url


@pytest.fixture
def mongo(mongo_url: str) -> Iterator[pymongo.database.Database[dict[str, Any]]]:
    """A fresh MongoDB database, dropped afterwards."""
    with pymongo.MongoClient(mongo_url, tz_aware=True) as client:
        name = f"tests_{uuid.uuid4().hex[:8]}"
        yield client[name]
        client.drop_database(name)


@pytest.fixture(scope="session")
def signing_key() -> RSAKey:
    """The private key of the tests' user pool."""
    return RSAKey.generate_key(2048, {"kid": "tests", "use": "sig", "alg": "RS256"})


@pytest.fixture(scope="session")
def jwks(signing_key: RSAKey) -> dict[str, Any]:
    return {"keys": [signing_key.as_dict(private=False)]}


@pytest.fixture(scope="session")
def jwks_url(jwks: dict[str, Any]) -> Iterator[str]:
    """Where the tests' user pool publishes its keys."""

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(jwks).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Keys) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def verifier(jwks: dict[str, Any]) -> Verifier:
    return Verifier(KeyCache(lambda: jwks), issuer=ISSUER, client_ids=frozenset({CLIENT_ID}))


@pytest.fixture(scope="session")
def make_token(signing_key: RSAKey) -> Callable[..., str]:
    """Sign an access token for a user id; keyword arguments change or add claims."""

    def make(user_id: uuid.UUID | str, **claims: Any) -> str:
        now = datetime.now(UTC)
        return jwt.encode(
            {"alg": "RS256", "kid": "tests"},
            {
                "iss": ISSUER,
                "sub": str(user_id),
                "client_id": CLIENT_ID,
                "token_use": "access",
                "origin_jti": f"sign-in of {user_id}",
                "jti": str(uuid.uuid4()),
                "iat": int(now.timestamp()),
                "exp": int((now + timedelta(minutes=15)).timestamp()),
                **claims,
            },
            signing_key,
        )

    return make


@pytest.fixture(scope="session")
def as_user(make_token: Callable[..., str]) -> Callable[..., dict[str, str]]:
    """Headers of a request by a person."""

    def headers(user_id: uuid.UUID | str, **claims: Any) -> dict[str, str]:
        return {"Authorization": f"Bearer {make_token(user_id, **claims)}"}

    return headers


@pytest.fixture(scope="session")
def unsigned() -> Callable[[bytes, bytes], str]:
    """A compact token of these header and payload bytes, with an empty signature."""

    def compact(header: bytes, payload: bytes) -> str:
        return (
            ".".join(
                base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (header, payload)
            )
            + "."
        )

    return compact


@dataclass(frozen=True)
class Delivery:
    """A webhook request of the Stripe stand-in."""

    event: dict[str, Any]
    raw: bytes
    signature: str

    @property
    def customer(self) -> str | None:
        subject = self.event["data"]["object"]
        return subject["id"] if subject["object"] == "customer" else subject.get("customer")


class Letterbox:
    """Where the Stripe stand-in delivers: takes everything, unless told to refuse."""

    def __init__(self) -> None:
        self.refuse: Callable[[Delivery], bool] = lambda _: False
        self.refused: list[Delivery] = []
        self._taken: list[Delivery] = []
        self._change = threading.Condition()

    def put(self, delivery: Delivery) -> bool:
        with self._change:
            taken = not self.refuse(delivery)
            (self._taken if taken else self.refused).append(delivery)
            self._change.notify_all()
        return taken

    def wait_for(self, customer: str, *kinds: str) -> list[Delivery]:
        """The deliveries about a customer, as soon as each of these kinds is among them."""

        def found() -> list[Delivery] | None:
            theirs = [taken for taken in self._taken if taken.customer == customer]
            return theirs if set(kinds) <= {taken.event["type"] for taken in theirs} else None

        with self._change:
            deliveries = self._change.wait_for(found, timeout=20)
        assert deliveries is not None, f"not all of {kinds} arrived"
        return deliveries


@dataclass(frozen=True)
class StandIn:
    url: str
    secret: str
    letterbox: Letterbox


@pytest.fixture(scope="session")
def stripe_stand_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """The real stand-in for Stripe, in a process of its own that lives as long as the test run."""
    letterbox = Letterbox()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            delivery = Delivery(json.loads(raw), raw, self.headers["Stripe-Signature"])
            self.send_response(200 if letterbox.put(delivery) else 500)
            self.end_headers()

        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        secret = "whsec_local-only"
        with stand_in(
            port=free_port(),
            webhook=f"http://127.0.0.1:{server.server_port}",
            secret=secret,
            directory=tmp_path_factory.mktemp("stripe"),
        ) as url:
            yield StandIn(url, secret, letterbox)
        server.shutdown()
