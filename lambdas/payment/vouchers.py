"""Organisation codes: so many seats, each of which gives a person a plan for some days."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from psycopg.rows import class_row

from lambdas.payment import membership
from lambdas.payment.resources import Resources
from shared.models.problem import Conflict, NotFound
from shared.observability import metrics
from shared.postgres.pool import Connection

_SEPARATORS = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Voucher:
    voucher_id: UUID
    days: int


def digest(code: str) -> bytes:
    """What is stored of a code. People may type it in small letters and with any spacing."""
    return hashlib.sha256(_SEPARATORS.sub("", code).upper().encode()).digest()


def redeem(resources: Resources, user_id: UUID, code: str, now: datetime, request_id: str) -> None:
    """Take a seat. Doing it again changes nothing; a code is good once for each person."""
    with resources.database.transaction() as conn:
        voucher = _select(conn, digest(code), now)
        if voucher is None:
            raise NotFound("This code is not valid, or no longer.", code="voucher_unknown")
        until = now + timedelta(days=voucher.days)
        if not _insert_redemption(conn, voucher.voucher_id, user_id, now, until):
            return
        if not _take_seat(conn, voucher.voucher_id):
            raise Conflict("Every seat of this code is taken.", code="voucher_used_up")
        membership.announce_change(conn, user_id, request_id)
    metrics.count("payment", "VoucherRedeemed")


def _select(conn: Connection, code_sha256: bytes, now: datetime) -> Voucher | None:
    with conn.cursor(row_factory=class_row(Voucher)) as cursor:
        return cursor.execute(
            """
            SELECT voucher_id, days
              FROM billing.vouchers
             WHERE code_sha256 = %(code_sha256)s
               AND expires_at > %(now)s
            """,
            {"code_sha256": code_sha256, "now": now},
        ).fetchone()


def _insert_redemption(
    conn: Connection, voucher_id: UUID, user_id: UUID, now: datetime, until: datetime
) -> bool:
    inserted = conn.execute(
        """
        INSERT INTO billing.redemptions (voucher_id, user_id, redeemed_at, valid_until)
        VALUES (%(voucher_id)s, %(user_id)s, %(now)s, %(until)s)
            ON CONFLICT DO NOTHING
        """,
        {"voucher_id": voucher_id, "user_id": user_id, "now": now, "until": until},
    )
    return inserted.rowcount == 1


def _take_seat(conn: Connection, voucher_id: UUID) -> bool:
    taken = conn.execute(
        """
        UPDATE billing.vouchers
           SET taken = taken + 1
         WHERE voucher_id = %(voucher_id)s
           AND taken < seats
        """,
        {"voucher_id": voucher_id},
    )
    return taken.rowcount == 1
