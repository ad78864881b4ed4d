"""Issue an organisation's code: `python -m lambdas.payment.issuing --organisation … --seats 50`.

The code is shown once and stored only as a digest.
"""

import argparse
import os
import secrets
import sys
from datetime import UTC, datetime, timedelta

import psycopg

from lambdas.payment.vouchers import digest
from shared.models.ids import uuid7
from shared.postgres.pool import Connection

ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without letters and digits that look alike."""


def issue(
    conn: Connection, *, organisation: str, plan_id: str, days: int, seats: int, until: datetime
) -> str:
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    conn.execute(
        """
        INSERT INTO billing.vouchers
               (voucher_id, code_sha256, organisation, plan_id, days, seats, expires_at)
        VALUES (%(voucher_id)s, %(code_sha256)s, %(organisation)s, %(plan_id)s, %(days)s,
                %(seats)s, %(until)s)
        """,
        {
            "voucher_id": uuid7(),
            "code_sha256": digest(code),
            "organisation": organisation,
            "plan_id": plan_id,
            "days": days,
            "seats": seats,
            "until": until,
        },
    )
    return code


def main() -> None:
    options = argparse.ArgumentParser(prog="lambdas.payment.issuing", description=__doc__)
    options.add_argument("--organisation", required=True)
    options.add_argument("--plan", default="coaching_monthly")
    options.add_argument("--days", type=int, default=90, help="how long each seat lasts")
    options.add_argument("--seats", type=int, required=True)
    options.add_argument("--redeemable-for", type=int, default=180, metavar="DAYS")
    given = options.parse_args()
    until = datetime.now(UTC) + timedelta(days=given.redeemable_for)
    with psycopg.connect(os.environ["POSTGRES_DSN"]) as conn:
        code = issue(
            conn,
            organisation=given.organisation,
            plan_id=given.plan,
            days=given.days,
            seats=given.seats,
            until=until,
        )
    sys.stdout.write(f"{code}\n")


if __name__ == "__main__":
    main()
