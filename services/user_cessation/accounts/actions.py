"""Changing accounts: one's own, and as an administrator anyone else's."""

from datetime import datetime
from uuid import UUID

from services.user_cessation import audit
from services.user_cessation.accounts import rules, store
from services.user_cessation.accounts.models import Account, MePatch, UserPatch
from services.user_cessation.coaching.actions import close_practice, open_practice
from shared.auth.roles import Role
from shared.models.events import (
    AccountDisabled,
    AccountEnabled,
    AccountLocaleChanged,
    AccountRenamed,
    AccountRoleChanged,
)
from shared.models.ids import UserId
from shared.models.problem import NotFound
from shared.postgres import outbox
from shared.postgres.pool import Connection


def change_own_account(
    conn: Connection, user_id: UserId, change: MePatch, *, now: datetime, request_id: str
) -> Account:
    renamed = AccountRenamed(
        occurred_at=now,
        request_id=request_id,
        user_id=user_id,
        display_name=change.display_name or "",
    )
    relocated = AccountLocaleChanged(
        occurred_at=now, request_id=request_id, user_id=user_id, locale=change.locale or ""
    )
    account = store.update_own_account(conn, user_id, change, renamed=renamed, relocated=relocated)
    if account is None:
        raise NotFound
    return account


def read_account(conn: Connection, by: UserId, user_id: UUID, *, request_id: str) -> Account:
    account = store.select_account(conn, user_id)
    if account is None:
        raise NotFound
    audit.append(conn, audit.Entry("account.read", by, user_id, request_id))
    return account


def change_account(
    conn: Connection,
    by: UserId,
    user_id: UUID,
    change: UserPatch,
    *,
    asks_second_factor: bool,
    now: datetime,
    request_id: str,
) -> Account:
    """Give someone another role, or let them in or keep them out."""
    active_admins = store.lock_active_admins(conn)
    account = store.lock_account(conn, user_id)
    if account is None:
        raise NotFound

    lacks = asks_second_factor and not store.select_has_second_factor(conn, user_id)
    rules.check_change(
        account, change, by=by, active_admins=active_admins, lacks_second_factor=lacks
    )
    role, status = change.role or account.role, change.status or account.status

    changed = store.update_standing(conn, user_id, role=role, status=status)
    if role != account.role:
        _change_role(conn, account, role, now=now, request_id=request_id)
    if status != account.status:
        announced = AccountDisabled if status == "disabled" else AccountEnabled
        outbox.append(conn, announced(occurred_at=now, request_id=request_id, user_id=user_id))
    detail = change.model_dump(mode="json", exclude_unset=True)
    audit.append(conn, audit.Entry("account.changed", by, user_id, request_id, detail))
    return changed


def _change_role(
    conn: Connection, account: Account, role: Role, *, now: datetime, request_id: str
) -> None:
    if role == Role.COACH:
        open_practice(conn, account.user_id)
    if account.role == Role.COACH:
        close_practice(conn, account.user_id, now=now, request_id=request_id)
    outbox.append(
        conn,
        AccountRoleChanged(
            occurred_at=now, request_id=request_id, user_id=account.user_id, role=role
        ),
    )
