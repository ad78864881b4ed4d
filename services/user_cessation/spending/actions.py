"""Noting what nicotine replacement cost."""

from datetime import datetime

from services.user_cessation.profile.actions import hold_member
from services.user_cessation.spending import rules, store
from services.user_cessation.spending.models import Spending, SpendingIn
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict
from shared.postgres.pool import Connection


def note_spending(
    conn: Connection, user_id: UserId, new: SpendingIn, *, now: datetime
) -> tuple[Spending, bool]:
    """The spending as stored, and whether it is new."""
    hold_member(conn, user_id)
    first = store.select_spending(conn, user_id, new.client_id)
    if first is not None:
        return first, False
    rules.check_currency(new.paid.currency, store.select_currencies(conn, user_id))
    mine = Spending(
        spending_id=uuid7(),
        client_id=new.client_id,
        product=new.product.value,
        amount_minor=new.paid.amount_minor,
        currency=new.paid.currency,
        paid_at=rules.moment_of(new, now),
        recorded_at=now,
    )

    if not store.insert_spending(conn, user_id, mine, most=rules.MOST_SPENDINGS):
        raise Conflict("You have noted a lot already; take one out.", code="too_many_spendings")
    return mine, True
