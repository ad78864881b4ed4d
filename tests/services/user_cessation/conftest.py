"""The service against real PostgreSQL, a key server, and people who exist only for one test."""

import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from services.user_cessation.app import create_app
from services.user_cessation.consumer import REACTIONS, reacting
from services.user_cessation.settings import CessationSettings
from shared.messaging.queue import Handle
from shared.models.ids import uuid7
from shared.postgres.pool import open_pool

ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_tests"
PREFIX = "/api/v1"

Row = dict[str, Any]


@pytest.fixture(scope="session")
def settings(postgres_dsn: str, jwks_url: str) -> CessationSettings:
    return CessationSettings(
        mode="local",
        postgres_dsn=postgres_dsn,
        postgres_pool_size=12,
        staff_second_factor=False,
        token_issuer=ISSUER,
        token_jwks_url=jwks_url,
        token_client_ids=frozenset({"the-web-app"}),
    )


@pytest.fixture(scope="session")
def react(postgres_dsn: str) -> Iterator[Handle]:
    """What the consumer does with an event."""
    with open_pool(postgres_dsn, application="tests", size=2) as pool:
        yield reacting(pool, REACTIONS, {})


@pytest.fixture(scope="session")
def app(settings: CessationSettings) -> Iterator[Flask]:
    app = create_app(settings)
    yield app
    for close in app.extensions["close"]:
        close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def api(app: Flask, as_user: Callable[..., dict[str, str]]) -> Callable[..., Any]:
    """Call the API as a person (or as nobody): `api(member, "GET", "/profile")`."""

    def call(
        person: uuid.UUID | None, method: str, path: str, json: Any = None, **headers: str
    ) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        signed = as_user(person) if person else {}
        return app.test_client().open(
            PREFIX + path, method=method, json=json, headers={**signed, **named}
        )

    return call


@pytest.fixture
def make_person(database: psycopg.Connection[Any]) -> Callable[..., uuid.UUID]:
    """Insert a person with a confirmed account; keyword arguments change its columns."""

    def make(**changes: Any) -> uuid.UUID:
        user_id = uuid.uuid4()
        columns = {
            "user_id": user_id,
            "email": f"{user_id}@example.org",
            "display_name": "Mai",
            "birth_date": "1990-01-01",
            "locale": "en",
            "role": "member",
            "status": "active",
            "confirmed_at": datetime.now(UTC),
            **changes,
        }
        _insert(database, "account.accounts", columns)
        return user_id

    return make


@pytest.fixture
def make_member(
    database: psycopg.Connection[Any], make_person: Callable[..., uuid.UUID]
) -> Callable[..., uuid.UUID]:
    """Insert a member with a profile: in UTC, sharing progress with a coach they may have.

    `quit_at` gives them an open attempt, `units_per_day` a tobacco profile, `price` (minor units)
    what a pack of 20 costs, `coach` somebody who coaches them.
    """

    def make(
        *,
        time_zone: str = "UTC",
        shares: bool | None = True,
        quit_at: datetime | None = None,
        units_per_day: str | None = None,
        price: int | None = None,
        coach: uuid.UUID | None = None,
        **changes: Any,
    ) -> uuid.UUID:
        member = make_person(**changes)
        _insert(
            database,
            "cessation.profiles",
            {"user_id": member, "time_zone": time_zone, "country": "ES"},
        )
        if shares is not None:
            _consent(database, member, shares)
        if quit_at:
            _insert(
                database,
                "cessation.quit_attempts",
                {
                    "attempt_id": uuid7(),
                    "user_id": member,
                    "quit_at": quit_at,
                    "created_at": datetime.now(UTC) - timedelta(minutes=1),
                },
            )
        if units_per_day:
            _insert(
                database,
                "cessation.tobacco_profiles",
                {
                    "user_id": member,
                    "product": "cigarette",
                    "units_per_day": units_per_day,
                    "pack_size": 20,
                },
            )
        if price is not None:
            _insert(
                database,
                "cessation.pack_prices",
                {
                    "user_id": member,
                    "effective_from": datetime(1900, 1, 1, tzinfo=UTC),
                    "amount_minor": price,
                    "currency": "EUR",
                },
            )
        if coach:
            _insert(
                database,
                "coaching.assignments",
                {"assignment_id": uuid7(), "member_id": member, "coach_id": coach},
            )
        return member

    return make


