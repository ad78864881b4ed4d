"""People with two years behind them who read, and people who check in."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg

DAYS = 730
CHECK_IN_DAYS = 8
"""Today and the seven days before are open to each who writes."""


def populate(conn: psycopg.Connection[Any], *, readers: int, writers: int) -> list[list[UUID]]:
    """Make the people, all with a coach; return who reads and who writes."""
    people = [uuid4() for _ in range(readers + writers)]
    coach = uuid4()
    with conn.transaction():
        _register(conn, [coach], "coach")
        conn.execute(
            "INSERT INTO coaching.coaches (user_id, headline, capacity) VALUES (%s, 'x', 1000)",
            (coach,),
        )
        _register(conn, people, "member")
        _quit(conn, people, coach)
        _live(conn, people[:readers])
    conn.execute("VACUUM ANALYZE")
    return [people[:readers], people[readers:]]


def clear(conn: psycopg.Connection[Any], writers: Sequence[UUID]) -> None:
    """Take back what a run wrote."""
    conn.execute("DELETE FROM cessation.check_ins WHERE user_id = ANY(%s)", (list(writers),))
    conn.execute("TRUNCATE messaging.outbox")
    conn.execute("VACUUM ANALYZE cessation.check_ins, cessation.summaries, messaging.outbox")


def _register(conn: psycopg.Connection[Any], people: Sequence[UUID], role: str) -> None:
    conn.execute(
        """
        INSERT INTO account.accounts
               (user_id, email, display_name, birth_date, locale, role, status, confirmed_at)
        SELECT id, id || '@example.org', 'Mai', '1990-01-01', 'vi', %(role)s, 'active', now()
          FROM unnest(%(people)s) AS id
        """,
        {"people": list(people), "role": role},
    )


def _quit(conn: psycopg.Connection[Any], people: Sequence[UUID], coach: UUID) -> None:
    named = {
        "people": list(people),
        "coach": coach,
        "quit_at": datetime.now(UTC) - timedelta(days=DAYS),
    }
    for statement in (
        "INSERT INTO cessation.profiles (user_id, time_zone, country)"
        " SELECT id, 'Asia/Ho_Chi_Minh', 'VN' FROM unnest(%(people)s) AS id",
        "INSERT INTO account.consents (user_id, purpose, granted, text_version, text_sha256,"
        " locale, source)"
        " SELECT id, purpose, true, '1', sha256(''), 'vi', 'bench'"
        " FROM unnest(%(people)s) AS id, unnest('{health_data,coach_sharing}'::text[]) AS purpose",
        "INSERT INTO coaching.assignments (assignment_id, member_id, coach_id)"
        " SELECT gen_random_uuid(), id, %(coach)s FROM unnest(%(people)s) AS id",
        "INSERT INTO cessation.tobacco_profiles (user_id, product, units_per_day, pack_size)"
        " SELECT id, 'cigarette', 12.5, 20 FROM unnest(%(people)s) AS id",
        "INSERT INTO cessation.pack_prices (user_id, effective_from, amount_minor, currency)"
        " SELECT id, now() - make_interval(days => ago), 25000 + ago, 'VND'"
        " FROM unnest(%(people)s) AS id, unnest('{10000,500,200}'::int[]) AS ago",
        "INSERT INTO cessation.quit_attempts (attempt_id, user_id, quit_at)"
        " SELECT gen_random_uuid(), id, %(quit_at)s FROM unnest(%(people)s) AS id",
    ):
        conn.execute(statement, named)


def _live(conn: psycopg.Connection[Any], people: Sequence[UUID]) -> None:
    """A check-in on each day, a craving on each, and a slip every three weeks."""
    named = {"people": list(people), "days": DAYS}
    for statement in (
        "INSERT INTO cessation.check_ins (check_in_id, user_id, client_id, local_date, smoke_free,"
        " mood, craving)"
        " SELECT gen_random_uuid(), id, gen_random_uuid(), current_date - ago, true, 7, 3"
        " FROM unnest(%(people)s) AS id, generate_series(1, %(days)s - 1) AS ago",
        "INSERT INTO cessation.cravings (craving_id, user_id, client_id, occurred_at, time_zone,"
        " intensity, smoked, cigarettes, company, activity, feeling, strategy, logged_at)"
        " SELECT gen_random_uuid(), id, gen_random_uuid(), at, 'UTC', 6, false, 0, '{}',"
        " '{coffee_tea}', '{bored}', '{drink}', at"
        " FROM unnest(%(people)s) AS id,"
        " generate_series(now() - make_interval(days => %(days)s), now(), '1 day') AS at",
        "INSERT INTO cessation.slips (slip_id, user_id, attempt_id, client_id, smoked_at,"
        " local_date, cigarettes)"
        " SELECT gen_random_uuid(), user_id, attempt_id, gen_random_uuid(), at, at, 1"
        " FROM cessation.quit_attempts,"
        " generate_series(quit_at + '21 days', now(), '21 days') AS at"
        " WHERE user_id = ANY(%(people)s)",
    ):
        conn.execute(statement, named)
