"""Who looked at or changed what of whom. Rows only ever get added, each chained to the one before.

The chain is made by the table itself (`account.chain_audit`), so it holds whoever writes a row.
`python -m services.user_cessation.audit` checks all of it, and exits 1 if anything was touched.
"""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import class_row, scalar_row
from psycopg.types.json import Jsonb

from shared.models.ids import UserId
from shared.origin import origin
from shared.postgres.pool import Connection, connection_options

AT_ONCE = 500
"""Chains checked by one statement."""


_NOT_SEEN_LATELY = """
      FROM unnest(%(subjects)s::uuid[]) AS listed (subject_id)
     WHERE NOT EXISTS (SELECT
                         FROM account.audit_log AS log
                        WHERE log.subject_id = listed.subject_id
                          AND log.actor_id = %(actor_id)s
                          AND log.action = %(action)s
                          AND log.audit_id > (SELECT uuidv7(interval '-1 hour')))
"""
"""By the time in the ids, as the index has them: a long record costs no more than a short one."""

_HOLD_IF_UNSEEN = f"""
    SELECT pg_advisory_xact_lock(hashtextextended(%(actor_id)s::text || %(action)s, 0))
    {_NOT_SEEN_LATELY}
     LIMIT 1
"""
"""One row, with a lock until the transaction ends; or none, where there is nothing to write."""

_RECORD_UNSEEN = f"""
    INSERT INTO account.audit_log
           (actor_id, subject_id, action, outcome, request_id, ip_sha256, happened_at)
    SELECT %(actor_id)s, subject_id, %(action)s, 'done', %(request_id)s, %(origin)s,
           coalesce(%(at)s, now())
    {_NOT_SEEN_LATELY}
     ORDER BY subject_id
"""
"""In the order of the ids, so that two who list the same people never wait in a ring."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`detail` is chained as it is and stays for ever: it never names anybody."""

    action: str
    actor_id: UUID
    subject_id: UUID | None
    request_id: str
    detail: dict[str, Any] = field(default_factory=dict)
    origin: bytes | None = field(default_factory=origin)
    at: datetime | None = None
    """When it was done, where that was before it could be recorded."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A link that does not fit. `place` is where in its chain, from 1."""

    chain_id: int
    place: int
    what: str


def append(conn: Connection, entry: Entry) -> None:
    """Record what the caller's transaction does, if it commits."""
    conn.execute(
        """
        INSERT INTO account.audit_log
               (actor_id, subject_id, action, outcome, request_id, detail, ip_sha256, happened_at)
        VALUES (%(actor_id)s, %(subject_id)s, %(action)s, 'done', %(request_id)s, %(detail)s,
                %(origin)s, coalesce(%(at)s, now()))
        """,
        {
            "actor_id": entry.actor_id,
            "subject_id": entry.subject_id,
            "action": entry.action,
            "request_id": entry.request_id,
            "detail": Jsonb(entry.detail),
            "origin": entry.origin,
            "at": entry.at,
        },
    )


def append_listed(
    conn: Connection,
    action: str,
    actor_id: UUID,
    subjects: Iterable[UUID],
    request_id: str,
    came_from: bytes | None = None,
    at: datetime | None = None,
) -> None:
    """Record that somebody saw a little about each of many; once an hour of each, and by action.

    A page that asks again every half a minute only reads here. Of two requests of one reader that
    come at once, one waits: so the caller's transaction has to be a short one, and a real one.
    """
    people = set(subjects)
    if not people:
        return
    seen = {
        "action": action,
        "actor_id": actor_id,
        "subjects": list(people),
        "request_id": request_id,
        "origin": came_from or origin(),
        "at": at,
    }
    if conn.execute(_HOLD_IF_UNSEEN, seen).fetchone():
        conn.execute(_RECORD_UNSEEN, seen)


def forget(conn: Connection, user_id: UserId) -> int:
    """Take a person out of the log, as actor and as subject; every chain still fits.

    Where they were the subject and nobody was signed in, the address may well be theirs.
    """
    return conn.execute(
        """
        WITH heads AS (
            UPDATE account.audit_chains
               SET key_id = NULL
             WHERE key_id = %(user_id)s
        )
        UPDATE account.audit_log
           SET actor_id     = CASE WHEN is_by_them THEN NULL ELSE actor_id END,
               actor_salt   = CASE WHEN is_by_them THEN NULL ELSE actor_salt END,
               ip_sha256    = CASE WHEN is_by_them THEN NULL ELSE ip_sha256 END,
               subject_id   = CASE WHEN is_about_them THEN NULL ELSE subject_id END,
               subject_salt = CASE WHEN is_about_them THEN NULL ELSE subject_salt END
          FROM (SELECT audit_id,
                       actor_id IS NOT DISTINCT FROM %(user_id)s
                       OR actor_id IS NULL AS is_by_them,
                       subject_id IS NOT DISTINCT FROM %(user_id)s AS is_about_them
                  FROM account.audit_log
                 WHERE actor_id = %(user_id)s
                    OR subject_id = %(user_id)s) AS theirs
         WHERE audit_log.audit_id = theirs.audit_id
        """,
        {"user_id": user_id},
    ).rowcount


def select_last_chain(conn: Connection) -> int:
    with conn.cursor(row_factory=scalar_row) as cursor:
        last: int | None = cursor.execute(
            "SELECT max(chain_id) FROM account.audit_chains"
        ).fetchone()
    return last or 0


def select_faults(conn: Connection, *, first: int, last: int) -> list[Fault]:
    """Every link of these chains that was changed, and every place where one is missing."""
    with conn.cursor(row_factory=class_row(Fault)) as cursor:
        return cursor.execute(
            """
            SELECT chain_id, place, what
              FROM account.audit_faults(%(first)s, %(last)s)
             ORDER BY chain_id, place
            """,
            {"first": first, "last": last},
        ).fetchall()


def verify(conn: Connection) -> list[Fault]:
    """Check every chain, some at a time; an empty list means that nobody touched anything."""
    end = select_last_chain(conn)
    return [
        fault
        for first in range(1, end + 1, AT_ONCE)
        for fault in select_faults(conn, first=first, last=first + AT_ONCE - 1)
    ]


def main() -> int:
    with psycopg.connect(os.environ["POSTGRES_DSN"], **connection_options("audit")) as conn:
        faults = verify(conn)
    for fault in faults:
        sys.stdout.write(f"chain {fault.chain_id}, place {fault.place}: {fault.what}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
