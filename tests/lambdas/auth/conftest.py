"""The auth function with a real PostgreSQL and an in-process Cognito and SES, called by events."""

import base64
import gzip
import io
import json
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses import ses_backends

from lambdas.auth import digests, handler
from lambdas.auth.resources import Resources, resources
from tests.lambdas.auth.hosted_ui import HostedUi, Outsider, make_outsider

PASSWORD = "correct horse battery"
ORIGIN = "https://unlit.example"
RETURN_URL = f"{ORIGIN}/federated"
THERE = "203.0.113.8"
"""Where those come from who come by another provider; tries are counted by place."""


class KeyServer(BaseHTTPRequestHandler):
    """Serves the public keys of the emulated user pools."""

    def do_GET(self) -> None:
        packed = files("moto.cognitoidp") / "resources" / "jwks-public.json.gz"
        body = gzip.decompress(packed.read_bytes())
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture(scope="session")
def jwks_url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), KeyServer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/jwks.json"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def aws() -> Iterator[Any]:
    with mock_aws():
        yield boto3.client("cognito-idp", region_name="us-east-1")


@dataclass(frozen=True)
class Pool:
    client: Any
    pool_id: str
    client_id: str

    def users(self, email: str) -> list[dict[str, Any]]:
        found = self.client.list_users(UserPoolId=self.pool_id)["Users"]
        return [user for user in found if {"Name": "email", "Value": email} in user["Attributes"]]

    def status(self, email: str) -> str | None:
        return next((user["UserStatus"] for user in self.users(email)), None)


@pytest.fixture(scope="module")
def pool(aws: Any) -> Pool:
    """A user pool like the platform's."""
    created = aws.create_user_pool(
        PoolName="unlit",
        UsernameAttributes=["email"],
        UsernameConfiguration={"CaseSensitive": False},
        Policies={
            "PasswordPolicy": {
                "MinimumLength": 10,
                "RequireUppercase": False,
                "RequireLowercase": False,
                "RequireNumbers": False,
                "RequireSymbols": False,
            }
        },
    )["UserPool"]
    client = aws.create_user_pool_client(
        UserPoolId=created["Id"],
        ClientName="web",
        ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    )["UserPoolClient"]
    boto3.client("ses", region_name="us-east-1").verify_email_identity(
        EmailAddress="no-reply@unlit.example"
    )
    return Pool(aws, created["Id"], client["ClientId"])


@pytest.fixture(scope="session")
def _serving_hosted_ui() -> Iterator[HostedUi]:
    with HostedUi() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def hosted_ui(_serving_hosted_ui: HostedUi) -> Iterator[HostedUi]:
    yield _serving_hosted_ui
    _serving_hosted_ui.answer = None


@pytest.fixture
def outsider(pool: Pool, auth: Resources, email: str) -> Outsider:
    """Somebody who comes by another provider, and of whom we know nothing yet."""
    return make_outsider(pool.client, pool.pool_id, pool.client_id, email)


@pytest.fixture
def come_back(post: Callable[..., "Reply"], hosted_ui: HostedUi) -> Callable[..., "Reply"]:
    """Leave for the provider, sign in there as somebody, and come back."""

    def go(outsider: Outsider, **claims: Any) -> Reply:
        left = post("/auth/federated/start", ip=THERE)
        url = left.json["authorize_url"]
        body = {"state": url.partition("&state=")[2].partition("&")[0]}
        body["code"] = hosted_ui.issue(url, outsider, **claims)
        return post("/auth/federated/callback", body, Cookie=left.cookie or "", ip=THERE)

    return go


