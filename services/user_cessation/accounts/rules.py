"""What an administrator may change of whom.

Pure: no clock, no database, no web.
"""

from collections.abc import Collection
from uuid import UUID

from services.user_cessation.accounts.models import Account, UserPatch
from shared.auth.roles import Role
from shared.models.problem import Conflict, Forbidden


def check_change(
    account: Account, change: UserPatch, *, by: UUID, active_admins: Collection[UUID]
) -> None:
    """Raise a Problem if this change may not be made.

    Nobody lifts or lowers themselves, and there is always someone left who administers.
    """
    if account.user_id == by:
        raise Conflict("Ask another administrator to change your own account.", code="own_account")
    stays_admin = change.role in (None, Role.ADMIN) and change.status in (None, "active")
    if set(active_admins) == {account.user_id} and not stays_admin:
        raise Conflict("There has to be an active administrator.", code="last_admin")
    if by not in active_admins:
        raise Forbidden  # they were one when the request began
    if change.status is not None and account.status == "unconfirmed":
        raise Conflict("This address has not been confirmed yet.", code="unconfirmed")
