"""A tick over very many members: how the few who are due are found, and how long the rest takes.

    python -m bench.scheduled_tick [--members 1000000] [--due 5000]

Starts a PostgreSQL of its own, generates the members there, prints the plan of the statement that
finds who is due, and times a whole tick: reading, deciding, what comes next, and the outbox.
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from deploy.local.postgres import postgres
from lambdas.scheduled import reminders, store
from lambdas.scheduled.resources import Resources
from shared.lambdas.database import Database
from shared.observability.logs import logger
from shared.postgres.migrate import migrate

ZONES = (
    *("Asia/Ho_Chi_Minh", "Asia/Kathmandu", "Europe/Madrid", "America/New_York"),
    *("Pacific/Kiritimati", "Etc/GMT+12", "Europe/London", "Australia/Sydney"),
)

GENERATE = (
    # The triggers would plan each member alone; here all are planned at once, further down.
    "SET session_replication_role = replica",
    """
    INSERT INTO account.accounts (user_id, email, display_name, birth_date, locale, status)
    SELECT lpad(to_hex(n), 32, '0')::uuid, n || '@bench.example', 'Mai', '1990-01-01', 'vi',
           'active'
      FROM generate_series(1, %(members)s) AS n
    """,
    """
    INSERT INTO cessation.profiles (user_id, time_zone, country)
    SELECT lpad(to_hex(n), 32, '0')::uuid,
           (%(zones)s::text[])[1 + n %% cardinality(%(zones)s::text[])], 'VN'
      FROM generate_series(1, %(members)s) AS n
    """,
    """
    INSERT INTO cessation.quit_attempts (attempt_id, user_id, quit_at)
    SELECT gen_random_uuid(), lpad(to_hex(n), 32, '0')::uuid,
           %(now)s - make_interval(days => n %% 300)
      FROM generate_series(1, %(members)s) AS n
    """,
    """
    INSERT INTO schedule.reminders (user_id, kind, next_at)
    SELECT lpad(to_hex(n), 32, '0')::uuid, kind,
           CASE WHEN kind = 'check_in' AND n <= %(due)s THEN %(now)s
                ELSE %(now)s + make_interval(mins => 1 + n %% 20000) END
      FROM generate_series(1, %(members)s) AS n
     CROSS JOIN schedule.kinds
    """,
    "SET session_replication_role = DEFAULT",
    "ANALYZE",
)


def generate(conn: psycopg.Connection, members: int, due: int, now: datetime) -> None:
    values = {"members": members, "due": due, "zones": list(ZONES), "now": now}
    for statement in GENERATE:
        conn.execute(statement, values if "%(" in statement else None)


def plan(conn: psycopg.Connection, now: datetime) -> str:
    """How PostgreSQL finds a batch of those who are due."""
    rows = conn.execute(
        f"EXPLAIN (ANALYZE, BUFFERS) {store.DUE}", {"slot": now, "most": reminders.BATCH}
    )
    return "\n".join(line for (line,) in rows)


def measure(dsn: str, members: int, due: int) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    with psycopg.connect(dsn, autocommit=True) as conn:
        started = time.perf_counter()
        generate(conn, members, due, now)
        sys.stdout.write(f"{members:,} members made in {time.perf_counter() - started:.0f} s\n\n")
        sys.stdout.write(plan(conn, now) + "\n\n")
    database = Database(dsn, application="bench")
    own = Resources(database, logger("bench"))
    for about in ("everybody who is due", "nobody is due"):
        started = time.perf_counter()
        found = reminders.announce_due(own, now, now, lambda: True)
        took = time.perf_counter() - started
        sys.stdout.write(f"{about}: {found:,} in {took * 1000:,.1f} ms\n")
    database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--due", type=int, default=5_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        # PostgreSQL gives up root's rights, and has to get at its data all the same.
        os.chmod(directory, 0o755)
        with postgres(Path(directory) / "data") as dsn:
            migrate(dsn)
            measure(dsn, arguments.members, arguments.due)


if __name__ == "__main__":
    main()
