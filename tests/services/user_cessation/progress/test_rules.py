"""The arithmetic of quitting, against examples worked out by hand."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from services.user_cessation.progress import rules
from services.user_cessation.progress.models import Price

QUIT = datetime(2026, 1, 1, 8, tzinfo=UTC)
LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)


def days(count):
    return timedelta(days=count)


def price(minor, since=LONG_AGO):
    return Price(since, minor, "EUR")


def smoked(cigarettes, minor):
    """What slips cost, as it is kept: as if every cigarette were a pack."""
    return cigarettes * minor


def saved(per_day, pack, prices, elapsed, slips=0):
    spent = Fraction(slips, pack)
    return rules.rounded(rules.saved(Decimal(per_day), pack, prices, QUIT, spent, QUIT + elapsed))


RISE = [price(1000), price(1200, QUIT + days(10))]


@pytest.mark.parametrize(
    ("per_day", "pack", "prices", "elapsed", "slips", "minor"),
    [
        pytest.param("15", 20, [price(800)], days(10), 0, 6000, id="15 a day for 10 days"),
        pytest.param("15", 20, [price(800)], days(10), smoked(4, 800), 5840, id="4 of them smoked"),
        pytest.param("20", 20, [price(1473)], days(30), 0, 44190, id="a pack a day for 30 days"),
        pytest.param("12", 20, [price(1000)], days(0.5), 0, 300, id="12 a day for 12 hours"),
        pytest.param("20", 20, RISE, days(15), 0, 16000, id="the price rose after 10 days"),
        pytest.param("20", 20, RISE, days(15), smoked(3, 1200), 15820, id="3 at the new price"),
        pytest.param("20", 20, RISE, days(15), smoked(3, 1000), 15850, id="3 at the old price"),
        pytest.param("20", 20, [price(1000)], days(-1), 0, 0, id="before the quit date"),
        pytest.param(
            "20", 20, [price(1000)], days(1), smoked(30, 1000), -500, id="more than it saved"
        ),
        pytest.param("1", 20, [price(10)], days(1), 0, 1, id="half a unit is rounded up"),
        pytest.param("20", 20, [price(600)], days(7), 0, 4200, id="yen have no decimals"),
        pytest.param("20", 20, [price(1250)], days(2), 0, 2500, id="dinar have three"),
        pytest.param(
            "20", 20, [price(4_000_000)], days(36_500), 0, 146_000_000_000, id="dear for a century"
        ),
        pytest.param(
            "200",
            1,
            [price(1_000_000_000)],
            days(46_000),
            0,
            200 * 46_000 * 1_000_000_000,
            id="nothing overflows",
        ),
        pytest.param(
            "20",
            20,
            [price(1000, QUIT + days(5))],
            days(10),
            0,
            10_000,
            id="first price holds back",
        ),
        pytest.param(
            "20",
            20,
            [price(1000), price(9900, QUIT + days(20))],
            days(10),
            0,
            10_000,
            id="a price yet to come",
        ),
    ],
)
def test_money_saved(per_day, pack, prices, elapsed, slips, minor):
    assert saved(per_day, pack, prices, elapsed, slips) == minor


def test_help_that_was_paid_for_comes_off_what_was_saved():
    spent = Fraction(smoked(3, 1200), 20) + 4550

    assert rules.rounded(rules.saved(Decimal(20), 20, RISE, QUIT, spent, QUIT + days(15))) == 11270


def test_money_is_the_same_however_its_time_is_cut_into_prices():
    chance = random.Random(7)
    for _ in range(50):
        cuts = sorted(QUIT + days(chance.uniform(-5, 40)) for _ in range(chance.randrange(6)))
        same_price = [price(873), *(price(873, cut) for cut in cuts)]

        pieces = rules.saved(Decimal("13.7"), 19, same_price, QUIT, Fraction(0), QUIT + days(33))

        assert pieces == rules.saved(
            Decimal("13.7"), 19, [price(873)], QUIT, Fraction(0), QUIT + days(33)
        )


@pytest.mark.parametrize(
    ("avoided", "minutes", "regained"),
    [
        pytest.param(80, 11, timedelta(hours=14, minutes=40), id="80 at 11"),
        pytest.param(80, 20, timedelta(days=1, hours=2, minutes=40), id="80 at 20"),
        pytest.param(80, 17, timedelta(hours=22, minutes=40), id="80 at 17"),
        pytest.param(80, 22, timedelta(days=1, hours=5, minutes=20), id="80 at 22"),
        pytest.param(150, 11, timedelta(days=1, hours=3, minutes=30), id="150 at 11"),
        pytest.param(150, 20, timedelta(days=2, hours=2), id="150 at 20"),
        pytest.param(150, 17, timedelta(days=1, hours=18, minutes=30), id="150 at 17"),
        pytest.param(150, 22, timedelta(days=2, hours=7), id="150 at 22"),
        pytest.param(Fraction(-5), 20, timedelta(0), id="never less than nothing"),
        pytest.param(
            Fraction(99, 1000), 20, timedelta(minutes=1), id="whole minutes, rounded down"
        ),
    ],
)
def test_life_regained(avoided, minutes, regained):
    assert timedelta(minutes=rules.life_regained(Fraction(avoided), minutes)) == regained


@pytest.mark.parametrize(
    ("gain", "day"),
    [
        pytest.param(timedelta(days=1), datetime(2026, 1, 8, tzinfo=UTC), id="a day by 8 January"),
        pytest.param(timedelta(weeks=1), datetime(2026, 2, 20, tzinfo=UTC), id="a week by 20 Feb"),
        pytest.param(
            timedelta(days=30), datetime(2026, 8, 5, tzinfo=UTC), id="a month by 5 August"
        ),
        pytest.param(
            timedelta(days=50), datetime(2026, 12, 27, tzinfo=UTC), id="50 days in a year"
        ),
    ],
)
def test_ten_a_day_since_new_year_gives_back(gain, day):
    new_year = datetime(2026, 1, 1, tzinfo=UTC)

    def regained_by(moment):
        units = rules.units_avoided(Decimal(10), new_year, 0, moment)
        return timedelta(minutes=rules.life_regained(units, 20))

    assert regained_by(day) <= gain <= regained_by(day + timedelta(days=1))


@pytest.mark.parametrize(
    ("elapsed", "cigarettes", "shown"),
    [
        pytest.param(days(8), 0, "80.0", id="8 days"),
        pytest.param(timedelta(hours=1), 0, "0.4", id="an hour, rounded down"),
        pytest.param(days(1), 4, "6.0", id="minus what was smoked"),
        pytest.param(days(1), 14, "0.0", id="never less than nothing"),
        pytest.param(days(-3), 0, "0.0", id="before the quit date"),
    ],
)
def test_units_avoided_at_ten_a_day(elapsed, cigarettes, shown):
    units = rules.units_avoided(Decimal(10), QUIT, cigarettes, QUIT + elapsed)

    assert rules.shown_units(units) == shown


@pytest.mark.parametrize(
    ("quit_at", "last_slip_at", "now", "expected"),
    [
        pytest.param(QUIT, None, QUIT + days(3), days(3), id="since quitting"),
        pytest.param(QUIT, QUIT + days(2), QUIT + days(3), days(1), id="since the last slip"),
        pytest.param(QUIT, None, QUIT - days(1), days(0), id="not yet"),
        pytest.param(QUIT, QUIT + days(3), QUIT + days(2.9), days(0), id="a clock that runs ahead"),
        pytest.param(None, None, QUIT, days(0), id="no plan"),
    ],
)
def test_time_without_smoking(quit_at, last_slip_at, now, expected):
    assert rules.smoke_free(quit_at, last_slip_at, now) == expected


@pytest.mark.parametrize(
    ("quit_at", "expected"),
    [
        pytest.param(None, "no_plan", id="no date"),
        pytest.param(QUIT + days(1), "planned", id="a date to come"),
        pytest.param(QUIT, "quit", id="this very moment"),
    ],
)
def test_status(quit_at, expected):
    assert rules.status(quit_at, QUIT) == expected
