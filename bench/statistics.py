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
from services.user_cessation.statistics import store
from shared.postgres.migrate import migrate
from shared.postgres.pool import connection_options

PEOPLE = """
INSERT INTO account.accounts
       (user_id, email, display_name, birth_date, locale, status, created_at, confirmed_at)
SELECT gen_random_uuid(), 'member' || n || '@example.org', 'Member', '1990-01-01', 'en', 'active',
       joined, joined
  FROM generate_series(1, %(members)s) AS n,
       LATERAL (
        SELECT %(now)s - make_interval(days => %(days)s + 30 + (n %% 180)) AS joined) AS dates
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
    for statement in (PEOPLE, PROFILES, ATTEMPTS, CHECK_INS, SLIPS):
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
        timed("judge 500 at 28 days", lambda: store.insert_outcomes(conn, 28, now=now, most=500))
        timed("judge 500 at 90 days", lambda: store.insert_outcomes(conn, 90, now=now, most=500))
        day = now.date() - timedelta(days=days)
        timed("count a day", lambda: store.insert_day(conn, day, now=now))
        week = day - timedelta(days=day.weekday())
        timed("count a week", lambda: store.insert_week(conn, week, now=now))
        for follow_up in (28, 90, 182):
            while store.insert_outcomes(conn, follow_up, now=now, most=2000):
                pass
        span = {"since": date(2000, 1, 1), "until": date(2200, 1, 1)}
        conn.execute("ANALYZE statistics.outcomes")
        timed("read outcomes", lambda: store.select_outcomes(conn, **span))
        timed("read registrations", lambda: store.select_registrations(conn, **span))
        timed("read retention", lambda: store.select_retention(conn, **span))
        timed("read engagement", lambda: store.select_days(conn, **span))
        plan = conn.execute(
            "EXPLAIN (ANALYZE, BUFFERS) SELECT date_trunc('month', quit_on), follow_up_days,"
            " count(*) FROM statistics.outcomes GROUP BY 1, 2"
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
