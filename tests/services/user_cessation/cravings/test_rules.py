"""What many cravings say together, and what few of them do not."""

from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.cravings import rules
from services.user_cessation.cravings.models import Felt
from shared.models.problem import Invalid

MONDAY_EIGHT = datetime(2026, 3, 2, 8, tzinfo=UTC)
NOW = MONDAY_EIGHT


def felt(**changes):
    return Felt(
        **{
            "occurred_at": MONDAY_EIGHT,
            "time_zone": "UTC",
            "smoked": False,
            "company": [],
            "activity": [],
            "feeling": [],
            "strategy": [],
            "trigger": None,
            "place_label": None,
            **changes,
        }
    )


@pytest.mark.parametrize(("entries", "needs"), [(0, 5), (4, 1), (5, 0), (6, 0)])
def test_few_entries_show_nothing_but_how_many_more_it_takes(entries, needs):
    document = rules.insights([felt(strategy=["delay"], trigger="beer")] * entries)

    assert (document.entries, document.needs, document.urges_passed) == (entries, needs, entries)
    hidden = [
        part is None
        for part in (
            document.hours,
            document.top_triggers,
            document.resist_rate,
            document.strategies,
        )
    ]
    assert hidden == [needs > 0] * 4


@pytest.mark.parametrize(
    ("moment", "zone", "weekday", "hour"),
    [
        pytest.param(MONDAY_EIGHT, "UTC", 0, 8, id="where it is the same"),
        pytest.param(MONDAY_EIGHT, "Asia/Ho_Chi_Minh", 0, 15, id="seven hours on"),
        pytest.param(MONDAY_EIGHT, "America/Los_Angeles", 0, 0, id="midnight there"),
        pytest.param(MONDAY_EIGHT, "Pacific/Pago_Pago", 6, 21, id="still Sunday there"),
        pytest.param(
            datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
            "Europe/Madrid",
            6,
            3,
            id="after clocks change",
        ),
    ],
)
def test_hours_are_those_of_the_clock_on_the_wall(moment, zone, weekday, hour):
    counts = rules.hours([felt(occurred_at=moment, time_zone=zone)])

    assert counts[weekday][hour] == sum(map(sum, counts)) == 1
    assert [len(row) for row in counts] == [24] * 7


def test_the_three_commonest_circumstances_are_named_with_how_often_they_won():
    history = [
        felt(activity=["coffee_tea"], feeling=["other"], trigger=" Beer "),
        felt(activity=["coffee_tea"], trigger="beer", smoked=True),
        felt(activity=["coffee_tea"], company=["friends"]),
        felt(company=["friends"], feeling=["bored"]),
    ]

    top = rules.top_triggers(history)

    assert [(each.kind, each.name, each.count, each.smoked) for each in top] == [
        ("activity", "coffee_tea", 3, 1),
        ("company", "friends", 2, 0),
        ("trigger", "beer", 2, 1),
    ]


def test_a_strategy_has_a_rate_once_it_was_tried_enough():
    history = [
        *[felt(strategy=["walk", "drink"])] * 3,
        felt(strategy=["walk"]),
        felt(strategy=["walk", "drink"], smoked=True),
    ]

    walk, drink = rules.strategies(history)

    assert (walk.strategy, walk.tried, walk.resisted, walk.resist_rate) == ("walk", 5, 4, 0.8)
    assert (drink.tried, drink.resisted, drink.resist_rate, drink.needs) == (4, 3, None, 1)


@pytest.mark.parametrize(
    ("hour", "part"),
    [(0, "night"), (5, "night"), (6, "morning"), (12, "afternoon"), (18, "evening")],
)
def test_a_day_has_four_parts(hour, part):
    assert rules.part_of_day(hour) == part


@pytest.mark.parametrize(
    ("ago", "fits"),
    [
        pytest.param(timedelta(minutes=-5), True, id="a clock that runs ahead"),
        pytest.param(timedelta(minutes=-5, seconds=-1), False, id="the future"),
        pytest.param(timedelta(days=7), True, id="a week ago"),
        pytest.param(timedelta(days=7, seconds=1), False, id="longer ago"),
    ],
)
def test_a_craving_is_of_this_week(ago, fits):
    if fits:
        assert rules.moment_of(NOW - ago, NOW) == NOW - ago
    else:
        with pytest.raises(Invalid):
            rules.moment_of(NOW - ago, NOW)


@pytest.mark.parametrize(
    ("smoked", "quit_at", "slip"),
    [
        pytest.param(True, NOW, True, id="at the very moment"),
        pytest.param(True, NOW + timedelta(seconds=1), False, id="before quitting"),
        pytest.param(True, None, False, id="nothing planned"),
        pytest.param(False, NOW, False, id="not smoked"),
    ],
)
def test_smoking_is_a_slip_only_after_quitting(smoked, quit_at, slip):
    assert rules.is_slip(smoked=smoked, occurred_at=NOW, quit_at=quit_at) is slip
