"""What a member answered, for whoever may read it."""

from services.user_cessation.assessment import document, store
from services.user_cessation.assessment.models import Assessments, WithdrawalOut
from services.user_cessation.paging import NEWEST, Place, cut
from shared.models.ids import UserId
from shared.postgres.pool import Connection

MOST_DRAWN = 2_000
"""Years of daily answers; a bound all the same."""


def tell_assessments(
    conn: Connection,
    user_id: UserId,
    *,
    after: Place,
    limit: int,
    instrument: str | None,
    without: tuple[str, ...] = (),
) -> Assessments:
    """The latest first; none of the forms named in `without`."""
    rows = store.select_assessments(
        conn, user_id, after=after, most=limit + 1, instrument=instrument, without=without
    )
    shown, following = cut(rows, limit, lambda row: Place(row.taken_at, row.assessment_id))
    return Assessments(items=[document.assessment(row) for row in shown], next=following)


def tell_withdrawal(conn: Connection, user_id: UserId) -> WithdrawalOut:
    """How somebody felt before quitting, and every time since."""
    quit_at = store.select_quit_at(conn, user_id)
    history = store.select_assessments(
        conn, user_id, after=NEWEST, most=MOST_DRAWN, instrument="MTWS"
    )
    return document.withdrawal(history[::-1], quit_at)
