"""Outcomes by the worked cases: quit on 1 January 2026, assessed on 1 July."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.user_cessation.outcomes import rules
from services.user_cessation.outcomes.models import Lapses, Scope, Smoked
from shared.models.problem import Invalid

QUIT = datetime(2026, 1, 1, tzinfo=UTC)
ASSESSED = datetime(2026, 7, 1, tzinfo=UTC)
QUIT_DAY = QUIT.date()


def smoked(month, day, cigarettes=1, product="cigarette"):
    at = datetime(2026, month, day, 12, tzinfo=UTC)
    return Smoked(at, at.date(), cigarettes, product)


E1 = [smoked(2, 10, 2), smoked(4, 1, 3)]
E2 = [*E1, smoked(6, 1)]
E3 = [smoked(2, day) for day in range(1, 8)]
E4 = [smoked(2, 2), smoked(2, 9)]
E6 = [smoked(6, 28)]

CASES = [
    pytest.param(E1, True, True, True, Lapses(2, None), Lapses(2, None), id="E1"),
    pytest.param(E2, True, False, True, Lapses(3, None), Lapses(3, None), id="E2"),
    pytest.param(
        E3,
        True,
        False,
        True,
        Lapses(7, date(2026, 2, 7)),
        Lapses(7, date(2026, 2, 5)),
        id="E3",
    ),
    pytest.param(E4, True, True, True, Lapses(2, None), Lapses(2, date(2026, 2, 9)), id="E4"),
    pytest.param(E6, True, True, False, Lapses(1, None), Lapses(1, None), id="E6"),
    pytest.param([], False, False, False, Lapses(0, None), Lapses(0, None), id="E8"),
]


@pytest.mark.parametrize(("history", "answered", "russell", "ppa", "rule_a", "rule_b"), CASES)
def test_the_worked_cases(history, answered, russell, ppa, rule_a, rule_b):
    reported, verified = rules.russell_standard(history, QUIT, ASSESSED, answered=answered)

    assert (reported, verified) == (russell, False)
    assert rules.point_prevalence(history, ASSESSED, answered=answered) is ppa
    assert rules.seven_days_running(history, QUIT_DAY) == rule_a
    assert rules.two_weeks_running(history, QUIT_DAY) == rule_b


@pytest.mark.parametrize(
    ("ppm", "lt10", "le6", "lt5"),
    [
        (3, True, True, True),
        (5, True, True, False),
        (6, True, True, False),
        (7, True, False, False),
        (9, True, False, False),
        (10, False, False, False),
    ],
)
def test_carbon_monoxide_against_each_threshold(ppm, lt10, le6, lt5):
    flags = rules.flags(ppm)

    assert (flags.co_lt10, flags.co_le6, flags.co_lt5) == (lt10, le6, lt5)


@pytest.mark.parametrize(
    ("history", "ppm", "verified"),
    [(E1, 9, True), (E1, 10, False), (E1, None, False), (E2, 3, False)],
    ids=["9 ppm", "10 ppm", "not measured", "low, but more than five smoked"],
)
def test_only_a_report_with_a_low_reading_is_verified(history, ppm, verified):
    _, found = rules.russell_standard(history, QUIT, ASSESSED, ppm=ppm)

    assert found is verified


def test_what_was_smoked_before_the_time_began_does_not_count():
    grace_ended = datetime(2026, 1, 15, tzinfo=UTC)

    reported, _ = rules.russell_standard([smoked(1, 10, 20)], grace_ended, ASSESSED)

    assert reported


def test_the_four_week_window_is_day_25_to_42():
    assert rules.follow_up_window(date(2026, 3, 1)) == (date(2026, 3, 26), date(2026, 4, 12))


@pytest.mark.parametrize(
    ("before", "passes"),
    [
        pytest.param(timedelta(hours=168), True, id="exactly 168 hours ago is outside"),
        pytest.param(timedelta(hours=168) - timedelta(microseconds=1), False, id="just inside"),
        pytest.param(timedelta(0), False, id="this very moment"),
        pytest.param(-timedelta(seconds=1), True, id="afterwards"),
    ],
)
def test_the_edges_of_seven_days(before, passes):
    puff = Smoked(ASSESSED - before, ASSESSED.date(), 1)

    assert rules.point_prevalence([puff], ASSESSED) is passes


@pytest.mark.parametrize(("days", "passes"), [(8, False), (30, True)])
def test_thirty_days_are_as_strict(days, passes):
    puff = Smoked(ASSESSED - timedelta(days=days), ASSESSED.date(), 1)

    assert rules.point_prevalence([puff], ASSESSED, window=rules.THIRTY_DAYS) is passes


@pytest.mark.parametrize(
    ("product", "passed"),
    [
        ("cigarette", []),
        ("roll_up", []),
        ("other", []),
        ("smokeless", [Scope.NO_COMBUSTIBLE]),
        ("vape", [Scope.NO_COMBUSTIBLE, Scope.NO_TOBACCO]),
        ("pouch", [Scope.NO_COMBUSTIBLE, Scope.NO_TOBACCO]),
        ("nrt", list(Scope)),
    ],
)
def test_each_scope_asks_for_more(product, passed):
    used = [Smoked(ASSESSED, ASSESSED.date(), 1, product)]

    assert [
        scope for scope in Scope if rules.point_prevalence(used, ASSESSED, scope=scope)
    ] == passed


@pytest.mark.parametrize(
    ("history", "continuous", "prolonged"),
    [
        pytest.param([], True, True, id="nothing"),
        pytest.param([smoked(1, 10)], False, True, id="within the grace"),
        pytest.param([smoked(1, 20)], False, False, id="after the grace"),
    ],
)
def test_continuous_and_prolonged_differ_by_the_grace(history, continuous, prolonged):
    assert rules.continuous(history, QUIT, ASSESSED) is continuous
    assert rules.prolonged(history, QUIT, ASSESSED) is prolonged


@pytest.mark.parametrize(
    ("days", "rule_a", "rule_b"),
    [
        pytest.param(range(1, 15), None, None, id="no rule speaks in the grace"),
        pytest.param(range(10, 21), None, None, id="six days after it are not seven"),
        pytest.param(range(10, 22), 21, None, id="seven days after it"),
        pytest.param([15, 16, 17, 19, 20, 21], None, None, id="a day between"),
        pytest.param([21, 22], None, 22, id="two days across the edge of a week"),
        pytest.param([15, 29], None, None, id="a week between"),
    ],
)
def test_relapse_is_judged_after_the_grace(days, rule_a, rule_b):
    history = [smoked(1, day) for day in days]

    def day(number):
        return number and date(2026, 1, number)

    assert rules.seven_days_running(history, QUIT_DAY).relapsed_on == day(rule_a)
    assert rules.two_weeks_running(history, QUIT_DAY).relapsed_on == day(rule_b)


def test_a_reading_of_the_future_is_refused():
    with pytest.raises(Invalid):
        rules.moment_of(QUIT + timedelta(minutes=6), QUIT)


@pytest.mark.parametrize(
    ("went_on_after", "days", "asked"),
    [
        pytest.param(None, range(31, 38), date(2026, 2, 7), id="E3: relapse 7 February"),
        pytest.param(date(2026, 2, 7), range(31, 38), None, id="E3, and they went on"),
        pytest.param(date(2026, 2, 7), range(31, 44), None, id="six days more"),
        pytest.param(date(2026, 2, 7), range(31, 45), date(2026, 2, 14), id="seven days more"),
        pytest.param(None, [*range(31, 37), *range(38, 44)], None, id="a day between"),
    ],
)
def test_the_question_is_asked_once_for_the_same_days(went_on_after, days, asked):
    quit_day = date(2026, 1, 1)
    smoked = {quit_day + timedelta(days=day) for day in days}

    assert rules.relapse_day(smoked, quit_day, went_on_after=went_on_after) == asked
