"""Counting, by the clock: a little at a time, and never anything twice."""

from datetime import date, datetime

from services.user_cessation import audit
from services.user_cessation.statistics import outcome_store, rules, store
from services.user_cessation.statistics.models import FOLLOW_UPS, FollowUp, Judged, Span
from shared.models.events import ClockTicked
from shared.models.ids import UserId
from shared.postgres.pool import Connection

EVERY_MINUTES = 10
MOST_JUDGED = 500
"""Attempts of one follow-up at one tick: a fraction of a second, so nobody waits behind it."""

MOST_DAYS, MOST_WEEKS = 7, 2
"""Caught up on at one tick, after a time without ticks."""


def on_clock(conn: Connection, event: ClockTicked, now: datetime) -> None:
    """Judge attempts whose window has closed; count outcomes, and days and weeks that are over."""
    if event.slot.minute % EVERY_MINUTES:
        return
    judged = {
        follow_up: outcome_store.insert_outcomes(conn, follow_up, now=now, most=MOST_JUDGED)
        for follow_up in FOLLOW_UPS
    }
    for follow_up, many in judged.items():
        # None while attempts still wait to be judged, and of the others one at a tick.
        if many < MOST_JUDGED and count_months(conn, follow_up, now):
            break
    for day in rules.ended_days(store.select_last_day(conn), now, most=MOST_DAYS):
        store.insert_day(conn, day, now=now)
    for week in rules.ended_weeks(store.select_last_week(conn), now, most=MOST_WEEKS):
        store.insert_week(conn, week, now=now)


def count_months(conn: Connection, follow_up: FollowUp, now: datetime) -> bool:
    """Count outcomes anew, once in a month: figures a person apart would tell of that person.

    Each month of quitting by itself, so that no statement grows with the years.
    """
    if not outcome_store.update_counted(conn, follow_up, now=now):
        return False
    outcome_store.delete_months(conn, follow_up)
    for month in rules.months(*outcome_store.select_first_and_last(conn, follow_up)):
        outcome_store.insert_month(conn, follow_up, month)
    return True


def read_outcomes(
    conn: Connection, *, since: date = date.min, until: date = date.max
) -> tuple[list[Judged], datetime | None]:
    """The figures of whole months as the clock left them, and when it counted them last."""
    judged = outcome_store.select_outcomes(conn, since=since, until=until)
    return judged, outcome_store.select_counted_at(conn)


def export_outcomes(conn: Connection, by: UserId, span: Span, *, request_id: str) -> str:
    """The anonymous export as CSV. On the record."""
    judged, _ = read_outcomes(conn, since=span.since, until=span.until)
    detail = {"since": span.since.isoformat(), "until": span.until.isoformat()}
    audit.append(conn, audit.Entry("statistics.exported", by, None, request_id, detail))
    return rules.as_csv(judged)