@pytest.fixture
def make_coach(
    database: psycopg.Connection[Any], make_member: Callable[..., uuid.UUID]
) -> Callable[..., uuid.UUID]:
    """Insert a coach; `capacity` is how many members they take."""

    def make(*, capacity: int = 20, **changes: Any) -> uuid.UUID:
        coach = make_member(role="coach", **changes)
        _insert(
            database,
            "coaching.coaches",
            {"user_id": coach, "headline": "I quit too", "capacity": capacity},
        )
        return coach

    return make


@pytest.fixture
def make_available(database: psycopg.Connection[Any]) -> Callable[..., None]:
    """Let a coach be met at any hour; keyword arguments change the columns."""

    def make(coach: uuid.UUID, **changes: Any) -> None:
        all_day = [{"starts": "00:00", "ends": "24:00"}]
        hours = {
            "coach_id": coach,
            "weekly": [{"weekday": day, "windows": all_day} for day in range(1, 8)],
            "overrides": [],
            "session_minutes": 30,
            "increment_minutes": 30,
            "buffer_before_minutes": 0,
            "buffer_after_minutes": 0,
            "notice_minutes": 0,
            "horizon_days": 60,
            **changes,
        }
        _insert(
            database,
            "coaching.availability",
            {
                name: json.dumps(value) if isinstance(value, list) else value
                for name, value in hours.items()
            },
        )

    return make


@pytest.fixture
def give_plan(database: psycopg.Connection[Any]) -> Callable[[uuid.UUID], None]:
    """Let a member have bought the plan that includes meetings with a coach."""
    return lambda member: _insert(
        database,
        "billing.subscriptions",
        {
            "subscription_id": f"sub_{member}",
            "user_id": member,
            "price_key": "coaching_monthly_usd_1",
            "status": "active",
            "current_period_end": datetime.now(UTC) + timedelta(days=20),
            "cancel_at_period_end": False,
            "valid_until": datetime.now(UTC) + timedelta(days=20),
        },
    )


@pytest.fixture
def make_appointment(database: psycopg.Connection[Any]) -> Callable[..., uuid.UUID]:
    """Insert a meeting that was confirmed, tomorrow; keyword arguments change its columns."""

    def make(member: uuid.UUID, coach: uuid.UUID, **changes: Any) -> uuid.UUID:
        now = datetime.now(UTC)
        starts_at = changes.pop("starts_at", now + timedelta(days=1))
        columns = {
            "appointment_id": uuid7(),
            "member_id": member,
            "coach_id": coach,
            "client_id": uuid.uuid4(),
            "kind": "pre_quit",
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(minutes=30),
            "status": "confirmed",
            "is_free": True,
            "changed_by": coach,
            "changed_at": now,
            "created_at": now,
            **changes,
        }
        _insert(database, "coaching.appointments", columns)
        if columns["status"] in {"requested", "confirmed", "in_progress"}:
            for person in (coach, member):
                database.execute(
                    """
                    INSERT INTO coaching.commitments (person_id, as_coach, during, appointment_id)
                    VALUES (%s, %s, tstzrange(%s, %s), %s)
                    """,
                    (
                        person,
                        person == coach,
                        starts_at,
                        columns["ends_at"],
                        columns["appointment_id"],
                    ),
                )
        return columns["appointment_id"]

    return make


@pytest.fixture
def make_admin(
    database: psycopg.Connection[Any], make_member: Callable[..., uuid.UUID]
) -> Iterator[Callable[..., uuid.UUID]]:
    """Insert an administrator, who is one only as long as the test runs."""
    made = []

    def make(**changes: Any) -> uuid.UUID:
        admin = make_member(role="admin", **changes)
        made.append(admin)
        return admin

    yield make
    database.execute("UPDATE account.accounts SET role = 'member' WHERE user_id = ANY(%s)", (made,))


@pytest.fixture
def make_photo(database: psycopg.Connection[Any]) -> Callable[..., uuid.UUID]:
    """Insert a reason's picture that is ready; keyword arguments change its columns."""

    def make(person: uuid.UUID, **changes: Any) -> uuid.UUID:
        upload_id = uuid7()
        columns = {
            "upload_id": upload_id,
            "user_id": person,
            "purpose": "reason_photo",
            "content_type": "image/webp",
            "state": "ready",
            "etag": "e",
            "bytes": 9,
            "width": 640,
            "height": 480,
            "blurhash": "LEHV6nWB2yk8",
            "created_at": datetime.now(UTC),
            "settled_at": datetime.now(UTC),
            **changes,
        }
        _insert(database, "media.uploads", columns)
        return upload_id

    return make


