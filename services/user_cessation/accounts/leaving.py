"""An account whose owner wants to be forgotten: shut at once, opened again if they regret it."""

from datetime import datetime

from services.user_cessation.accounts import rules, store
from services.user_cessation.coaching.actions import close_practice
from shared.auth.roles import Role
from shared.models.events import AccountDisabled, AccountEnabled, SessionRevoked
from shared.models.ids import UserId
from shared.models.problem import NotFound
from shared.postgres import outbox
from shared.postgres.pool import Connection

WHY = "erasure"


def ask_to_leave(conn: Connection, user_id: UserId, *, now: datetime, request_id: str) -> None:
    """Shut somebody's account, or raise a Problem if they are needed here."""
    active_admins = store.lock_active_admins(conn)
    rules.check_leaving(user_id, active_admins=active_admins)
    shut(conn, user_id, now=now, request_id=request_id)


def shut(conn: Connection, user_id: UserId, *, now: datetime, request_id: str) -> None:
    """Keep somebody out, end every sign-in of theirs, and free whom they coach.

    Doing it again changes nothing.
    """
    account = store.lock_account(conn, user_id)
    if account is None:
        raise NotFound

    for origin_jti in store.update_sessions_ended(conn, user_id, reason=WHY, now=now):
        outbox.append(
            conn,
            SessionRevoked(
                occurred_at=now, request_id=request_id, user_id=user_id, origin_jti=origin_jti
            ),
        )
    if account.role == Role.COACH:
        close_practice(conn, user_id, now=now, request_id=request_id)
    if account.status != "disabled":
        store.update_standing(conn, user_id, role=account.role, status="disabled")
        outbox.append(
            conn, AccountDisabled(occurred_at=now, request_id=request_id, user_id=user_id)
        )


def reopen(conn: Connection, user_id: UserId, *, now: datetime, request_id: str) -> None:
    """Let somebody in again; they sign in anew."""
    account = store.lock_account(conn, user_id)
    if account is None:
        raise NotFound
    store.update_standing(conn, user_id, role=account.role, status="active")
    outbox.append(conn, AccountEnabled(occurred_at=now, request_id=request_id, user_id=user_id))
