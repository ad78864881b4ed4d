"""The progress document: what the rules have to say about a journey, for the member or their coach.

Pure. Callers pass `now`.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from services.user_cessation.money import Money
from services.user_cessation.progress import rules, streaks
from services.user_cessation.progress.models import (
    CoachName,
    Journey,
    MoneyOut,
    ProgressOut,
    RecentDaysOut,
    Slip,
    StreakOut,
)


def progress(journey: Journey, now: datetime, *, minutes_per_cigarette: int) -> ProgressOut:
    zone = ZoneInfo(journey.time_zone)
    today = streaks.local_date(now, zone)
    attempt = journey.open_attempt
    quit_at = attempt.quit_at if attempt else None
    quit_day = streaks.local_date(quit_at, zone) if quit_at else None
    slips = rules.since_quitting(attempt, journey.slips)
    units = (
        rules.units_avoided(journey.units_per_day, quit_at, slips, now)
        if journey.units_per_day is not None
        else None
    )
    smoked = {slip.local_date for slip in journey.slips} | set(journey.admitted_days)
    spans = streaks.spans(journey.attempts, zone, today)
    smoke_free, of = streaks.recent(spans, smoked, today)

    return ProgressOut(
        as_of=now,
        today=today,
        status=rules.status(quit_at, now),
        quit_at=quit_at,
        smoke_free_seconds=rules.smoke_free(quit_at, slips[-1].smoked_at if slips else None, now)
        // rules.SECOND,
        days_since_quit=max(0, (today - quit_day).days) if quit_day else 0,
        units_avoided=None if units is None else rules.shown_units(units),
        money=_money(journey, quit_at, slips, now),
        life_regained_minutes=(
            None if units is None else rules.life_regained(units, minutes_per_cigarette)
        ),
        minutes_per_cigarette=minutes_per_cigarette,
        streak=StreakOut(
            current_days=streaks.current(quit_day, max(smoked, default=None), today),
            best_days=streaks.best(spans, smoked),
        ),
        smoke_free_days_of_30=RecentDaysOut(smoke_free=smoke_free, of=of),
        slips_total=len(slips),
        check_ins_total=journey.check_ins_total,
        checked_in_today=journey.last_check_in is not None and journey.last_check_in >= today,
        coach=(
            CoachName(user_id=journey.coach_id, display_name=journey.coach_name)
            if journey.coach_id and journey.coach_name
            else None
        ),
    )


def _money(
    journey: Journey, quit_at: datetime | None, slips: Sequence[Slip], now: datetime
) -> MoneyOut | None:
    if journey.units_per_day is None or journey.pack_size is None or not journey.prices:
        return None
    currency = journey.prices[0].currency
    net = rules.saved(journey.units_per_day, journey.pack_size, journey.prices, quit_at, slips, now)
    slips_cost = rules.spent_on_slips(journey.pack_size, journey.prices, slips)
    amount = Money(amount_minor=rules.rounded(abs(net)), currency=currency)
    return MoneyOut(
        saved=amount if net >= 0 else None,
        spent=amount if net < 0 else None,
        spent_on_slips=Money(amount_minor=rules.rounded(slips_cost), currency=currency),
    )
