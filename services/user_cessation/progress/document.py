"""The progress document: what the rules have to say about a journey, for the member or their coach.

Pure. Callers pass `now`.
"""

from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from services.user_cessation.money import Money
from services.user_cessation.outcomes.rules import DAYS_OF_RELAPSE, relapse_day
from services.user_cessation.progress import rules, streaks
from services.user_cessation.progress.models import (
    CoachName,
    Journey,
    MoneyOut,
    ProgressOut,
    RecentDaysOut,
    Savings,
    StreakOut,
)
from services.user_cessation.progress.notes import LIFE_REGAINED


def progress(journey: Journey, now: datetime, *, minutes_per_cigarette: int) -> ProgressOut:
    zone = ZoneInfo(journey.time_zone)
    today = streaks.local_date(now, zone)
    attempt = journey.open_attempt
    quit_at = attempt.quit_at if attempt else None
    quit_day = streaks.local_date(quit_at, zone) if quit_at else None
    units = (
        rules.units_avoided(journey.units_per_day, quit_at, journey.cigarettes, now)
        if journey.units_per_day is not None
        else None
    )
    life = (
        rules.life_regained(units, minutes_per_cigarette)
        if units is not None and "life_regained" not in journey.hidden
        else None
    )
    smoked = sorted(journey.smoked_days)
    spans = streaks.spans(journey.attempts, zone, today)
    smoke_free, of = streaks.recent(spans, smoked, today)

    return ProgressOut(
        as_of=now,
        today=today,
        status=rules.status(quit_at, now),
        quit_at=quit_at,
        smoke_free_seconds=rules.smoke_free(quit_at, journey.last_slip_at, now) // rules.SECOND,
        days_since_quit=max(0, (today - quit_day).days) if quit_day else 0,
        units_avoided=None if units is None else rules.shown_units(units),
        money=_money(journey, now),
        life_regained_minutes=life,
        life_regained_note=None if life is None else LIFE_REGAINED,
        minutes_per_cigarette=minutes_per_cigarette,
        streak=StreakOut(
            current_days=streaks.current(quit_day, smoked[-1] if smoked else None, today),
            best_days=streaks.best(spans, smoked),
        ),
        smoke_free_days_of_30=RecentDaysOut(smoke_free=smoke_free, of=of),
        slips_total=journey.slips_total,
        urges_passed=journey.urges_passed,
        relapse_asked=relapse_asked(journey),
        check_ins_total=journey.check_ins_total,
        checked_in_today=journey.last_check_in is not None and journey.last_check_in >= today,
        hidden=list(journey.hidden),
        coach=(
            CoachName(user_id=journey.coach_id, display_name=journey.coach_name)
            if journey.coach_id and journey.coach_name
            else None
        ),
    )


def savings(journey: Journey, now: datetime) -> Savings | None:
    """What not smoking saved; None while habit or price are unknown."""
    if journey.units_per_day is None or journey.pack_size is None or not journey.prices:
        return None
    attempt = journey.open_attempt
    spent_on_slips = Fraction(journey.slips_cost, journey.pack_size)
    return Savings(
        so_far=rules.saved(
            journey.units_per_day,
            journey.pack_size,
            journey.prices,
            attempt.quit_at if attempt else None,
            spent_on_slips + journey.spent_on_replacement,
            now,
        ),
        a_day=rules.saved_a_day(journey.units_per_day, journey.pack_size, journey.prices, now)
        if attempt
        else Fraction(0),
        spent_on_slips=spent_on_slips,
        spent_on_replacement=journey.spent_on_replacement,
        currency=journey.prices[0].currency,
    )


def relapse_asked(journey: Journey) -> date | None:
    """The day to ask about: a seventh day of smoking in a row they have not answered for yet."""
    attempt = journey.open_attempt
    if attempt is None or len(journey.smoked_days) < DAYS_OF_RELAPSE:
        return None
    quit_day = streaks.local_date(attempt.quit_at, ZoneInfo(journey.time_zone))
    return relapse_day(journey.smoked_days, quit_day, went_on_after=attempt.went_on_after)


def _money(journey: Journey, now: datetime) -> MoneyOut | None:
    sums = savings(journey, now)
    if sums is None:
        return None
    amount = Money(amount_minor=rules.rounded(abs(sums.so_far)), currency=sums.currency)
    return MoneyOut(
        saved=amount if sums.so_far >= 0 else None,
        spent=amount if sums.so_far < 0 else None,
        spent_on_slips=Money(
            amount_minor=rules.rounded(sums.spent_on_slips), currency=sums.currency
        ),
        spent_on_replacement=Money(amount_minor=sums.spent_on_replacement, currency=sums.currency),
    )
