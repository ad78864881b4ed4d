"""What quitting has earned someone so far: time, cigarettes, money, life.

Pure: no clock, no database, no web. Callers pass `now`. Sums are exact fractions and are rounded
once, at the end, so nothing drifts and nothing overflows however long or dear the habit was. What
can be added up in whole numbers is, and divided once: fractions are slow to calculate with.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from services.user_cessation.progress.models import Price, Status

MICROSECOND = timedelta(microseconds=1)
SECOND = timedelta(seconds=1)
DAY_IN_MICROSECONDS = timedelta(days=1) // MICROSECOND


def status(quit_at: datetime | None, now: datetime) -> Status:
    if quit_at is None:
        return "no_plan"
    return "planned" if quit_at > now else "quit"


def smoke_free(quit_at: datetime | None, last_slip_at: datetime | None, now: datetime) -> timedelta:
    """How long ago the last cigarette was: nothing before the quit date, or without one."""
    if quit_at is None:
        return timedelta(0)
    return max(now - max(quit_at, last_slip_at or quit_at), timedelta(0))


def usual_units(units_per_day: Decimal, span: timedelta) -> Fraction:
    """What they would have smoked in that time, by the instant and not by the day."""
    return _at_rate(units_per_day, span // MICROSECOND, DAY_IN_MICROSECONDS)


def units_avoided(
    units_per_day: Decimal, quit_at: datetime | None, smoked: int, now: datetime
) -> Fraction:
    """Units not smoked since quitting; negative when slips came to more than the habit did."""
    if quit_at is None or quit_at > now:
        return Fraction(0)
    return usual_units(units_per_day, now - quit_at) - smoked


def shown_units(units: Fraction) -> str:
    """With one decimal, rounded down so we never promise too much, and never below nothing."""
    tenths = max(0, 10 * units.numerator // units.denominator)
    return f"{tenths // 10}.{tenths % 10}"


def life_regained(units: Fraction, minutes_per_cigarette: int) -> int:
    """Minutes of life, an estimate over a population: whole ones, and never below nothing."""
    return max(0, units.numerator * minutes_per_cigarette // units.denominator)


def saved(
    units_per_day: Decimal,
    pack_size: int,
    prices: Sequence[Price],
    quit_at: datetime | None,
    spent: Fraction,
    now: datetime,
) -> Fraction:
    """Minor units of money not spent on smoking, at the price that held at the time.

    Less what was `spent` all the same: on slips, and on nicotine replacement (domain.md B13).
    """
    if quit_at is None or quit_at > now:
        return Fraction(0)
    price_times_time = sum(
        price.amount_minor * ((until - since) // MICROSECOND)
        for price, since, until in _held(prices, quit_at, now)
    )
    usual = _at_rate(units_per_day, price_times_time, DAY_IN_MICROSECONDS * pack_size)
    return usual - spent


def saved_a_day(
    units_per_day: Decimal, pack_size: int, prices: Sequence[Price], now: datetime
) -> Fraction:
    """Minor units that a day without smoking saves at the price of today."""
    price = next((each for each in reversed(prices) if each.effective_from <= now), prices[0])
    return _at_rate(units_per_day, price.amount_minor, pack_size)


def rounded(amount: Fraction) -> int:
    """Whole minor units, halves up."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def _at_rate(rate: Decimal, times: int, divided_by: int) -> Fraction:
    numerator, denominator = rate.as_integer_ratio()
    return Fraction(numerator * times, denominator * divided_by)


def _held(
    prices: Sequence[Price], start: datetime, end: datetime
) -> Iterator[tuple[Price, datetime, datetime]]:
    """Which price held from when until when, between `start` and `end`, without a gap."""
    changes = [price.effective_from for price in prices[1:]]
    for price, since, until in zip(prices, [start, *changes], [*changes, end], strict=True):
        since, until = max(since, start), min(until, end)
        if since < until:
            yield price, since, until
