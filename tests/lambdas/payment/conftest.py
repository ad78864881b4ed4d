"""The payment function with a real PostgreSQL and the stand-in for Stripe, called by events."""

import base64
import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
import stripe

from deploy.local.stripe.events import signature
from lambdas.payment import handler
from lambdas.payment.resources import Resources, resources

GOOD_CARD = "4242424242424242"
DISPUTED_CARD = "4000000000000259"


@pytest.fixture
def environment(
    postgres_dsn: str, jwks_url: str, stripe_stand_in: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[pytest.MonkeyPatch]:
    """The function's environment; the function is built from it when it is first called."""
    for name, value in {
        "MODE": "local",
        "POSTGRES_DSN": postgres_dsn,
        "STRIPE_URL": stripe_stand_in.url,
        "STRIPE_API_KEY": "sk_test_local-only",
        "STRIPE_WEBHOOK_SECRET": stripe_stand_in.secret,
        "WEB_URL": "https://unlit.example",
        "TOKEN_ISSUER": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_tests",
        "TOKEN_JWKS_URL": jwks_url,
        "TOKEN_CLIENT_IDS": json.dumps(["the-web-app"]),
    }.items():
        monkeypatch.setenv(name, value)
    resources.cache_clear()
    yield monkeypatch
    if resources.cache_info().currsize:
        resources().database.close()
    resources.cache_clear()


@pytest.fixture
def payment(environment: pytest.MonkeyPatch) -> Resources:
    return resources()


@dataclass(frozen=True)
class Reply:
    status: int
    text: str

    @property
    def json(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.text)
        return document

    @property
    def code(self) -> tuple[int, str]:
        return self.status, self.json["code"]


@pytest.fixture
def call(environment: pytest.MonkeyPatch) -> Callable[..., Reply]:
    """Send a request through API Gateway's eyes; bytes travel as base64."""

    def send(method: str, path: str, body: Any = None, **headers: str) -> Reply:
        sent = {"Content-Type": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        raw = isinstance(body, bytes)
        text = base64.b64encode(body).decode() if raw else json.dumps(body) if body else None
        event = {
            "resource": "/{proxy+}",
            "httpMethod": method,
            "path": f"/api/v1{path}",
            "headers": sent,
            "multiValueHeaders": {name: [value] for name, value in sent.items()},
            "queryStringParameters": None,
            "multiValueQueryStringParameters": None,
            "requestContext": {"requestId": "r", "identity": {"sourceIp": "203.0.113.7"}},
            "body": text,
            "isBase64Encoded": raw,
        }
        result = handler.on_request(event, SimpleNamespace())
        return Reply(result["statusCode"], result["body"])

    return send


@dataclass(frozen=True)
class Member:
    user_id: uuid.UUID
    headers: dict[str, str]


@pytest.fixture
def make_member(database: Any, as_user: Callable[..., dict[str, str]]) -> Callable[[], Member]:
    def make() -> Member:
        user_id = uuid.uuid4()
        database.execute(
            "INSERT INTO account.accounts"
            "       (user_id, email, display_name, birth_date, locale, status)"
            " VALUES (%s, %s, 'Mai', '1990-05-17', 'vi', 'active')",
            [user_id, f"{user_id}@people.example"],
        )
        return Member(user_id, as_user(user_id))

    return make


@pytest.fixture
def member(make_member: Callable[[], Member]) -> Member:
    return make_member()


@pytest.fixture
def client(stripe_stand_in: Any) -> stripe.StripeClient:
    """Stripe's own SDK, for what an operator does in the dashboard."""
    return stripe.StripeClient(
        "sk_test_local-only", base_addresses={"api": stripe_stand_in.url}, max_network_retries=0
    )


@pytest.fixture
def checkout(call: Callable[..., Reply], member: Member) -> Callable[..., Reply]:
    """Ask for the Checkout page."""

    def ask(key: str | None = None, *, who: Member = member, **changes: Any) -> Reply:
        body = {"plan_id": "coaching_monthly", "currency": "USD", **changes}
        key = str(uuid.uuid4()) if key is None else key
        return call("POST", "/billing/checkout", body, Idempotency_Key=key, **who.headers)

    return ask


@pytest.fixture
def customer_of(database: Any) -> Callable[[Member], str]:
    def find(member: Member) -> str:
        (customer_id,) = database.execute(
            "SELECT customer_id FROM billing.customers WHERE user_id = %s", [member.user_id]
        ).fetchone()
        return str(customer_id)

    return find


@pytest.fixture
def pay(
    checkout: Callable[..., Reply], member: Member, customer_of: Callable[[Member], str]
) -> Callable[..., str]:
    """Buy on the Checkout page, with nobody telling us; gives the customer's id."""

    def buy(card: str = GOOD_CARD, *, who: Member = member, **changes: Any) -> str:
        reply = checkout(who=who, **changes)
        assert reply.status == 201, reply.text
        assert httpx.post(reply.json["url"], data={"card": card}).status_code == 303
        return customer_of(who)

    return buy


@pytest.fixture
def deliver(call: Callable[..., Reply]) -> Callable[[Any], Reply]:
    """Hand a webhook to the function as the gateway does, bytes and all."""

    def deliver(delivery: Any) -> Reply:
        signed = {"Stripe_Signature": delivery.signature}
        return call("POST", "/webhooks/stripe", delivery.raw, **signed)

    return deliver


@pytest.fixture
def webhooks(stripe_stand_in: Any) -> Callable[..., list[Any]]:
    """What the stand-in sent about a customer, as soon as each of these kinds is there."""
    find: Callable[..., list[Any]] = stripe_stand_in.letterbox.wait_for
    return find


@pytest.fixture
def webhook(webhooks: Callable[..., list[Any]]) -> Callable[[str, str], Any]:
    """The first webhook of a kind about a customer."""

    def find(customer_id: str, kind: str) -> Any:
        return next(sent for sent in webhooks(customer_id, kind) if sent.event["type"] == kind)

    return find


@pytest.fixture
def subscribe(
    pay: Callable[..., str], webhooks: Callable[..., list[Any]], deliver: Callable[[Any], Reply]
) -> Callable[..., str]:
    """Buy a subscription, and have the webhooks about it arrive."""

    def subscribe(card: str = GOOD_CARD, **changes: Any) -> str:
        customer_id = pay(card, **changes)
        for delivery in webhooks(customer_id, "checkout.session.completed", "invoice.paid"):
            assert deliver(delivery).status == 204
        return customer_id

    return subscribe


@pytest.fixture
def billing(call: Callable[..., Reply], member: Member) -> Callable[..., dict[str, Any]]:
    """What somebody sees of their membership."""

    def look(who: Member = member) -> dict[str, Any]:
        reply = call("GET", "/billing/subscription", **who.headers)
        assert reply.status == 200, reply.text
        return reply.json

    return look


@pytest.fixture
def announced(database: Any) -> Callable[[Member], list[dict[str, Any]]]:
    """The memberships announced about somebody, in order."""

    def of(member: Member) -> list[dict[str, Any]]:
        rows = database.execute(
            "SELECT payload FROM messaging.outbox"
            " WHERE type = 'membership.changed.v1' AND payload->>'user_id' = %s"
            " ORDER BY event_id",
            [str(member.user_id)],
        )
        return [payload for (payload,) in rows]

    return of


@pytest.fixture
def signed(stripe_stand_in: Any) -> Callable[..., Any]:
    """A webhook of our own making, signed as Stripe would."""

    def make(kind: str, subject: Any, **changes: Any) -> Any:
        now = int(datetime.now(UTC).timestamp())
        event = {
            "id": f"evt_{uuid.uuid4().hex}",
            "object": "event",
            "type": kind,
            "created": now,
            "livemode": False,
            "data": {"object": subject},
            **changes,
        }
        raw = json.dumps(event).encode()
        return SimpleNamespace(
            event=event, raw=raw, signature=signature(stripe_stand_in.secret, raw, now)
        )

    return make
