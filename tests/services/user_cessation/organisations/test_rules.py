"""Domain K, sponsored seats: "aggregate-only reporting with n >= 10"."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from services.user_cessation.organisations import rules
from services.user_cessation.organisations.models import Followed, Organisation


@pytest.mark.parametrize(
    ("count", "of", "shown"),
    [
        pytest.param(9, 9, None, id="of nine nothing is said"),
        pytest.param(0, 10, 0, id="of ten it is"),
        pytest.param(10, 10, 100, id="all"),
        pytest.param(1, 40, 5, id="half a step goes up"),
        pytest.param(24, 1_000, 0, id="less goes down"),
        pytest.param(333, 1_000, 35, id="in steps"),
        pytest.param(334, 1_000, 35, id="that one person does not move"),
    ],
)
def test_rates_are_told_in_steps_and_of_enough(count, of, shown):
    assert rules.percent(count, of) == shown


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 3, 1, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 3, 31, 23, 59, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 4, 1, 6, tzinfo=timezone(timedelta(hours=7))), date(2026, 3, 1)),
    ],
    ids=["as it begins", "as it ends", "by UTC"],
)
def test_a_report_changes_with_the_month_alone(now, day):
    assert rules.counted_until(now) == day


def test_each_number_needs_enough_people_of_its_own():
    """Twelve took a seat; ten of them were asked after four weeks, nine after three months."""
    organisation = Organisation("Hospital", codes=1, seats=20, members=12, active=6)
    followed = [
        Followed("Hospital", 28, members=10, seven_days=5, prolonged=4, continuous=2),
        Followed("Hospital", 90, members=9, seven_days=9, prolonged=9, continuous=9),
    ]

    [line] = rules.report([organisation], followed)

    assert (line.members, line.active_percent) == (12, 50)
    assert [
        (each.follow_up_days, each.seven_days_percent, each.prolonged_percent)
        for each in line.outcomes
    ] == [(28, 50, 40), (90, None, None), (182, None, None), (365, None, None)]


def test_of_nine_members_not_even_their_number_is_told():
    [line] = rules.report([Organisation("Bakery", codes=1, seats=20, members=9, active=9)], [])

    assert (line.seats, line.members, line.active_percent) == (20, None, None)
