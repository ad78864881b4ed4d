"""What administrators' questions cost over many members: `python -m bench.statistics`.

Fills a PostgreSQL of its own with members who each checked in on every day, a few slips among
them, then times what the clock counts and what an administrator reads, and prints the plans.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

from deploy.local.postgres import postgres
from services.user_cessation.statistics import actions, outcome_store, store
from services.user_cessation.statistics.models import FOLLOW_UPS
from shared.postgres.migrate import migrate
from shared.postgres.pool import connection_options

PEOPLE = """
INSERT INTO account.accounts
       (user_id, email, display_name, birth_date, locale, status, created_at, confirmed_at)
SELECT gen_random_uuid(), 'member' || n || '@example.org', 'Member', '1990-01-01', 'en', 'active',
       joined, joined
  FROM generate_series(1, %(members)s) AS n,
       LATERAL (
        SELECT %(now)s - make_interval(days => %(days)s + 30 + (n %% 400)) AS joined) AS dates
"""
PROFILES = """
INSERT INTO cessation.profiles (user_id, time_zone, country)
SELECT user_id,
       (ARRAY['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York'])[1 + (random() * 2)::int],
       'VN'
  FROM account.accounts
"""
ATTEMPTS = """
INSERT INTO cessation.quit_attempts (attempt_id, user_id, quit_at, created_at)
SELECT gen_random_uuid(), user_id, created_at, created_at
  FROM account.accounts
"""
CHECK_INS = """
INSERT INTO cessation.check_ins
       (check_in_id, user_id, client_id, local_date, smoke_free, mood, craving, recorded_at)
SELECT gen_random_uuid(), user_id, gen_random_uuid(), created_at::date + day, random() > 0.02, 6, 4,
       created_at + make_interval(days => day)
  FROM generate_series(0, %(days)s - 1) AS day
 CROSS JOIN account.accounts
"""
READINGS = """
INSERT INTO cessation.co_readings
       (reading_id, user_id, client_id, ppm, measured_at, recorded_at, verified_at)
SELECT gen_random_uuid(), user_id, gen_random_uuid(), (random() * 15)::int, at, at,
       CASE WHEN random() < 0.5 THEN at END
  FROM cessation.quit_attempts,
       LATERAL (SELECT quit_at + make_interval(days => 28 + (random() * 9)::int) AS at) AS days
 WHERE random() < 0.3
"""
EXCLUSIONS = """
INSERT INTO statistics.exclusions (user_id, reason, since, recorded_at)
SELECT user_id, 'untraceable', quit_at::date, quit_at
  FROM cessation.quit_attempts
 WHERE random() < 0.01
"""
SLIPS = """
INSERT INTO cessation.slips
       (slip_id, user_id, attempt_id, client_id, smoked_at, local_date, cigarettes, recorded_at)
SELECT gen_random_uuid(), user_id, attempt_id, gen_random_uuid(), at, at::date, 1, at
  FROM cessation.quit_attempts,
       LATERAL (SELECT quit_at + make_interval(days => (random() * 80)::int) AS at) AS days
 WHERE random() < 0.6
"""


def fill(conn: psycopg.Connection[Any], *, members: int, days: int, now: datetime) -> None:
    # Rows nobody asked for: neither consent nor the outbox has a part in them.
    conn.execute("SET session_replication_role = replica")
    for statement in (PEOPLE, PROFILES, ATTEMPTS, CHECK_INS, SLIPS, READINGS, EXCLUSIONS):
        timed(
            statement.split()[2],
            lambda statement=statement: (
                conn.execute(statement, {"members": members, "days": days, "now": now}).rowcount
            ),
        )
    conn.execute("SET session_replication_role = origin")
    timed("vacuum", lambda: conn.execute("VACUUM ANALYZE").rowcount)


def timed(name: str, action: Callable[[], object]) -> None:
    started = time.perf_counter()
    result = action()
    size = len(result) if isinstance(result, list) else result
    print(f"{name:<28} {(time.perf_counter() - started) * 1000:9.1f} ms  {size}")


def measure(dsn: str, *, now: datetime, days: int) -> None:
    with psycopg.connect(dsn, autocommit=True, **connection_options("bench")) as conn:
        for follow_up in FOLLOW_UPS:
            timed(
                f"judge 500 at {follow_up} days",
                lambda follow_up=follow_up: outcome_store.insert_outcomes(
                    conn, follow_up, now=now, most=500
                ),
            )
        day = now.date() - timedelta(days=days)
        timed("count a day", lambda: store.insert_day(conn, day, now=now))
        week = day - timedelta(days=day.weekday())
        timed("count a week", lambda: store.insert_week(conn, week, now=now))
        for follow_up in FOLLOW_UPS:
            while outcome_store.insert_outcomes(conn, follow_up, now=now, most=2000):
                pass
        conn.execute("ANALYZE statistics.outcomes")
        for follow_up in FOLLOW_UPS:
            timed(
                f"count outcomes at {follow_up} days",
                lambda follow_up=follow_up: actions.count_months(conn, follow_up, now),
            )
        span = {"since": date(2000, 1, 1), "until": date(2200, 1, 1)}
        timed("read outcomes", lambda: outcome_store.select_outcomes(conn, **span))
        timed("read registrations", lambda: store.select_registrations(conn, **span))
        timed("read retention", lambda: store.select_retention(conn, **span))
        timed("read engagement", lambda: store.select_days(conn, **span))
        plan = conn.execute(
            "EXPLAIN (ANALYZE, BUFFERS) SELECT count(*) FILTER (WHERE is_verified)"
            " FROM statistics.followed WHERE follow_up_days = 28 AND excluded IS NULL"
        )
        print(*(row[0] for row in plan), sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=90)
    arguments = parser.parse_args()
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as directory:
        Path(directory).chmod(0o755)
        with postgres(Path(directory) / "data") as dsn:
            migrate(dsn)
            with psycopg.connect(dsn, autocommit=True) as conn:
                fill(conn, members=arguments.members, days=arguments.days, now=now)
            measure(dsn, now=now, days=arguments.days)


if __name__ == "__main__":
    main()
