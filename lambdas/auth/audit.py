"""The audit trail: who did what, from where, and whether it was allowed. Rows only get added."""

from typing import Literal
from uuid import UUID

from lambdas.auth.digests import Digests
from shared.lambdas.operations import Visit
from shared.observability import metrics
from shared.postgres.pool import Connection


def record(
    conn: Connection,
    digests: Digests,
    visit: Visit,
    action: str,
    outcome: Literal["done", "refused"],
    *,
    email: str | None = None,
    user_id: UUID | None = None,
) -> None:
    """Write one row, and count it. `email` finds the account where we know only what was typed.

    Whoever got something done was that person; whoever was refused may have been anybody.
    """
    conn.execute(
        """
        INSERT INTO account.audit_log
               (actor_id, subject_id, action, outcome, ip_sha256, request_id)
        VALUES (%(actor_id)s,
                COALESCE(%(user_id)s,
                         (SELECT user_id FROM account.accounts WHERE email = %(email)s)),
                %(action)s, %(outcome)s, %(ip_sha256)s, %(request_id)s)
        """,
        {
            "actor_id": user_id if outcome == "done" else None,
            "user_id": user_id,
            "email": email,
            "action": action,
            "outcome": outcome,
            "ip_sha256": digests.of(visit.ip) if visit.ip else None,
            "request_id": visit.request_id,
        },
    )
    metrics.count("auth", "Attempts", action=action, outcome=outcome)
