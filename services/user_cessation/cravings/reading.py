"""A member's cravings, for whoever may read them."""

from services.user_cessation.cravings import store
from services.user_cessation.cravings.document import shown as shown_craving
from services.user_cessation.cravings.models import Cravings
from services.user_cessation.paging import Place, cut
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def tell_cravings(
    conn: Connection, user_id: UserId, *, after: Place, limit: int, with_geo: bool
) -> Cravings:
    """The latest first, and how many passed."""
    rows = store.select_cravings(conn, user_id, after=after, most=limit + 1)
    passed = store.select_urges_passed(conn, user_id)
    shown, following = cut(rows, limit, lambda row: Place(row.occurred_at, row.craving_id))
    items = [shown_craving(row, with_geo=with_geo) for row in shown]
    return Cravings(items=items, next=following, urges_passed=passed)
