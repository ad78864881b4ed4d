"""The scheduled function with a real PostgreSQL, woken as EventBridge wakes it."""

import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from lambdas.scheduled import handler
from lambdas.scheduled.resources import Resources, resources
from shared.models.ids import uuid7


@pytest.fixture
def scheduled(postgres_dsn: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Resources]:
    monkeypatch.setenv("POSTGRES_DSN", postgres_dsn)
    resources.cache_clear()
    yield resources()
    resources().database.close()
    resources.cache_clear()


@pytest.fixture
def tick() -> Callable[[datetime], dict[str, Any]]:
    """What EventBridge sends for a time."""

    def make(time: datetime) -> dict[str, Any]:
        return {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": "000000000000",
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "region": "us-east-1",
            "resources": ["arn:aws:events:us-east-1:000000000000:rule/unlit-scheduled-minute"],
            "detail": {},
        }

    return make


@pytest.fixture
def worker() -> SimpleNamespace:
    """A worker with plenty of time left."""
    return SimpleNamespace(get_remaining_time_in_millis=lambda: 120_000)


@pytest.fixture
def on_minute(
    scheduled: Resources, tick: Callable[..., dict[str, Any]], worker: SimpleNamespace
) -> Callable[[datetime], dict[str, Any]]:
    return lambda time: handler.on_minute(tick(time), worker)


@pytest.fixture(autouse=True)
def _only_ours(database: Any) -> None:
    """The clock looks at everybody; these tests count."""
    database.execute("UPDATE schedule.reminders SET next_at = NULL")
    database.execute("DELETE FROM schedule.appointments")
    database.execute("DELETE FROM schedule.runs")
    database.execute("DELETE FROM messaging.outbox")


@pytest.fixture
def make_member(database: Any) -> Callable[..., uuid.UUID]:
    """A member somewhere who means to quit, or did, at a moment."""

    def make(
        quit_at: datetime | None = None, *, time_zone: str = "UTC", status: str = "active"
    ) -> uuid.UUID:
        user_id = uuid.uuid4()
        database.execute(
            "INSERT INTO account.accounts"
            "       (user_id, email, display_name, birth_date, locale, status)"
            " VALUES (%s, %s, 'Mai', '1990-05-17', 'vi', %s)",
            [user_id, f"{user_id}@people.example", status],
        )
        database.execute(
            "INSERT INTO cessation.profiles (user_id, time_zone, country) VALUES (%s, %s, 'VN')",
            [user_id, time_zone],
        )
        if quit_at:
            database.execute(
                "INSERT INTO cessation.quit_attempts (attempt_id, user_id, quit_at)"
                " VALUES (%s, %s, %s)",
                [uuid7(), user_id, quit_at],
            )
        return user_id

    return make


@pytest.fixture
def due_at(database: Any) -> Callable[..., None]:
    """Make a reminder due at a moment, as if it had been planned for then."""

    def change(member: uuid.UUID, kind: str, moment: datetime, code: str | None = None) -> None:
        database.execute(
            "UPDATE schedule.reminders SET next_at = NULL WHERE user_id = %s AND kind <> %s",
            [member, kind],
        )
        database.execute(
            "UPDATE schedule.reminders SET next_at = %s, code = coalesce(%s, code)"
            " WHERE user_id = %s AND kind = %s",
            [moment, code, member, kind],
        )

    return change


@pytest.fixture
def coming(database: Any) -> Callable[..., tuple[datetime | None, str | None]]:
    """What is next of a kind for a member."""

    def look(member: uuid.UUID, kind: str) -> tuple[datetime | None, str | None]:
        row = database.execute(
            "SELECT next_at, code FROM schedule.reminders WHERE user_id = %s AND kind = %s",
            [member, kind],
        ).fetchone()
        return (row[0] and row[0].astimezone(UTC), row[1])

    return look


@pytest.fixture
def next_of(database: Any) -> Callable[..., tuple[datetime, str | None] | None]:
    """What would come next for a member after any moment."""

    def ask(
        member: uuid.UUID, kind: str, after: datetime, later_than: Any = None
    ) -> tuple[datetime, str | None] | None:
        row = database.execute(
            "SELECT next_at, code FROM schedule.next_of(%s, %s, %s, %s)",
            [member, kind, after, later_than],
        ).fetchone()
        return (row[0].astimezone(UTC), row[1]) if row else None

    return ask


@pytest.fixture
def said(database: Any) -> Callable[..., list[dict[str, Any]]]:
    """What was announced, in order; about one person, if given."""

    def look(person: uuid.UUID | None = None, *, kind: str = "%") -> list[dict[str, Any]]:
        return [
            payload
            for (payload,) in database.execute(
                "SELECT payload FROM messaging.outbox"
                " WHERE type LIKE %s AND (%s::text IS NULL OR payload->>'user_id' = %s)"
                " ORDER BY event_id",
                [kind, person and str(person), person and str(person)],
            )
        ]

    return look


@pytest.fixture
def now() -> datetime:
    """This minute."""
    return datetime.now(UTC).replace(second=0, microsecond=0)


@pytest.fixture
def long_ago(now: datetime) -> datetime:
    return now - timedelta(days=400)


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
