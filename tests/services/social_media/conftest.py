"""A MongoDB database with this service's collections, its HTTP features, people, and real servers.

The servers are gunicorn's, with gevent workers, and the clients speak WebSocket byte by byte: what
these tests are about is what happens on the wire.
"""

import base64
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import orjson
import psutil
import pytest
import urllib3
from flask.testing import FlaskClient
from pymongo.database import Database

from deploy.local.ports import free_port
from services.social_media import indexes, mongo
from services.social_media.app import BLUEPRINTS
from services.social_media.cases.models import Keepers
from services.social_media.chat.socket_models import SERVER_FRAMES
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

ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_tests"
CLIENT_ID = "the-web-app"


@pytest.fixture(scope="session")
def db(mongo_url: str) -> Iterator[Database[Any]]:
    """One database for all; tests make their own people."""
    name = f"tests_{uuid.uuid4().hex[:8]}"
    db = mongo.connect(mongo_url, name)
    indexes.apply(db)
    yield db
    db.client.drop_database(name)
    db.client.close()


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


class Closed(Exception):
    """The server closed the socket; 1006 when it did so without a word."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Client:
    """A WebSocket client that also does what no client should."""

    def __init__(self, port: int, *, receive_buffer: int | None = None, **headers: str) -> None:
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(10)
        self.socket.connect(("127.0.0.1", port))
        self.local_port = self.socket.getsockname()[1]
        self._buffer = b""
        fields = {
            "Host": f"127.0.0.1:{port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        request = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
        self.socket.sendall(f"GET /ws HTTP/1.1\r\n{request}\r\n".encode())
        while b"\r\n\r\n" not in self._buffer:
            self._read_more()
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        self.head = head.decode()
        self.status = int(self.head.split()[1])

    def send(self, type_: str, **fields: Any) -> None:
        self.send_frame(json.dumps({"type": type_, **fields}, default=str).encode())

    def send_frame(self, payload: bytes, first: int = 0x81, *, masked: bool = True) -> None:
        self.socket.sendall(wire(payload, first, masked=masked))

    def frame(self, timeout: float = 10) -> tuple[int, bytes]:
        """The next frame: its first byte and its payload."""
        self.socket.settimeout(timeout)
        first, second = self._take(2)
        assert second < 128, "a server does not mask"
        length = second
        if second == 126:
            (length,) = struct.unpack(">H", self._take(2))
        elif second == 127:
            (length,) = struct.unpack(">Q", self._take(8))
        return first, self._take(length)

    def receive(self, timeout: float = 10) -> dict[str, Any]:
        """The next message; pings are answered. Raises Closed."""
        while True:
            first, payload = self.frame(timeout)
            if first == 0x89:
                self.send_frame(payload, 0x8A)
            elif first == 0x88:
                with suppress(OSError):
                    self.send_frame(payload, 0x88)
                raise Closed(struct.unpack(">H", payload[:2])[0])
            else:
                assert first == 0x81, hex(first)
                document: dict[str, Any] = json.loads(payload)
                _check_shape(document)
                return document

    def until(self, type_: str, timeout: float = 10) -> dict[str, Any]:
        """The next message of that type; others are passed over."""
        while True:
            document = self.receive(timeout)
            if document["type"] == type_:
                return document

    def close_code(self, timeout: float = 10) -> int:
        """Read to the end; the code the server closed with."""
        try:
            while True:
                self.receive(timeout)
        except Closed as closed:
            return closed.code

    def close(self) -> None:
        self.socket.close()

    def _take(self, size: int) -> bytes:
        while len(self._buffer) < size:
            self._read_more()
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken

    def _read_more(self) -> None:
        try:
            data = self.socket.recv(65_536)
        except ConnectionError:
            data = b""
        if not data:
            raise Closed(1006)
        self._buffer += data


def _check_shape(document: dict[str, Any]) -> None:
    """Every frame the server sends has the shape the protocol's documentation gives it."""
    fields = dict(document)
    SERVER_FRAMES[fields.pop("type")].model_validate_json(json.dumps(fields))


def wire(payload: bytes, first: int = 0x81, *, masked: bool = True) -> bytes:
    """A frame as a client sends it."""
    key = os.urandom(4) if masked else b""
    flag, length = (0x80 if masked else 0), len(payload)
    if length < 126:
        head = bytes((first, flag | length))
    elif length < 65_536:
        head = bytes((first, flag | 126)) + struct.pack(">H", length)
    else:
        head = bytes((first, flag | 127)) + struct.pack(">Q", length)
    if masked:
        mask = (key * (length // 4 + 1))[:length]
        payload = (int.from_bytes(payload) ^ int.from_bytes(mask)).to_bytes(length)
    return head + key + payload


@pytest.fixture(scope="session", name="wire")
def wire_fixture() -> Callable[..., bytes]:
    return wire


@pytest.fixture(scope="session")
def closed() -> type[Closed]:
    return Closed


@dataclass
class Server:
    """gunicorn with workers of its own."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    clients: list[Client] = field(default_factory=list)

    def connect(self, **options: Any) -> Client:
        client = Client(self.port, **options)
        self.clients.append(client)
        return client

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()

    def worker_of(self, client: Client) -> int:
        """The process that has the other end of a client's connection."""
        for worker in self.workers():
            for connection in worker.net_connections("tcp"):
                if connection.raddr and connection.raddr.port == client.local_port:
                    return worker.pid
        raise AssertionError("nobody has this connection")

    def connect_to(self, pid: int) -> Client:
        """A client of that worker."""
        for _ in range(200):
            client = self.connect()
            if self.worker_of(client) == pid:
                return client
            client.close()
        raise AssertionError(f"worker {pid} takes no connection")

    def wait_until_ready(self, workers: int) -> None:
        """Until so many workers, those that died included, have begun to serve."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            if self.log.read_text().count("ready to serve") >= workers:
                return
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())

    def stop(self) -> int:
        """Stop as a deployment does; return the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)


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
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


StartServer = Callable[..., Any]


@pytest.fixture(scope="session")
def start_server(
    mongo_url: str, db: Database[Any], jwks_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StartServer]:
    """Start the service, or another app, with gunicorn; settings are given by name."""
    root = Path(__file__).parents[3]

    def start(
        app: str = "services.social_media.wsgi:app", *, workers: int = 2, **settings: object
    ) -> Server:
        directory = tmp_path_factory.mktemp("server")
        port = free_port()
        environment = {
            **os.environ,
            "MODE": "local",
            "BIND": f"127.0.0.1:{port}",
            "WORKERS": str(workers),
            "MONGO_URL": mongo_url,
            "MONGO_DATABASE": db.name,
            "MESH_DIRECTORY": str(directory / "mesh"),
            "TOKEN_ISSUER": ISSUER,
            "TOKEN_JWKS_URL": jwks_url,
            "TOKEN_CLIENT_IDS": f'["{CLIENT_ID}"]',
            "ALLOWED_ORIGINS": '["http://localhost:8080"]',
            "DRAIN_SPREAD_S": "0.2",
            **{name: str(value) for name, value in settings.items()},
        }
        log = directory / "log"
        command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.py", app]
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, cwd=root, env=environment, stdout=output, stderr=subprocess.STDOUT
            )
        server = Server(process, port, log)
        stack.callback(_end, server)
        server.wait_until_ready(workers)
        return server

    with ExitStack() as stack:
        yield start


def _end(server: Server) -> None:
    for client in server.clients:
        client.close()
    if server.process.poll() is None:
        server.process.terminate()
        try:
            server.process.wait(20)
        except subprocess.TimeoutExpired:
            server.process.kill()
            server.process.wait()


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
