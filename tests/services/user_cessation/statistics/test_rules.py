"""What may be said of many people, and when days and weeks are over."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from services.user_cessation.statistics import rules
from services.user_cessation.statistics.models import Judged, Stayed

NOON = datetime(2026, 3, 11, 12, tzinfo=UTC)  # a Wednesday


def judged(attempts, *, days=90, month=date(2026, 1, 1), **counts):
    known = dict.fromkeys((*rules.COUNTS, *rules.LEFT_OUT), 0) | counts
    return Judged(quit_month=month, follow_up_days=days, attempts=attempts, **known)


def test_a_rate_is_of_everybody_who_tried():
    [shown] = rules.outcomes([judged(30, answered=12, seven_days=10)])

    assert (shown.seven_days.count, shown.seven_days.percent) == (10, Decimal("33.3"))
    assert shown.answered.percent == Decimal("40.0")


@pytest.mark.parametrize(("attempts", "shown"), [(9, None), (10, Decimal("50.0"))])
def test_of_too_few_nothing_is_said(attempts, shown):
    [line] = rules.outcomes([judged(attempts, russell=5)])

    assert line.russell.percent == shown
    assert line.attempts == attempts


def test_at_four_weeks_nobody_can_have_thirty_days():
    [shown] = rules.outcomes([judged(20, days=28, seven_days=10)])

    assert (shown.thirty_days.count, shown.thirty_days.percent) == (None, None)
    assert {scoped.thirty_days.count for scoped in shown.scopes} == {None}


def test_four_weeks_are_told_at_four_weeks_alone():
    [early, late] = rules.outcomes(
        [judged(20, days=days, four_weeks=8, four_weeks_verified=5) for days in (28, 182)]
    )

    assert (early.four_weeks.count, early.verified.four_weeks.count) == (8, 5)
    assert (late.four_weeks, late.verified.four_weeks) == (rules.NOTHING, rules.NOTHING)


def test_what_is_verified_and_who_was_left_out_stand_beside_the_rest():
    [shown] = rules.outcomes(
        [judged(20, days=365, russell=8, russell_verified=3, died=1, untraceable=2)]
    )

    assert (shown.russell.percent, shown.verified.russell.percent) == (Decimal("40"), Decimal("15"))
    assert (shown.attempts, shown.excluded.died, shown.excluded.untraceable) == (20, 1, 2)


def test_scopes_stand_beside_each_other():
    """B6: (1) nothing that burns, (2) no tobacco, (3) no product with nicotine."""
    [shown] = rules.outcomes(
        [judged(20, seven_days=10, seven_days_no_tobacco=8, seven_days_no_nicotine=5, prolonged=7)]
    )

    assert [(scoped.scope, scoped.seven_days.percent) for scoped in shown.scopes] == [
        ("no_combustible", Decimal("50.0")),
        ("no_tobacco", Decimal("40.0")),
        ("no_nicotine_product", Decimal("25.0")),
    ]
    assert shown.scopes[0].prolonged == shown.prolonged


def test_months_together_are_enough_where_each_is_too_few():
    months = [judged(6, month=date(2026, month, 1), continuous=3) for month in (1, 2)]

    shown = {line.follow_up_days: line for line in rules.overall(months)}

    assert shown[90].continuous.percent == Decimal("50.0")
    assert shown[28].attempts == 0
    assert shown[28].continuous.percent is None


def test_the_export_leaves_out_lines_about_too_few():
    text = rules.as_csv(
        [
            judged(9, answered=9),
            judged(10, days=182, answered=4, seven_days=3, seven_days_verified=2, died=1),
        ]
    )

    assert text.splitlines() == [
        "quit_month,follow_up_days,attempts,answered,seven_days,thirty_days,russell,continuous,"
        "prolonged,seven_days_no_tobacco,thirty_days_no_tobacco,continuous_no_tobacco,"
        "prolonged_no_tobacco,seven_days_no_nicotine,thirty_days_no_nicotine,"
        "continuous_no_nicotine,prolonged_no_nicotine,four_weeks,four_weeks_verified,"
        "seven_days_verified,thirty_days_verified,russell_verified,continuous_verified,"
        "prolonged_verified,two_weeks_running,died,untraceable",
        "2026-01,182,10,4,3,0,0,0,0,0,0,0,0,0,0,0,0,0,0,2,0,0,0,0,0,1,0",
    ]


def test_retention_is_told_in_weeks_since_registration():
    rows = [
        Stayed(date(2026, 1, 5), 40, date(2026, 1, 5), 38),
        Stayed(date(2026, 1, 5), 40, date(2026, 1, 19), 21),
        Stayed(date(2026, 1, 12), 7, date(2026, 1, 12), 7),
    ]

    first, second = rules.retention(rows)

    assert [(week.week, week.active_members) for week in first.weeks] == [(0, 38), (2, 21)]
    assert (second.members, second.weeks[0].week) == (7, 0)


@pytest.mark.parametrize(
    ("counted", "days"),
    [
        pytest.param(None, [10], id="nothing counted yet: yesterday"),
        pytest.param(date(2026, 3, 10), [], id="yesterday is counted, today is not over"),
        pytest.param(date(2026, 3, 7), [8, 9, 10], id="days without a clock are made up for"),
        pytest.param(date(2026, 2, 28), [1, 2, 3], id="a few at a time"),
    ],
)
def test_a_day_is_counted_when_it_is_over(counted, days):
    found = list(rules.ended_days(counted, NOON, most=3))

    assert found == [date(2026, 3, day) for day in days]


@pytest.mark.parametrize(
    ("counted", "weeks"),
    [(None, [2]), (date(2026, 3, 2), []), (date(2026, 2, 23), [2])],
)
def test_a_week_is_counted_when_it_is_over(counted, weeks):
    found = list(rules.ended_weeks(counted, NOON, most=2))

    assert found == [date(2026, 3, day) for day in weeks]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        pytest.param(None, None, [], id="nothing judged yet"),
        pytest.param(date(2026, 1, 31), date(2026, 1, 31), [(2026, 1)], id="a day"),
        pytest.param(
            date(2026, 11, 30),
            date(2027, 2, 1),
            [(2026, 11), (2026, 12), (2027, 1), (2027, 2)],
            id="over the year's end",
        ),
    ],
)
def test_months_are_named_by_their_first_day(first, last, found):
    assert list(rules.months(first, last)) == [date(year, month, 1) for year, month in found]
