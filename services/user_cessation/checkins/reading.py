"""A member's check-ins, for whoever may read them."""

from datetime import date

from services.user_cessation.checkins import store
from services.user_cessation.checkins.models import CheckInOut, CheckIns
from services.user_cessation.paging import cut
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def tell_check_ins(conn: Connection, user_id: UserId, *, before: date, limit: int) -> CheckIns:
    """The latest day first."""
    rows = store.select_check_ins(conn, user_id, before=before, most=limit + 1)
    shown, following = cut(rows, limit, lambda row: row.local_date)
    items = [CheckInOut.model_validate(row, from_attributes=True) for row in shown]
    return CheckIns(items=items, next=following)
