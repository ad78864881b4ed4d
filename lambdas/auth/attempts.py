"""How often somebody may guess, or have us send mail.

A try is counted before it is judged, so parallel guesses cannot slip through together; a good
one is given back. Counting is per e-mail address, and more generously per IP address, in a window:
nobody is ever locked out for good, and an attack on one account does not touch another.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from psycopg.rows import class_row

from shared.models.problem import RateLimited
from shared.postgres.pool import Connection

WINDOW = timedelta(minutes=15)


class Kind(Enum):
    """What is counted, and how often a window allows it."""

    SIGN_IN = "sign_in", 10
    CODE = "code", 10
    MAIL = "mail", 10
    DEPARTURE = "departure", 200
    """Browsers of one IP address on their way to another provider."""
    FROM_PLACE = "from_place", 200
    """Wrong passwords from one IP address, whoever's they are: many people may share one."""

    def __init__(self, label: str, most: int) -> None:
        self.label = label
        self.most = most


@dataclass(frozen=True, slots=True)
class Tally:
    window_start: datetime
    failures: int


def count(conn: Connection, kind: Kind, subject: bytes, now: datetime) -> bool:
    """Count one more try, and say whether it is still allowed."""
    return _upsert_try(conn, kind, subject, now).failures <= kind.most


def count_or_refuse(conn: Connection, kind: Kind, subject: bytes, now: datetime) -> None:
    """Count one more try, or raise RateLimited. A try that is refused extends nothing."""
    tally = _upsert_try(conn, kind, subject, now)
    if tally.failures > kind.most:
        wait = tally.window_start + WINDOW - now
        raise RateLimited(
            "Too many tries for this address. Wait, then try again.",
            code="too_many_attempts",
            retry_after=int(wait.total_seconds()) + 1,
        )


def give_back(conn: Connection, kind: Kind, subject: bytes) -> None:
    """Forget one try, because it was a good one or was never judged."""
    conn.execute(
        """
        UPDATE account.attempts
           SET failures = GREATEST(failures - 1, 0)
         WHERE kind = %(kind)s
           AND subject = %(subject)s
        """,
        {"kind": kind.label, "subject": subject},
    )


def forget(conn: Connection, subject: bytes) -> None:
    """Forget every guess at an address whose owner has just proven to be its owner."""
    conn.execute(
        """
        DELETE FROM account.attempts
         WHERE subject = %(subject)s
           AND kind IN ('sign_in', 'code')
        """,
        {"subject": subject},
    )


def delete_old(conn: Connection, now: datetime) -> None:
    conn.execute(
        "DELETE FROM account.attempts WHERE window_start < %(before)s", {"before": now - WINDOW}
    )


def _upsert_try(conn: Connection, kind: Kind, subject: bytes, now: datetime) -> Tally:
    with conn.cursor(row_factory=class_row(Tally)) as cursor:
        tally = cursor.execute(
            """
            INSERT INTO account.attempts AS known (kind, subject, window_start, failures)
            VALUES (%(kind)s, %(subject)s, %(now)s, 1)
                ON CONFLICT (kind, subject) DO UPDATE
               SET window_start = CASE WHEN known.window_start <= %(before)s
                                       THEN %(now)s ELSE known.window_start END,
                   failures     = CASE WHEN known.window_start <= %(before)s
                                       THEN 1 ELSE LEAST(known.failures, %(most)s) + 1 END
            RETURNING window_start, failures
            """,
            {
                "kind": kind.label,
                "subject": subject,
                "now": now,
                "before": now - WINDOW,
                "most": kind.most,
            },
        ).fetchone()
    assert tally is not None  # an upsert always returns its row
    return tally
