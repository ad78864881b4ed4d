"""What an administrator may change of whom.

Pure: no clock, no database, no web.
"""

from collections.abc import Collection
from uuid import UUID

from services.user_cessation.accounts.models import Account, UserPatch
from shared.auth.roles import STAFF, Role
from shared.models.problem import Conflict, Forbidden


def check_change(
    account: Account,
    change: UserPatch,
    *,
    by: UUID,
    active_admins: Collection[UUID],
    lacks_second_factor: bool = False,
) -> None:
    """Raise a Problem if this change may not be made.

    Nobody lifts or lowers themselves, there is always someone left who administers, and nobody
    works here who lacks a second factor where one is asked for.
    """
    if account.user_id == by:
        raise Conflict("Ask another administrator to change your own account.", code="own_account")
    stays_admin = change.role in (None, Role.ADMIN) and change.status in (None, "active")
    if set(active_admins) == {account.user_id} and not stays_admin:
        raise Conflict("There has to be an active administrator.", code="last_admin")
    if by not in active_admins:
        raise Forbidden  # they were one when the request began
    if lacks_second_factor and change.role in STAFF:
        raise Conflict("They have to set up a second factor first.", code="no_second_factor")
    if change.status is not None and account.status == "unconfirmed":
        raise Conflict("This address has not been confirmed yet.", code="unconfirmed")
    if account.status == "incomplete":
        raise Conflict("They have not finished registering.", code="registration_incomplete")


def check_leaving(user_id: UUID, *, active_admins: Collection[UUID]) -> None:
    """Raise a Problem if nobody would be left who administers."""
    if set(active_admins) == {user_id}:
        raise Conflict("There has to be an active administrator.", code="last_admin")
