"""What somebody is entitled to, and telling the world whenever that has changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from psycopg.rows import class_row, scalar_row

from shared.models.events import MembershipChanged
from shared.postgres import outbox
from shared.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class Entitlement:
    plan_id: str
    source: Literal["subscription", "voucher"]
    valid_until: datetime


def announce_change(conn: Connection, user_id: UUID, request_id: str | None) -> bool:
    """Announce somebody's membership unless it is what was last announced; whether it was not.

    The same transaction writes what made it change. The row it updates lets two such
    transactions for one person pass one after the other only.
    """
    _lock(conn, user_id)
    entitlement = select_entitlement(conn, user_id)
    if not _update(conn, user_id, entitlement):
        return False
    outbox.append(
        conn,
        MembershipChanged(
            user_id=user_id,
            plan_id=entitlement.plan_id if entitlement else None,
            source=entitlement.source if entitlement else None,
            valid_until=entitlement.valid_until if entitlement else None,
            request_id=request_id,
        ),
    )
    return True


def select_entitlement(conn: Connection, user_id: UUID) -> Entitlement | None:
    """The entitlement that lasts longest."""
    with conn.cursor(row_factory=class_row(Entitlement)) as cursor:
        return cursor.execute(
            """
            SELECT plan_id, source, valid_until
              FROM billing.entitlements
             WHERE user_id = %(user_id)s
             ORDER BY valid_until DESC
             LIMIT 1
            """,
            {"user_id": user_id},
        ).fetchone()


def select_run_out(conn: Connection, *, most: int) -> list[UUID]:
    """People whose membership, as it was last announced, is over."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            SELECT user_id
              FROM billing.memberships
             WHERE valid_until <= now()
             ORDER BY valid_until
             LIMIT %(most)s
            """,
            {"most": most},
        ).fetchall()


def _lock(conn: Connection, user_id: UUID) -> None:
    """Hold somebody's row until the transaction ends; it is made if need be."""
    conn.execute(
        """
        INSERT INTO billing.memberships (user_id)
        VALUES (%(user_id)s)
            ON CONFLICT (user_id) DO UPDATE
           SET user_id = excluded.user_id
        """,
        {"user_id": user_id},
    )


def _update(conn: Connection, user_id: UUID, entitlement: Entitlement | None) -> bool:
    """Write down what is announced; whether that is news."""
    updated = conn.execute(
        """
        UPDATE billing.memberships
           SET plan_id = %(plan_id)s, source = %(source)s, valid_until = %(valid_until)s
         WHERE user_id = %(user_id)s
           AND (plan_id, source, valid_until)
               IS DISTINCT FROM (%(plan_id)s, %(source)s, %(valid_until)s)
        """,
        {
            "user_id": user_id,
            "plan_id": entitlement.plan_id if entitlement else None,
            "source": entitlement.source if entitlement else None,
            "valid_until": entitlement.valid_until if entitlement else None,
        },
    )
    return updated.rowcount == 1