@pytest.fixture(scope="module")
def auth(
    pool: Pool, postgres_dsn: str, jwks_url: str, _serving_hosted_ui: HostedUi
) -> Iterator[Resources]:
    """The function's resources, built from its environment as in production."""
    environment = {
        "MODE": "local",
        "USER_POOL_ID": pool.pool_id,
        "USER_POOL_CLIENT_ID": pool.client_id,
        "POSTGRES_DSN": postgres_dsn,
        "PUBLIC_ORIGINS": json.dumps([ORIGIN]),
        "PEPPER": "pepper for the tests only, and long",
        "MAIL_FROM": "no-reply@unlit.example",
        "FEDERATION_URL": _serving_hosted_ui.url,
        "FEDERATION_PROVIDER": "Google",
        "FEDERATION_RETURN_URL": RETURN_URL,
        "TOKEN_ISSUER": f"https://cognito-idp.us-east-1.amazonaws.com/{pool.pool_id}",
        "TOKEN_JWKS_URL": jwks_url,
        "TOKEN_CLIENT_IDS": json.dumps([pool.client_id]),
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(digests, "COST", 2)  # one test looks at the time, with the real cost
        resources.cache_clear()
        built = resources()
        # The emulator knows neither of these.
        for operation in ("ResendConfirmationCode", "RevokeToken"):
            built.user_pool._client.meta.events.register_last(
                f"before-call.cognito-identity-provider.{operation}",
                lambda **_: (SimpleNamespace(status_code=200), {}),
            )
        yield built
    built.database.close()
    resources.cache_clear()


@dataclass
class Calls:
    """The calls of one kind that were about to reach Cognito."""

    parameters: list[dict[str, Any]] = field(default_factory=list)


@pytest.fixture
def cognito(auth: Resources) -> Iterator[Callable[..., Calls]]:
    """Have AWS answer an operation with a document, an error code, or a broken connection.

    Without an answer the emulator gives one, and the calls are only counted.
    """
    clients = {
        "cognito-identity-provider": auth.user_pool._client,
        "ses": auth.mailbox._client,
    }
    registered = []

    def answer(
        operation: str,
        reply: dict[str, Any] | str | Exception | None = None,
        service: str = "cognito-identity-provider",
    ) -> Calls:
        calls = Calls()

        def respond(params: dict[str, Any], **_: Any) -> Any:
            body = params["body"]
            calls.parameters.append(body if isinstance(body, dict) else json.loads(body))
            if isinstance(reply, Exception):
                raise reply
            if isinstance(reply, str):
                error = {"Code": reply, "Message": "about somebody@people.example"}
                return SimpleNamespace(status_code=400), {"Error": error, "ResponseMetadata": {}}
            return None if reply is None else (SimpleNamespace(status_code=200), reply)

        hooks = clients[service].meta.events
        event = f"before-call.{service}.{operation}"
        hooks.register_first(event, respond)
        registered.append((hooks, event, respond))
        return calls

    yield answer
    for hooks, event, respond in registered:
        hooks.unregister(event, respond)


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, list[str]]
    text: str

    @property
    def json(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.text)
        return document

    @property
    def code(self) -> tuple[int, str]:
        return self.status, self.json["code"]

    @property
    def cookie(self) -> str | None:
        """What a browser would now send back."""
        for header in self.headers.get("Set-Cookie", []):
            return header.partition(";")[0]
        return None

    def shown(self) -> tuple[int, dict[str, Any], set[str]]:
        """Everything a stranger can compare, but for what differs between any two requests."""
        document = {**self.json, "request_id": None} if self.text else {}
        return self.status, document, set(self.headers)


