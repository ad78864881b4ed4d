"""When a goal is reached: exact in every currency, promised never too early."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from uuid import uuid4

import pytest

from services.user_cessation.goals import rules
from services.user_cessation.goals.models import Goal
from services.user_cessation.progress.models import Savings

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def shown(target, so_far, a_day, *, currency="EUR", saved_in="EUR"):
    goal = Goal(uuid4(), uuid4(), "bike", target, currency, 1, NOW)
    savings = Savings(Fraction(so_far), Fraction(a_day), Fraction(0), 0, saved_in)
    return rules.shown(goal, savings, NOW)


@pytest.mark.parametrize(
    ("target", "so_far", "a_day", "days"),
    [
        pytest.param(30_000, 15_600, 1_200, 12, id="a bike in 12 days"),
        pytest.param(1_000, 999, 1_000, 0.001, id="nearly there"),
        pytest.param(10_000, -2_000, 1_000, 12, id="slips came to more than was saved"),
        pytest.param(100_000, 0, Fraction(1_000, 3), 300, id="a third of a unit a day"),
    ],
)
def test_when_it_will_be_reached(target, so_far, a_day, days):
    goal = shown(target, so_far, a_day)

    assert goal.state == "saving"
    assert goal.expected_at is not None
    assert abs(goal.expected_at - NOW - timedelta(days=days)) <= timedelta(seconds=1)


@pytest.mark.parametrize(
    ("currency", "target", "so_far", "saved"),
    [
        pytest.param("JPY", 90_000, Fraction(40_000_9, 10), 40_000, id="yen have no decimals"),
        pytest.param("KWD", 25_500, Fraction(12_750_999, 1000), 12_750, id="dinar have three"),
        pytest.param("VND", 5_000_000, 4_999_999, 4_999_999, id="dong"),
        pytest.param("EUR", 100, Fraction(9999, 100), 99, id="not full before it is reached"),
        pytest.param("EUR", 100, 250, 100, id="no more than the goal"),
        pytest.param("EUR", 100, -250, 0, id="never less than nothing"),
    ],
)
def test_saved_is_in_minor_units_rounded_down(currency, target, so_far, saved):
    goal = shown(target, so_far, 100, currency=currency, saved_in=currency)

    assert goal.saved is not None
    assert (goal.saved.amount_minor, goal.saved.currency) == (saved, currency)
    assert (goal.state == "reached") == (so_far >= target)


@pytest.mark.parametrize(
    "goal",
    [
        pytest.param(shown(100, 5, 5, saved_in="USD"), id="another currency"),
        pytest.param(shown(100, 5, 0), id="nothing saved a day"),
        pytest.param(
            rules.shown(Goal(uuid4(), uuid4(), "x", 1, "EUR", 1, NOW), None, NOW), id="no price"
        ),
    ],
)
def test_where_nothing_can_be_told_nothing_is_promised(goal):
    assert (goal.state, goal.expected_at) == ("not_saving", None)


def test_more_than_a_hundred_years_is_no_date():
    goal = shown(1_000_000_000, 0, 1)

    assert (goal.state, goal.expected_at) == ("saving", None)
