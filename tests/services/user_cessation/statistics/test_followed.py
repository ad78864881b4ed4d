"""What may still change after a judgement, and the figures the clock counts from all of them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.user_cessation.outcomes import rules as one_by_one
from services.user_cessation.outcomes.models import Reading
from services.user_cessation.statistics import actions
from services.user_cessation.statistics.models import FOLLOW_UPS
from shared.models.events import ClockTicked
from shared.models.ids import uuid7

QUIT = datetime(2026, 1, 1, 8, tzinfo=UTC)
QUIT_DAY = QUIT.date()
LATER = QUIT + timedelta(days=400)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
LAST_DAY_THERE = datetime(2026, 2, 12, tzinfo=HANOI)
"""Day 42 after a quit day of 1 January."""


@pytest.fixture
def followed(judge, rows):
    """Have an attempt judged at a follow-up; returns how it stands by now."""

    def look(attempt_id, days):
        judge(attempt_id, days)
        [found] = rows("statistics.followed", attempt_id=attempt_id, follow_up_days=days)
        return found

    return look


@pytest.fixture
def exclude(database):
    def leave_out(attempt_id, reason, since):
        database.execute(
            "INSERT INTO statistics.exclusions (user_id, reason, since, recorded_at)"
            " SELECT user_id, %s, %s, now() FROM cessation.quit_attempts WHERE attempt_id = %s",
            (reason, since, attempt_id),
        )

    return leave_out


@pytest.fixture
def alone(database):
    """Other tests' attempts are not judged, so that every figure is about one's own."""
    database.execute("DELETE FROM statistics.outcomes")


@pytest.fixture
def months(rows):
    """The figures of attempts that began in January, by follow-up."""

    def look():
        found = rows("statistics.outcome_months", quit_month=QUIT_DAY)
        return {each["follow_up_days"]: each for each in found}

    return look


@pytest.mark.parametrize(
    ("readings", "is_verified"),
    [
        pytest.param([(28, 9, True)], True, id="B5: 9 ppm"),
        pytest.param([(28, 10, True)], False, id="B5: 10 ppm"),
        pytest.param([(28, 3, False)], False, id="only typed in"),
        pytest.param([], False, id="not measured"),
        pytest.param([(24, 3, True)], False, id="B5: day 24 is too soon"),
        pytest.param([(25, 3, True)], True, id="B5: day 25 opens"),
        pytest.param([(42, 3, True)], True, id="B5: day 42 closes"),
        pytest.param([(43, 3, True)], False, id="B5: day 43 is late"),
        pytest.param([(27, 3, True), (35, 15, True)], False, id="the last decides against"),
        pytest.param([(27, 15, True), (35, 3, True)], True, id="the last decides for"),
        pytest.param([(27, 3, True), (35, 15, False)], True, id="the last that was seen"),
        pytest.param([(27, 3, True), (43, 15, True)], True, id="the last within the window"),
    ],
)
def test_breath_verifies_by_its_last_reading_in_the_window(
    attempt, followed, readings, is_verified
):
    found = followed(attempt(answers=[28], readings=readings), 28)
    stored = [
        Reading(
            uuid7(), uuid7(), ppm, QUIT + timedelta(days=day), QUIT, None, QUIT if seen else None
        )
        for day, ppm, seen in readings
    ]

    ppm = one_by_one.deciding_ppm(stored, QUIT_DAY, "UTC")

    assert found["is_verified"] is is_verified
    assert one_by_one.russell_standard([], QUIT, LATER, ppm=ppm) == (True, is_verified)


@pytest.mark.parametrize("days", [90, 182, 365])
@pytest.mark.parametrize(("off", "is_verified"), [(-4, False), (-3, True), (14, True), (15, False)])
def test_later_follow_ups_have_the_same_window(attempt, followed, days, off, is_verified):
    mine = attempt(answers=[days], readings=[(days + off, 3, True)])

    assert followed(mine, days)["is_verified"] is is_verified


@pytest.mark.parametrize(
    ("at", "is_verified"),
    [
        (LAST_DAY_THERE + timedelta(hours=23, minutes=59), True),
        (LAST_DAY_THERE + timedelta(days=1), False),
    ],
    ids=["the last minute", "midnight"],
)
def test_the_windows_days_are_the_members_own(attempt, followed, at, is_verified):
    mine = attempt(answers=[28], readings=[(at, 3, True)], time_zone=HANOI.key)

    found = followed(mine, 28)
    alike = Reading(uuid7(), uuid7(), 3, at, at, None, at)

    assert found["is_verified"] is is_verified
    assert one_by_one.deciding_ppm([alike], found["quit_on"], HANOI.key) == (
        3 if is_verified else None
    )


def test_breath_verifies_nobody_who_did_not_answer(attempt, followed):
    assert not followed(attempt(readings=[(28, 3, True)]), 28)["is_verified"]


def test_what_a_coach_takes_back_verifies_no_longer(attempt, followed, database):
    mine = attempt(answers=[28], readings=[(28, 3, True)])
    before = followed(mine, 28)["is_verified"]

    database.execute(
        "UPDATE cessation.co_readings SET verified_at = NULL WHERE user_id ="
        " (SELECT user_id FROM cessation.quit_attempts WHERE attempt_id = %s)",
        (mine,),
    )

    assert (before, followed(mine, 28)["is_verified"]) == (True, False)


@pytest.mark.parametrize(
    ("smoked", "scope"),
    [
        ([(13, 9)], 3),
        ([(14, 1)], 0),
        ([(27, 1)], 0),
        ([(28, 1)], 3),
        ([(20, 1, "vape")], 2),
        ([(20, 1, "smokeless")], 1),
    ],
    ids=str,
)
def test_b5_four_weeks_are_days_15_to_28(attempt, followed, smoked, scope):
    """The quit day is the first of the 28, so the fifteenth is fourteen days after it."""
    assert followed(attempt(answers=[30], smoked=smoked), 28)["four_weeks_scope"] == scope
    assert followed(attempt(smoked=smoked), 28)["four_weeks_scope"] == 0


@pytest.mark.parametrize(
    ("case", "relapsed"),
    [
        pytest.param({"smoked": [(40, 2), (90, 3)]}, False, id="E1"),
        pytest.param({"smoked": [(40, 2), (90, 3), (151, 1)]}, False, id="E2"),
        pytest.param({"smoked": [(day, 1) for day in range(31, 38)]}, True, id="E3"),
        pytest.param({"smoked": [(32, 1), (39, 1)]}, True, id="E4"),
        pytest.param({"smoked": [(178, 1)]}, False, id="E6"),
        pytest.param({"smoked": [(34, 1), (35, 1)]}, True, id="neighbours over a week's edge"),
        pytest.param({"smoked": [(13, 1), (14, 1)]}, False, id="within the grace"),
        pytest.param({"smoked": [(32, 1)], "admitted": [39]}, True, id="E4, half by check-in"),
        pytest.param({"smoked": [(32, 1, "vape"), (39, 1, "vape")]}, False, id="E4 with a vape"),
    ],
)
def test_b7_rule_b_is_flagged_and_ends_nothing(attempt, followed, rows, case, relapsed):
    mine = attempt(answers=[182], **case)

    assert followed(mine, 182)["two_weeks_running"] is relapsed
    assert [row["ended_at"] for row in rows("cessation.quit_attempts", attempt_id=mine)] == [None]


def test_b7_of_who_does_not_answer_nobody_knows_rule_b(attempt, followed):
    """E8."""
    found = followed(attempt(smoked=[(32, 1), (39, 1)]), 182)

    assert (found["two_weeks_running"], found["russell"], found["seven_days"]) == (
        *(None, False, False),
    )


@pytest.mark.parametrize("reason", ["died", "untraceable"])
@pytest.mark.parametrize(
    ("case", "since", "is_left_out"),
    [
        pytest.param({}, 10, True, id="before the window"),
        pytest.param({}, 42, True, id="on its last day"),
        pytest.param({}, 43, False, id="once it was over"),
        pytest.param({"answers": [25]}, 30, False, id="after an answer"),
    ],
)
def test_who_could_be_followed_up_then_counts(
    attempt, followed, exclude, reason, case, since, is_left_out
):
    mine = attempt(**case)
    exclude(mine, reason, QUIT_DAY + timedelta(days=since))

    assert followed(mine, 28)["excluded"] == (reason if is_left_out else None)


@pytest.mark.usefixtures("alone")
def test_figures_by_word_and_by_breath_stand_beside_each_other(
    attempt, judge, exclude, count, months
):
    last = [
        attempt(answers=[365], readings=[(365, 3, True)]),
        attempt(answers=[365], readings=[(365, 3, False)]),
        attempt(answers=[365], smoked=[(200, 5)], readings=[(365, 9, True)]),
        attempt(answers=[365], smoked=[(200, 6)], readings=[(365, 3, True)]),
        attempt(),
        attempt(),
        attempt(),
    ]
    exclude(last[-1], "died", QUIT_DAY + timedelta(days=100))
    exclude(last[-2], "untraceable", QUIT_DAY + timedelta(days=100))
    judge(last[0], 365)

    count()

    year = months()[365]
    assert (year["attempts"], year["answered"]) == (5, 4)
    assert (year["died"], year["untraceable"]) == (1, 1)
    assert (year["russell"], year["russell_verified"]) == (3, 2)
    assert (year["seven_days"], year["seven_days_verified"]) == (4, 3)
    assert (year["continuous"], year["continuous_verified"]) == (2, 1)


@pytest.mark.usefixtures("alone")
def test_silence_counts_as_smoking_at_every_follow_up(attempt, judge, count, months):
    mine = attempt()
    for days in FOLLOW_UPS:
        judge(mine, days)

    count()

    assert {
        days: (line["attempts"], line["answered"], line["seven_days"], line["russell"])
        for days, line in months().items()
    } == dict.fromkeys(FOLLOW_UPS, (1, 0, 0, 0))


@pytest.mark.usefixtures("alone")
def test_an_erased_account_leaves_the_denominator(attempt, judge, count, months, database):
    mine = [attempt(answers=[28]) for _ in range(2)]
    judge(mine[0], 28)
    count()
    before = months()[28]

    database.execute(
        "DELETE FROM account.accounts WHERE user_id ="
        " (SELECT user_id FROM cessation.quit_attempts WHERE attempt_id = %s)",
        (mine[0],),
    )
    count()
    one_left = months()[28]
    database.execute(
        "DELETE FROM account.accounts WHERE user_id ="
        " (SELECT user_id FROM cessation.quit_attempts WHERE attempt_id = %s)",
        (mine[1],),
    )
    count()

    assert [(each["attempts"], each["seven_days"]) for each in (before, one_left)] == [
        *((2, 2), (1, 1))
    ]
    assert 28 not in months()


@pytest.mark.usefixtures("alone")
def test_counted_twice_it_is_the_same(attempt, judge, count, rows):
    judge(attempt(answers=[90]), 90)

    count()
    once = rows("statistics.outcome_months")
    count()

    assert once
    assert rows("statistics.outcome_months") == once


@pytest.mark.usefixtures("alone")
def test_it_is_counted_once_a_month(attempt, judge, count, months, database):
    count(datetime(2027, 3, 5, tzinfo=UTC))
    judge(attempt(answers=[90]), 90)

    def at(day):
        moment = datetime.combine(day, datetime.min.time(), UTC)
        actions.count_months(database, 90, moment)
        return 90 in months()

    assert [at(date(2027, 3, 31)), at(date(2027, 4, 1))] == [False, True]


def test_the_clock_judges_before_it_counts(database, attempt, rows):
    """A tick that finds more than it can judge leaves counting to a later one."""
    mine = attempt(answers=[28])
    database.execute("UPDATE statistics.follow_ups SET quit_at = '-infinity', counted_at = NULL")
    slot = LATER.replace(minute=20)

    while rows("statistics.follow_ups", follow_up_days=28)[0]["counted_at"] is None:
        actions.on_clock(database, ClockTicked(slot=slot), slot)

    assert rows("statistics.outcomes", attempt_id=mine, follow_up_days=28)
    [month] = rows("statistics.outcome_months", quit_month=QUIT_DAY, follow_up_days=28)
    assert month["attempts"] >= 1


@pytest.mark.parametrize("most", [1, 2])
def test_figures_wait_until_all_is_judged(database, attempt, rows, monkeypatch, most):
    for _ in range(2):
        attempt(answers=[28])
    database.execute("UPDATE statistics.follow_ups SET quit_at = '-infinity', counted_at = NULL")
    monkeypatch.setattr(actions, "MOST_JUDGED", most)

    actions.on_clock(database, ClockTicked(slot=LATER.replace(minute=20)), LATER)

    assert rows("statistics.follow_ups", follow_up_days=28)[0]["counted_at"] is None
