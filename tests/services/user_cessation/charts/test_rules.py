"""Charts show something from the first day, in steps that grow with what there is."""

from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.charts.rules import step_for

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told_for", "step"),
    [
        pytest.param(timedelta(0), "hour", id="the first minute"),
        pytest.param(timedelta(days=2), "hour", id="two days"),
        pytest.param(timedelta(days=2, seconds=1), "day", id="more than two days"),
        pytest.param(timedelta(days=31), "day", id="a month"),
        pytest.param(timedelta(days=32), "week", id="more than a month"),
        pytest.param(timedelta(days=182), "week", id="half a year"),
        pytest.param(timedelta(days=183), "month", id="more"),
        pytest.param(timedelta(days=730), "month", id="two years"),
    ],
)
def test_steps_grow_with_what_there_is(told_for, step):
    assert step_for(NOW - told_for, NOW) == step


def test_before_anything_was_told_there_are_hours():
    assert step_for(None, NOW) == "hour"
