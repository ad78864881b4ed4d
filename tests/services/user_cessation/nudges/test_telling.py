"""A word before the difficult hour, for whoever asked for it (domain.md, D: high-risk time)."""

import uuid
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from services.user_cessation.consumer import EVERY_MINUTE
from shared.models.events import ClockTicked
from tests.gear.unreachable import DISABLED, WITHDRAWN

NUDGE = "/insights/nudge"
HARD = (datetime.now(UTC) - timedelta(days=2)).replace(minute=10, second=0, microsecond=0)
"""When most cravings of these tests were."""
NEXT = HARD.replace(minute=0) + timedelta(days=7)
BEFORE = NEXT - timedelta(minutes=15)


@pytest.fixture
def sufferer(api, make_member):
    """Somebody with five cravings, three of them in one hour."""

    def make(*, entries=5, enabled=True):
        member = make_member()
        for number in range(entries):
            elsewhere = timedelta(hours=3 * (number - 2) if number > 2 else 0)
            body = {
                "client_id": str(uuid.uuid4()),
                "intensity": 6,
                "smoked": False,
                "occurred_at": (HARD - elsewhere).isoformat(),
            }
            assert api(member, "POST", "/cravings", body).status_code == 201
        if enabled:
            assert api(member, "PUT", NUDGE, {"enabled": True}).status_code == 200
        return member

    return make


@pytest.fixture
def tick(database):
    def run(now):
        EVERY_MINUTE["nudges"](database, ClockTicked(slot=now), now)

    return run


@pytest.fixture
def told(events_about):
    return lambda member: [
        event for event in events_about(member) if event.get("key") == "reminder.high_risk"
    ]


def test_the_rule_is_there_to_be_read(api, sufferer):
    nudge = api(sufferer(), "GET", NUDGE).json

    assert nudge == {
        "enabled": True,
        "entries": 5,
        "needs": 0,
        "cell": {"weekday": HARD.isoweekday(), "hour": HARD.hour, "count": 3},
        "minutes_before": 15,
        "next_at": nudge["next_at"],
    }
    assert datetime.fromisoformat(nudge["next_at"]) == BEFORE


def test_nobody_hears_of_it_who_did_not_ask(api, sufferer, tick, told):
    member = sufferer(enabled=False)

    nudge = api(member, "GET", NUDGE).json
    tick(BEFORE)

    assert (nudge["enabled"], nudge["next_at"]) == (False, None)
    assert told(member) == []


def test_it_is_said_once_a_quarter_of_an_hour_before_each_week(sufferer, tick, told):
    member = sufferer()
    counts = []

    for now in (
        BEFORE - timedelta(minutes=1),
        BEFORE,
        BEFORE,
        BEFORE + timedelta(minutes=5),
        NEXT,
        BEFORE + timedelta(days=7),
    ):
        tick(now)
        counts.append(len(told(member)))

    assert counts == [0, 1, 1, 1, 1, 2]


def test_it_is_a_reminder_that_says_nothing_of_health_and_ends_with_the_hour(sufferer, tick, told):
    member = sufferer()

    tick(BEFORE + timedelta(minutes=2))

    [event] = told(member)
    assert (event["type"], event["category"]) == ("reminder.due.v1", "reminders")
    assert (event["data"], event["critical"]) == ({}, False)
    assert datetime.fromisoformat(event["expires_at"]) == NEXT + timedelta(hours=1)


def test_a_clock_that_stood_still_says_nothing_in_the_hour_itself(sufferer, tick, told):
    member = sufferer()

    tick(NEXT + timedelta(minutes=1))
    late = len(told(member))
    tick(BEFORE + timedelta(days=7))

    assert (late, len(told(member))) == (0, 1)


def test_two_workers_at_the_same_minute_say_it_once(sufferer, told, at_once, postgres_dsn):
    member = sufferer()

    def work():
        with psycopg.connect(postgres_dsn) as conn:
            EVERY_MINUTE["nudges"](conn, ClockTicked(slot=BEFORE), BEFORE)

    at_once([work] * 4)

    assert len(told(member)) == 1


def test_whoever_has_told_too_little_is_looked_at_again_and_told_when_there_is_enough(
    api, database, sufferer, tick, told
):
    member = sufferer(entries=2)
    nudge = api(member, "GET", NUDGE).json
    database.execute(
        """
        INSERT INTO cessation.cravings
               (craving_id, user_id, client_id, occurred_at, time_zone, intensity, smoked,
                cigarettes, company, activity, feeling, strategy, logged_at)
        SELECT uuidv7(), %s, uuidv7(), %s, 'UTC', 5, false, 0, '{}', '{}', '{}', '{}', now()
          FROM generate_series(1, 3)
        """,
        (member, HARD),
    )

    tick(datetime.now(UTC) + timedelta(days=1, minutes=1))
    tick(BEFORE)

    assert (nudge["needs"], nudge["cell"], nudge["next_at"]) == (3, None, None)
    assert len(told(member)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("DELETE FROM cessation.nudges WHERE user_id = %s", id="switched off"),
        DISABLED,
        WITHDRAWN,
    ],
)
def test_who_is_not_to_be_spoken_to_is_not(database, sufferer, tick, told, statement):
    member = sufferer()
    database.execute(statement, (member,))

    tick(BEFORE)

    assert told(member) == []


def test_switching_it_off_holds_at_once(api, sufferer, tick, told, rows):
    member = sufferer()

    off = api(member, "PUT", NUDGE, {"enabled": False}).json
    tick(BEFORE)

    assert (off["enabled"], off["next_at"], off["cell"]["count"]) == (False, None, 3)
    assert told(member) == []
    assert rows("cessation.nudges", user_id=member) == []


def test_a_tick_costs_four_statements_for_however_many(sufferer, tick, told, database, statements):
    tick(BEFORE)
    spent = []
    for count in (1, 5):
        members = [sufferer() for _ in range(count)]
        database.execute("UPDATE cessation.nudges SET look_at = '2200-01-01'")
        database.execute(
            "UPDATE cessation.nudges SET look_at = %s WHERE user_id = ANY(%s)", (BEFORE, members)
        )
        statements.clear()
        tick(BEFORE)
        spent.append(len(statements))
        assert [len(told(member)) for member in members] == [1] * count

    assert spent == [4, 4]


def test_each_has_an_hour_of_their_own(api, sufferer, tick, told):
    """What one member felt, and how often, is nothing to another looked at in the same tick."""
    often, seldom = sufferer(entries=6), sufferer(entries=4)

    tick(datetime.now(UTC) + timedelta(days=1, minutes=1))
    tick(BEFORE)

    assert [len(told(member)) for member in (often, seldom)] == [1, 0]
    assert api(seldom, "GET", NUDGE).json["entries"] == 4


@pytest.mark.parametrize("body", [{}, {"enabled": "yes"}, {"enabled": 1}, {"enabled": None}])
def test_what_makes_no_sense_is_refused(api, make_member, body):
    assert api(make_member(), "PUT", NUDGE, body).status_code == 422
