"""How the cap of a day falls to nothing."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from services.user_cessation.cutdown import rules
from services.user_cessation.cutdown.models import CutDown, CutDownIn, Habit
from shared.models.problem import Conflict, Invalid

START = date(2026, 3, 1)


def plan(mode, days, start_cap):
    return CutDown(mode, START, START + timedelta(days=days), start_cap, 1)


def caps(plan, days):
    return [rules.cap_on(plan, START + timedelta(days=day)) for day in days]


@pytest.mark.parametrize(
    ("mode", "days", "start_cap", "at", "expected"),
    [
        pytest.param(
            "linear", 10, 20, range(11), [20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0], id="by 2"
        ),
        pytest.param("linear", 28, 20, (0, 1, 14, 27, 28), [20, 20, 10, 1, 0], id="four weeks"),
        pytest.param("linear", 42, 5, (0, 41, 42), [5, 1, 0], id="few, over six weeks"),
        pytest.param("linear", 1, 40, (0, 1), [40, 0], id="one day"),
        pytest.param(
            "stepped", 28, 20, (0, 6, 7, 14, 21, 27, 28), [16, 16, 12, 8, 4, 4, 0], id="four steps"
        ),
        pytest.param(
            "stepped", 10, 20, (0, 7, 9, 10), [14, 7, 7, 0], id="a week that is cut short"
        ),
        pytest.param("stepped", 3, 9, (0, 2, 3), [5, 5, 0], id="one step"),
    ],
)
def test_a_cap_falls_as_its_mode_says(mode, days, start_cap, at, expected):
    assert caps(plan(mode, days, start_cap), at) == expected


@pytest.mark.parametrize("mode", ["linear", "stepped"])
@pytest.mark.parametrize("days", [1, 2, 13, 41, 42])
@pytest.mark.parametrize("start_cap", [1, 7, 20, 200])
def test_it_never_rises_and_is_nothing_on_the_last_day_alone(mode, days, start_cap):
    falling = caps(plan(mode, days, start_cap), range(days + 1))

    assert all(later <= sooner for sooner, later in pairwise(falling))
    assert falling[-1] == 0
    assert 0 not in falling[:-1]
    assert falling[0] <= start_cap


def test_before_it_begins_there_is_no_cap_and_after_it_stays_nothing():
    assert caps(plan("linear", 10, 20), (-1, 11, 900)) == [None, 0, 0]


def test_once_the_quit_day_has_come_the_cap_is_nothing():
    quit_on = START + timedelta(days=4)

    found = [
        rules.cap_on(plan("linear", 10, 20), START + timedelta(days=day), quit_on) for day in (3, 4)
    ]

    assert found == [14, 0]


@pytest.mark.parametrize(
    ("starts", "ends", "field"),
    [
        pytest.param(0, 42, None, id="six weeks"),
        pytest.param(0, 43, "ends_on", id="a day more than six weeks"),
        pytest.param(0, 0, "ends_on", id="no day at all"),
        pytest.param(0, -1, "ends_on", id="backwards"),
        pytest.param(30, 40, None, id="beginning in 30 days"),
        pytest.param(31, 40, "starts_on", id="beginning later"),
        pytest.param(-41, 1, None, id="under way"),
        pytest.param(-42, 0, "ends_on", id="over already"),
        pytest.param(-43, -1, "starts_on", id="long over"),
    ],
)
def test_it_is_six_weeks_at_most_and_about_now(starts, ends, field):
    new = CutDownIn(
        mode="linear",
        starts_on=START + timedelta(days=starts),
        ends_on=START + timedelta(days=ends),
        start_cap=10,
    )

    try:
        rules.planned(new, Habit("UTC", None, None), START, 1)
        wrong = None
    except Invalid as refused:
        wrong = refused.extra["errors"][0]["field"]

    assert wrong == field


def test_what_is_usual_is_where_it_begins():
    new = CutDownIn(mode="linear", ends_on=START + timedelta(days=7))

    made = rules.planned(new, Habit("UTC", Decimal("12.5"), None), START, 1)

    assert (made.starts_on, made.start_cap) == (START, 13)
    with pytest.raises(Conflict):
        rules.planned(new, Habit("UTC", None, None), START, 1)