@pytest.fixture
def make_article(database: psycopg.Connection[Any]) -> Callable[..., Any]:
    """Insert an article by somebody, in whatever state."""

    def make(author: uuid.UUID, state: str) -> Any:
        made = SimpleNamespace(article_id=uuid7(), slug=f"article-{uuid.uuid4()}")
        words = Jsonb({"en": "A walk", "vi": "Đi dạo"})
        now = datetime.now(UTC)
        _insert(
            database,
            "content.articles",
            {
                "article_id": made.article_id,
                "slug": made.slug,
                "state": state,
                "title": words,
                "body": words,
                "sources": Jsonb([{"title": "WHO", "url": "https://www.who.int/"}]),
                "review_by": now.date() + timedelta(days=365),
                "author_id": author,
                "created_at": now,
                "updated_at": now,
                "published_at": now if state == "published" else None,
            },
        )
        return made

    return make


@pytest.fixture
def set_consent(database: psycopg.Connection[Any]) -> Callable[[uuid.UUID, bool], None]:
    """Record that a member shares progress with their coach, or no longer does."""
    return lambda member, granted: _consent(database, member, granted)


@pytest.fixture
def rows(database: psycopg.Connection[Any]) -> Callable[..., list[Row]]:
    """Rows of a table, narrowed by columns: `rows("cessation.slips", user_id=member)`."""

    def look(table: str, **columns: Any) -> list[Row]:
        condition = " AND ".join(f"{name} = %({name})s" for name in columns) or "true"
        with database.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(f"SELECT * FROM {table} WHERE {condition}", columns).fetchall()

    return look


@pytest.fixture
def events_about(database: psycopg.Connection[Any]) -> Callable[[uuid.UUID], list[Row]]:
    """What was announced about a person, oldest first."""

    def look(person: uuid.UUID) -> list[Row]:
        return [
            payload
            for (payload,) in database.execute(
                """
                SELECT payload
                  FROM messaging.outbox
                 WHERE %(person)s IN (payload->>'user_id', payload->>'member_id')
                 ORDER BY event_id
                """,
                {"person": str(person)},
            )
        ]

    return look


@pytest.fixture
def until_waiting(database: psycopg.Connection[Any]) -> Callable[[int], None]:
    """Wait until that many of the service's connections wait for a lock."""

    def wait(count: int) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            [(waiting,)] = database.execute(
                """
                SELECT count(*)
                  FROM pg_stat_activity
                 WHERE application_name = 'user-cessation'
                   AND datname = current_database()
                   AND wait_event_type = 'Lock'
                """
            ).fetchall()
            if waiting == count:
                return
            threading.Event().wait(0.01)
        pytest.fail(f"{count} connections never waited at once")

    return wait


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements this thread's requests send to PostgreSQL, as they are sent."""
    sent: list[str] = []
    execute = psycopg.Cursor.execute
    here = threading.get_ident()

    def listen(cursor: Any, query: Any, *args: Any, **options: Any) -> Any:
        if threading.get_ident() == here:
            sent.append(str(query))
        return execute(cursor, query, *args, **options)

    monkeypatch.setattr(psycopg.Cursor, "execute", listen)
    return sent


@pytest.fixture
def at_once() -> Callable[[list[Callable[[], Any]]], list[Any]]:
    """Run calls in threads that start together; return their results in order."""

    def run(calls: list[Callable[[], Any]]) -> list[Any]:
        barrier = threading.Barrier(len(calls))
        results: list[Any] = [None] * len(calls)

        def one(index: int, call: Callable[[], Any]) -> None:
            barrier.wait(10)
            results[index] = call()

        threads = [
            threading.Thread(target=one, args=(index, call)) for index, call in enumerate(calls)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        return results

    return run


def _insert(database: psycopg.Connection[Any], table: str, columns: Row) -> None:
    names = ", ".join(columns)
    values = ", ".join(f"%({name})s" for name in columns)
    database.execute(f"INSERT INTO {table} ({names}) VALUES ({values})", columns)


def _consent(database: psycopg.Connection[Any], member: uuid.UUID, granted: bool) -> None:
    _insert(
        database,
        "account.consents",
        {
            "user_id": member,
            "purpose": "coach_sharing",
            "granted": granted,
            "text_version": "1",
            "text_sha256": bytes(32),
            "locale": "en",
            "source": "tests",
        },
    )
