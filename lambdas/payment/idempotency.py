"""`Idempotency-Key`: whoever repeats a request gets the first answer again, for a day.

A key belongs to one person and one body. While the first request is at work a second is told to
wait; after a failure of ours the key is free again, since nothing was answered that could be
repeated, and everything we ask of Stripe carries a key of its own.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from shared.lambdas.database import Database
from shared.models.base import Input, Model
from shared.models.problem import Conflict, Invalid, Malformed
from shared.postgres.pool import Connection

HEADER = "Idempotency-Key"
LONGEST_KEY = 255
KEPT_FOR = timedelta(hours=24)
DEAD_AFTER = timedelta(seconds=60)
"""Longer than the function may run: whoever has been at it for so long died."""

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class _Record:
    fingerprint: bytes
    status: int | None
    body: dict[str, Any] | None


def key_from(header: str | None) -> str:
    if not header:
        raise Malformed(f"Send an {HEADER} header.", code="idempotency_key_missing")
    if len(header) > LONGEST_KEY or not (header.isascii() and header.isprintable()):
        raise Malformed(f"{HEADER} is at most 255 printable characters.")
    return header


def once(
    database: Database,
    user_id: UUID,
    key: str,
    body: Input,
    reply: type[M],
    act: Callable[[], M],
    *,
    now: datetime,
) -> M:
    """Act, or answer what was answered when this key first came. `reply` is what `act` returns."""
    fingerprint = hashlib.sha256(body.model_dump_json().encode()).digest()
    mine = {"user_id": user_id, "key": key, "fingerprint": fingerprint, "now": now}
    with database.transaction() as conn:
        begun = _begin(conn, mine)
        record = None if begun else _select(conn, mine)
    if not begun:
        return _repeated(record, fingerprint, reply)
    try:
        made = act()
    except Conflict as refusal:
        with database.transaction() as conn:
            _finish(conn, mine, refusal.status, {"code": refusal.code, "detail": refusal.detail})
        raise
    except BaseException:
        with database.transaction() as conn:
            _release(conn, mine)
        raise
    with database.transaction() as conn:
        _finish(conn, mine, 201, made.model_dump(mode="json"))
    return made


def _repeated(record: _Record | None, fingerprint: bytes, reply: type[M]) -> M:
    if record and record.fingerprint != fingerprint:
        raise Invalid("This key came with another request before.", code="idempotency_key_reused")
    if record is None or record.status is None or record.body is None:
        raise Conflict(
            "The same request is being worked on.", code="in_flight", headers={"Retry-After": "1"}
        )
    if record.status == Conflict.status:
        raise Conflict(record.body["detail"], code=record.body["code"])
    return reply.model_validate(record.body)


def _begin(conn: Connection, mine: dict[str, Any]) -> bool:
    """Whether the key is ours to work under: new, too old to count, or left by somebody dead."""
    begun = conn.execute(
        """
        INSERT INTO billing.idempotency AS known (user_id, key, fingerprint, started_at)
        VALUES (%(user_id)s, %(key)s, %(fingerprint)s, %(now)s)
            ON CONFLICT (user_id, key) DO UPDATE
           SET fingerprint = excluded.fingerprint, started_at = excluded.started_at,
               status = NULL, body = NULL
         WHERE known.started_at < excluded.started_at - %(kept_for)s
            OR (known.status IS NULL
                AND known.fingerprint = excluded.fingerprint
                AND known.started_at < excluded.started_at - %(dead_after)s)
        """,
        {**mine, "kept_for": KEPT_FOR, "dead_after": DEAD_AFTER},
    )
    return begun.rowcount == 1


def _select(conn: Connection, mine: dict[str, Any]) -> _Record | None:
    with conn.cursor(row_factory=class_row(_Record)) as cursor:
        return cursor.execute(
            """
            SELECT fingerprint, status, body
              FROM billing.idempotency
             WHERE user_id = %(user_id)s
               AND key = %(key)s
            """,
            mine,
        ).fetchone()


def _finish(conn: Connection, mine: dict[str, Any], status: int, body: dict[str, Any]) -> None:
    conn.execute(
        """
        UPDATE billing.idempotency
           SET status = %(status)s, body = %(body)s
         WHERE user_id = %(user_id)s
           AND key = %(key)s
           AND started_at = %(now)s
        """,
        {**mine, "status": status, "body": Jsonb(body)},
    )


def _release(conn: Connection, mine: dict[str, Any]) -> None:
    conn.execute(
        """
        DELETE FROM billing.idempotency
         WHERE user_id = %(user_id)s
           AND key = %(key)s
           AND started_at = %(now)s
        """,
        mine,
    )


def delete_expired(conn: Connection, now: datetime) -> int:
    return conn.execute(
        """
        DELETE FROM billing.idempotency
         WHERE started_at < %(now)s - %(kept_for)s
        """,
        {"now": now, "kept_for": KEPT_FOR},
    ).rowcount
