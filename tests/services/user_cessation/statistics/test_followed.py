"""What may still change after a judgement, and the figures the clock counts from all of them."""

from datetime import UTC, datetime, timedelta
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
def figures(database, judge, count, rows):
    """What is counted, by follow-up, of nobody's but these attempts."""

    def look(attempts, *, now=LATER):
        for days in FOLLOW_UPS:
            judge(attempts[0], days)
        database.execute("DELETE FROM statistics.outcomes WHERE attempt_id <> ALL(%s)", (attempts,))
        count(now)
        return {each["follow_up_days"]: each for each in rows("statistics.outcome_months")}

    return look


@pytest.fixture
def erase(database):
    def forget(attempt_id):
        database.execute(
            "DELETE FROM account.accounts WHERE user_id ="
            " (SELECT user_id FROM cessation.quit_attempts WHERE attempt_id = %s)",
            (attempt_id,),
        )

    return forget


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


def test_figures_by_word_and_by_breath_stand_beside_each_other(attempt, exclude, figures):
    mine = [
        attempt(answers=[365], readings=[(365, 3, True)]),
        attempt(answers=[365], readings=[(365, 3, False)]),
        attempt(answers=[365], smoked=[(200, 5)], readings=[(365, 9, True)]),
        attempt(answers=[365], smoked=[(200, 6)], readings=[(365, 3, True)]),
        attempt(),
        attempt(),
        attempt(),
    ]
    exclude(mine[-1], "died", QUIT_DAY + timedelta(days=100))
    exclude(mine[-2], "untraceable", QUIT_DAY + timedelta(days=100))

    year = figures(mine)[365]

    assert (year["attempts"], year["answered"]) == (5, 4)
    assert (year["died"], year["untraceable"]) == (1, 1)
    assert (year["russell"], year["russell_verified"]) == (3, 2)
    assert (year["seven_days"], year["seven_days_verified"]) == (4, 3)
    assert (year["continuous"], year["continuous_verified"]) == (2, 1)


def test_silence_counts_as_smoking_at_every_follow_up(attempt, figures):
    found = figures([attempt()])

    assert {
        days: (line["attempts"], line["answered"], line["seven_days"], line["russell"])
        for days, line in found.items()
    } == dict.fromkeys(FOLLOW_UPS, (1, 0, 0, 0))


def test_an_erased_account_leaves_the_denominator(attempt, figures, erase):
    mine = [attempt(answers=[28]) for _ in range(2)]

    both = figures(mine)[28]
    erase(mine[1])
    one = figures(mine)[28]
    erase(mine[0])

    assert [(each["attempts"], each["seven_days"]) for each in (both, one)] == [(2, 2), (1, 1)]
    assert figures(mine) == {}


def test_counted_twice_it_is_the_same(attempt, figures):
    mine = [attempt(answers=[90])]

    once = figures(mine)

    assert once
    assert figures(mine) == once


def test_it_is_counted_once_a_month(attempt, figures, erase, database, rows):
    mine = [attempt(answers=[90])]
    figures(mine, now=datetime(2027, 3, 5, tzinfo=UTC))
    erase(mine[0])

    def left_on(day):
        for follow_up in FOLLOW_UPS:
            actions.count_months(database, follow_up, day)
        return len(rows("statistics.outcome_months"))

    assert [
        left_on(datetime(2027, 3, 31, tzinfo=UTC)),
        left_on(datetime(2027, 4, 1, tzinfo=UTC)),
    ] == [*(len(FOLLOW_UPS), 0)]


@pytest.fixture
def counted_at(database):
    """When four weeks were counted last."""

    def look():
        [(moment,)] = database.execute(
            "SELECT counted_at FROM statistics.follow_ups WHERE follow_up_days = 28"
        ).fetchall()
        return moment

    return look


def test_the_clock_judges_before_it_counts(database, attempt, rows, counted_at, monkeypatch):
    mine = [attempt(answers=[28]) for _ in range(2)]
    database.execute("UPDATE statistics.follow_ups SET quit_at = '-infinity', counted_at = NULL")
    monkeypatch.setattr(actions, "MOST_JUDGED", 1)
    slot = LATER.replace(minute=20)

    actions.on_clock(database, ClockTicked(slot=slot), slot)
    at_first = counted_at()
    monkeypatch.setattr(actions, "MOST_JUDGED", 100_000)
    actions.on_clock(database, ClockTicked(slot=slot), slot)

    assert (at_first, counted_at()) == (None, slot)
    for each in mine:
        assert rows("statistics.outcomes", attempt_id=each, follow_up_days=28)
    [month] = rows("statistics.outcome_months", quit_month=QUIT_DAY, follow_up_days=28)
    assert month["attempts"] >= len(mine)