@pytest.fixture
def post(auth: Resources) -> Callable[..., Reply]:
    """Send a request through API Gateway's eyes."""

    def send(
        path: str,
        body: Any = None,
        *,
        raw: str | bytes | None = None,
        method: str = "POST",
        ip: str = "203.0.113.7",
        **headers: str,
    ) -> Reply:
        sent = {"Content-Type": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        text = json.dumps({} if body is None else body) if raw is None else raw
        event = {
            "resource": "/{proxy+}",
            "httpMethod": method,
            "path": f"/api/v1{path}",
            "headers": sent,
            "multiValueHeaders": {name: [value] for name, value in sent.items()},
            "queryStringParameters": None,
            "multiValueQueryStringParameters": None,
            "requestContext": {
                "requestId": str(uuid.uuid4()),
                "identity": {"sourceIp": ip},
                "stage": "v1",
            },
            "body": base64.b64encode(text).decode() if isinstance(text, bytes) else text,
            "isBase64Encoded": isinstance(text, bytes),
        }
        result = handler.on_request(event, SimpleNamespace())  # type: ignore[arg-type]
        return Reply(result["statusCode"], result["multiValueHeaders"], result["body"])

    return send


@pytest.fixture
def email() -> str:
    return f"{uuid.uuid4().hex}@people.example"


@pytest.fixture
def make_form(email: str) -> Callable[..., dict[str, Any]]:
    """A registration that is fine; keyword arguments change it."""

    def make(**changes: Any) -> dict[str, Any]:
        return {
            "email": email,
            "password": PASSWORD,
            "display_name": "Mai",
            "birth_date": "1990-05-17",
            "time_zone": "Asia/Ho_Chi_Minh",
            "country": "VN",
            "locale": "vi",
            "consents": {"terms": True, "health_data": True, "coach_sharing": False},
            **changes,
        }

    return make


@dataclass(frozen=True)
class Member:
    user_id: uuid.UUID
    email: str
    password: str = PASSWORD

    @property
    def credentials(self) -> dict[str, str]:
        return {"email": self.email, "password": self.password}


@pytest.fixture
def register(
    post: Callable[..., Reply], make_form: Callable[..., dict[str, Any]], database: Any
) -> Callable[..., Member]:
    """Register somebody who has not confirmed their address."""

    def make(**changes: Any) -> Member:
        form = make_form(**{"email": f"{uuid.uuid4().hex}@people.example", **changes})
        assert post("/auth/register", form).status == 202
        (user_id,) = database.execute(
            "SELECT user_id FROM account.accounts WHERE email = %s", [form["email"].lower()]
        ).fetchone()
        return Member(user_id, form["email"].lower(), form["password"])

    return make


@pytest.fixture
def join(post: Callable[..., Reply], register: Callable[..., Member]) -> Callable[..., Member]:
    """Register somebody and confirm their address."""

    def make(**changes: Any) -> Member:
        member = register(**changes)
        assert post("/auth/confirm", {"email": member.email, "code": "123456"}).status == 204
        return member

    return make


@pytest.fixture
def member(join: Callable[..., Member]) -> Member:
    return join()


@pytest.fixture
def log_in(post: Callable[..., Reply]) -> Callable[..., Reply]:
    def log_in(member: Member, **changes: Any) -> Reply:
        reply = post("/auth/login", {**member.credentials, **changes})
        assert reply.status == 200, reply.text
        return reply

    return log_in


@pytest.fixture
def events(database: Any) -> Callable[[uuid.UUID], list[str]]:
    """The types of the events that wait to be announced about a person."""

    def of(user_id: uuid.UUID) -> list[str]:
        rows = database.execute(
            "SELECT type FROM messaging.outbox WHERE payload->>'user_id' = %s ORDER BY event_id",
            [str(user_id)],
        )
        return [kind for (kind,) in rows]

    return of


@pytest.fixture
def audit(database: Any) -> Callable[[uuid.UUID], list[tuple[str, str]]]:
    """The audit trail of a person: actions and outcomes."""

    def of(user_id: uuid.UUID) -> list[tuple[str, str]]:
        rows = database.execute(
            "SELECT action, outcome FROM account.audit_log WHERE subject_id = %s ORDER BY audit_id",
            [user_id],
        )
        return list(rows)

    return of


@pytest.fixture
def sent_mails(auth: Resources) -> Callable[[str], list[Any]]:
    def to(address: str) -> list[Any]:
        messages = ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages
        return [mail for mail in messages if address in mail.destinations["ToAddresses"]]

    return to


@pytest.fixture
def logged(auth: Resources) -> Iterator[Callable[[], str]]:
    """Everything the function has logged during the test."""
    handler_of_logs = auth.logger.registered_handler
    before = handler_of_logs.setStream(io.StringIO())
    yield handler_of_logs.stream.getvalue
    handler_of_logs.setStream(before)
