"""Whether somebody has just proved who they are.

An access token is renewed for a month without a password, so neither it nor the moment it was
issued says that. The sign-in it descends from does: its moment is in our own record.
"""

from datetime import datetime, timedelta

from psycopg.rows import scalar_row

from shared.auth.authenticator import Caller
from shared.models.problem import Forbidden
from shared.postgres.pool import Connection

FRESH_FOR = timedelta(minutes=10)


class StaleSignIn(Forbidden):
    code = "sign_in_again"

    def __init__(self) -> None:
        super().__init__("For this, sign in again first: it is to be sure that it is you.")


def require_fresh_sign_in(conn: Connection, caller: Caller, now: datetime) -> None:
    """Raise StaleSignIn unless the caller signed in within the last ten minutes."""
    signed_in_at = select_signed_in_at(conn, caller)
    if signed_in_at is None or now - signed_in_at > FRESH_FOR:
        raise StaleSignIn


def select_signed_in_at(conn: Connection, caller: Caller) -> datetime | None:
    with conn.cursor(row_factory=scalar_row) as cursor:
        signed_in_at: datetime | None = cursor.execute(
            """
            SELECT signed_in_at
              FROM account.sign_ins
             WHERE user_id = %(user_id)s
               AND origin_jti = %(session)s
            """,
            {"user_id": caller.user_id, "session": caller.session},
        ).fetchone()
    return signed_in_at
