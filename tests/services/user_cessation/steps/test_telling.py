"""Telling, by the clock, that the next step of a pack begins."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import psycopg
import pytest

from services.user_cessation.consumer import EVERY_MINUTE
from shared.models.events import ClockTicked
from tests.gear.unreachable import DISABLED, WITHDRAWN

STARTED = datetime.now(UTC).date() - timedelta(days=3)
SEVENTH_WEEK, NINTH_WEEK = (STARTED + timedelta(weeks=weeks) for weeks in (6, 8))
"""When the US patch of domain.md B12 (S33) goes from 21 mg to 14 mg, and on to 7 mg."""


def at(day, hour, minute=0, zone="UTC"):
    return datetime.combine(day, time(hour, minute), ZoneInfo(zone))


@pytest.fixture
def follower(api, make_member):
    """Somebody in the United States who follows a pack since three days ago."""

    def make(label="us-patch-24h-21", product="patch_24h", time_zone="UTC"):
        member = make_member(units_per_day="15")
        api(member, "PUT", "/profile", {"time_zone": time_zone, "country": "US"})
        api(member, "PUT", "/medication/cautions", {"codes": []})
        body = {"label_code": label, "started_on": STARTED.isoformat()}
        assert api(member, "PUT", f"/medication/courses/{product}", body).status_code == 200
        return member

    return make


@pytest.fixture
def tick(database):
    def run(now):
        slot = now.replace(second=0, microsecond=0)
        EVERY_MINUTE["steps"](database, ClockTicked(slot=slot), now)

    return run


@pytest.fixture
def told(events_about):
    return lambda member: [
        event for event in events_about(member) if event.get("key") == "reminder.step"
    ]


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_each_step_but_the_first_is_told_once_on_its_morning_there(follower, tick, told, zone):
    member = follower(time_zone=zone)
    counts = []

    for now in (
        at(STARTED, 9, zone=zone),
        at(SEVENTH_WEEK, 8, 59, zone=zone),
        at(SEVENTH_WEEK, 9, zone=zone),
        at(SEVENTH_WEEK, 9, zone=zone),
        at(SEVENTH_WEEK, 20, zone=zone),
        at(SEVENTH_WEEK + timedelta(days=1), 9, zone=zone),
        at(NINTH_WEEK, 9, 1, zone=zone),
    ):
        tick(now)
        counts.append(len(told(member)))

    assert counts == [0, 0, 1, 1, 1, 1, 2]


def test_it_is_a_reminder_that_says_nothing_of_health_and_serves_its_time(follower, tick, told):
    member = follower()

    tick(at(SEVENTH_WEEK, 11))

    [event] = told(member)
    assert (event["type"], event["category"]) == ("reminder.due.v1", "reminders")
    assert (event["data"], event["critical"]) == ({}, False)
    moments = [datetime.fromisoformat(event[name]) for name in ("occurred_at", "expires_at")]
    assert moments == [at(SEVENTH_WEEK, 9), at(SEVENTH_WEEK, 21)]


@pytest.mark.parametrize(
    ("hour", "minute", "times"),
    [(20, 59, 1), (21, 0, 0)],
    ids=["late and still worth it", "too late"],
)
def test_a_clock_that_stood_still(follower, tick, told, hour, minute, times):
    member = follower()

    tick(at(SEVENTH_WEEK, hour, minute))

    assert len(told(member)) == times


def test_two_workers_at_the_same_minute_tell_it_once(follower, told, at_once, postgres_dsn):
    member, now = follower(), at(SEVENTH_WEEK, 9)

    def work():
        with psycopg.connect(postgres_dsn) as conn:
            EVERY_MINUTE["steps"](conn, ClockTicked(slot=now), now)

    at_once([work] * 4)

    assert len(told(member)) == 1


def test_two_packs_are_two_steps(api, follower, tick, told):
    member = follower()
    body = {"label_code": "us-gum-4", "started_on": STARTED.isoformat()}
    api(member, "PUT", "/medication/courses/gum", body)

    tick(at(SEVENTH_WEEK, 9))

    assert len(told(member)) == 2


def test_a_course_that_was_moved_is_told_by_its_new_weeks(api, follower, tick, told):
    member = follower()
    later = STARTED + timedelta(days=2)
    body = {"label_code": "us-patch-24h-21", "started_on": later.isoformat()}
    api(member, "PUT", "/medication/courses/patch_24h", body)

    tick(at(SEVENTH_WEEK, 9))
    before = len(told(member))
    tick(at(SEVENTH_WEEK + timedelta(days=2), 9))

    assert (before, len(told(member))) == (0, 1)


@pytest.mark.parametrize(
    "silence",
    [
        pytest.param(
            lambda api, member: api(member, "DELETE", "/medication/courses/patch_24h"),
            id="given up",
        ),
        pytest.param(
            lambda api, member: api(member, "PUT", "/medication/cautions", {"codes": ["pregnant"]}),
            id="had better ask",
        ),
        pytest.param(
            lambda api, member: api(member, "PUT", "/medication/cautions", {"codes": ["skin"]}),
            id="had better ask about patches",
        ),
        pytest.param(
            lambda api, member: api(
                member, "PUT", "/reminders/step", {"enabled": False, "local_time": "09:00"}
            ),
            id="switched off",
        ),
    ],
)
def test_who_does_not_want_or_may_not_see_it_is_told_nothing(api, follower, tick, told, silence):
    member = follower()
    assert silence(api, member).status_code in {200, 204}

    tick(at(SEVENTH_WEEK, 9))

    assert told(member) == []


@pytest.mark.parametrize("statement", [DISABLED, WITHDRAWN])
def test_who_is_not_to_be_written_to_is_told_nothing(database, follower, tick, told, statement):
    member = follower()
    database.execute(statement, (member,))

    tick(at(SEVENTH_WEEK, 9))

    assert told(member) == []


def test_a_label_that_says_nothing_of_weeks_has_nothing_to_tell(follower, tick, told):
    member = follower("us-habitrol-14")

    tick(at(STARTED + timedelta(weeks=4), 9))

    assert told(member) == []


def test_their_own_time_of_day_holds_and_says_when_it_comes(api, follower, tick, told):
    member = follower()
    api(member, "PUT", "/reminders/step", {"enabled": True, "local_time": "07:30"})

    [shown] = [
        each for each in api(member, "GET", "/reminders").json["items"] if each["kind"] == "step"
    ]
    tick(at(SEVENTH_WEEK, 7, 30))

    assert datetime.fromisoformat(shown["next_at"]) == at(SEVENTH_WEEK, 7, 30)
    assert len(told(member)) == 1
