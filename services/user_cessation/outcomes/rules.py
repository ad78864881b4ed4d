"""Outcomes as research defines them. Nobody's silence counts as success.

Russell Standard: West 2005. Point prevalence and products: SRNT 2022. The four-week quitter: the
English service standard. Pure: no clock, no database, no web.
"""

from collections.abc import Iterable, Sequence, Set
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.user_cessation.outcomes.models import Flags, Lapses, Reading, Scope, Smoked
from shared.models.problem import Invalid

DAY = timedelta(days=1)
CLOCK_SKEW = timedelta(minutes=5)
"""How far a phone's clock may run ahead of ours."""

SEVEN_DAYS = timedelta(hours=168)
THIRTY_DAYS = timedelta(days=30)
CIGARETTES_ALLOWED = 5
GRACE = timedelta(days=14)
DAYS_OF_RELAPSE = 7
SIX_DAYS = (DAYS_OF_RELAPSE - 1) * DAY
"""From the first to the last of them."""

ANSWERED_BEFORE, ANSWERED_AFTER = timedelta(days=3), timedelta(days=14)
"""How far from the day of a follow-up an answer or a reading counts, by the English standard."""

COMBUSTIBLE = frozenset({"cigarette", "roll_up", "other"})
"""Of something else nobody knows that it did not burn, so it counts as if it did."""

BROKEN_BY = {
    Scope.NO_COMBUSTIBLE: COMBUSTIBLE,
    Scope.NO_TOBACCO: COMBUSTIBLE | {"smokeless"},
    Scope.NO_NICOTINE_PRODUCT: COMBUSTIBLE | {"smokeless", "vape", "pouch"},
}


def moment_of(measured_at: datetime | None, now: datetime) -> datetime:
    """When a reading was taken: now unless they say so."""
    moment = measured_at or now
    if moment > now + CLOCK_SKEW:
        raise Invalid(errors=[{"field": "measured_at", "message": "must not be in the future"}])
    return moment


def flags(ppm: int) -> Flags:
    """Carbon monoxide against each threshold in use; it says nothing beyond about a day."""
    return Flags(co_lt10=ppm < 10, co_le6=ppm <= 6, co_lt5=ppm < 5)


def follow_up_window(quit_day: date, follow_up_days: int = 28) -> tuple[date, date]:
    """First and last day on which the outcome of a follow-up may be taken."""
    day = quit_day + timedelta(days=follow_up_days)
    return day - ANSWERED_BEFORE, day + ANSWERED_AFTER


def deciding_ppm(
    readings: Iterable[Reading], quit_day: date, time_zone: str, *, follow_up_days: int = 28
) -> int | None:
    """The last reading within the window that a coach vouched for; what a member typed in is none.

    It speaks for about a day before it was taken: at six months it cannot show the six months.
    """
    first, last = follow_up_window(quit_day, follow_up_days)
    zone = ZoneInfo(time_zone)
    vouched_for = [
        each
        for each in readings
        if each.verified_at is not None
        and first <= each.measured_at.astimezone(zone).date() <= last
    ]
    deciding = max(vouched_for, key=lambda each: (each.measured_at, each.reading_id), default=None)
    return deciding.ppm if deciding else None


def point_prevalence(
    smoked: Iterable[Smoked],
    assessed_at: datetime,
    *,
    window: timedelta = SEVEN_DAYS,
    scope: Scope = Scope.NO_COMBUSTIBLE,
    answered: bool = True,
) -> bool:
    """Not a puff in the window before; what happened exactly its length ago is outside."""
    return answered and not any(
        assessed_at - window < each.at <= assessed_at for each in _counted(smoked, scope)
    )


def russell_standard(
    smoked: Iterable[Smoked],
    start: datetime,
    assessed_at: datetime,
    *,
    answered: bool = True,
    ppm: int | None = None,
) -> tuple[bool, bool]:
    """Whether self-report passes, and whether it is also verified by carbon monoxide.

    At most five cigarettes over the whole time, which starts at the quit date or after a grace
    fixed beforehand. `ppm` is that of the reading which decides; without one nothing is verified.
    """
    total = sum(
        each.cigarettes
        for each in _counted(smoked, Scope.NO_COMBUSTIBLE)
        if start <= each.at <= assessed_at
    )
    reported = answered and total <= CIGARETTES_ALLOWED
    return reported, reported and ppm is not None and flags(ppm).co_lt10


def continuous(
    smoked: Iterable[Smoked],
    quit_at: datetime,
    assessed_at: datetime,
    *,
    scope: Scope = Scope.NO_COMBUSTIBLE,
) -> bool:
    """Nothing at all since the quit date."""
    return not any(quit_at <= each.at <= assessed_at for each in _counted(smoked, scope))


def prolonged(
    smoked: Iterable[Smoked],
    quit_at: datetime,
    assessed_at: datetime,
    *,
    grace: timedelta = GRACE,
    scope: Scope = Scope.NO_COMBUSTIBLE,
) -> bool:
    """Nothing at all since the grace after the quit date ended."""
    return continuous(smoked, quit_at + grace, assessed_at, scope=scope)


def seven_days_running(smoked: Sequence[Smoked], quit_day: date) -> Lapses:
    """Rule A: smoking on seven days in a row is a relapse.

    The only rule that may end an attempt, and even then only after the member was asked.
    """
    days = _days(smoked)
    return Lapses(len(days), relapse_day(days, quit_day))


def relapse_day(
    days: Set[date], quit_day: date, *, went_on_after: date | None = None
) -> date | None:
    """The seventh day in a row on which something was smoked, or None.

    Whoever was asked and goes on starts with a clean slate: days up to then no longer count.
    """
    counted = [
        day for day in _after_grace(days, quit_day) if went_on_after is None or day > went_on_after
    ]
    weeks = zip(counted, counted[DAYS_OF_RELAPSE - 1 :], strict=False)
    return next((last for first, last in weeks if last - first == SIX_DAYS), None)


def two_weeks_running(smoked: Sequence[Smoked], quit_day: date) -> Lapses:
    """Rule B: smoking in each of two weeks in a row, counted from the quit day.

    For research only: two cigarettes on neighbouring days can fall into two weeks.
    """
    days = _days(smoked)
    relapsed_on = None
    week_before = None
    for day in _after_grace(days, quit_day):
        week = (day - quit_day).days // 7
        if week_before is not None and week == week_before + 1:
            relapsed_on = day
            break
        week_before = week
    return Lapses(len(days), relapsed_on)


def _days(smoked: Iterable[Smoked]) -> set[date]:
    return {each.local_date for each in _counted(smoked, Scope.NO_COMBUSTIBLE)}


def _after_grace(days: Iterable[date], quit_day: date) -> list[date]:
    """In order, without those in the first two weeks, when no rule may speak yet."""
    begin = quit_day + GRACE
    return sorted(day for day in days if day >= begin)


def _counted(smoked: Iterable[Smoked], scope: Scope) -> list[Smoked]:
    return [each for each in smoked if each.product in BROKEN_BY[scope]]
