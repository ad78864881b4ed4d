"""Days, weeks and names of a cohort, wherever its people live."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from services.social_media.cohorts import rules
from services.social_media.cohorts.models import Cohort

MONDAY = date(2026, 3, 2)


def cohort(time_zone="UTC", week=MONDAY):
    return Cohort(UUID(int=7), week, "en", 1, time_zone, False, (), 0, 0)


@pytest.mark.parametrize(
    ("moment", "zone", "week"),
    [
        ("2026-03-02T00:00:00+00:00", "UTC", "2026-03-02"),
        ("2026-03-08T23:59:59+00:00", "UTC", "2026-03-02"),
        pytest.param("2026-03-08T17:00:00+00:00", "Asia/Ho_Chi_Minh", "2026-03-09", id="ahead"),
        pytest.param("2026-03-09T04:00:00+00:00", "America/New_York", "2026-03-09", id="EDT"),
        pytest.param("2026-03-09T03:59:00+00:00", "America/New_York", "2026-03-02", id="behind"),
        pytest.param("2026-03-09T03:00:00+00:00", None, "2026-03-09", id="no zone known"),
        pytest.param("2027-01-01T12:00:00+00:00", "UTC", "2026-12-28", id="across the year"),
    ],
)
def test_a_quit_week_begins_on_the_monday_where_somebody_lives(moment, zone, week):
    assert rules.week_of(datetime.fromisoformat(moment), zone) == date.fromisoformat(week)


@pytest.mark.parametrize(
    ("now", "zone", "day"),
    [
        ("2026-03-02T00:00:00+00:00", "UTC", 1),
        ("2026-03-01T23:59:00+00:00", "UTC", 0),
        ("2026-03-01T17:00:00+00:00", "Asia/Ho_Chi_Minh", 1),
        ("2026-06-09T23:59:00+00:00", "UTC", 100),
        ("2026-06-10T00:00:00+00:00", "UTC", 101),
        pytest.param("2026-03-29T22:30:00+00:00", "Europe/Madrid", 29, id="clocks changed"),
    ],
)
def test_days_are_counted_where_the_cohort_lives(now, zone, day):
    assert rules.day_of(cohort(zone), datetime.fromisoformat(now)) == day


@pytest.mark.parametrize(
    ("now", "over"),
    [("2026-06-09T23:59:59+00:00", False), ("2026-06-10T00:00:00+00:00", True)],
)
def test_it_is_over_when_the_hundredth_day_ends(now, over):
    assert rules.is_over(cohort(), datetime.fromisoformat(now)) is over


@pytest.mark.parametrize(
    ("now", "day"),
    [
        pytest.param("2026-03-02T06:59:00+00:00", None, id="before the first"),
        pytest.param("2026-03-02T07:00:00+00:00", 1, id="the first"),
        pytest.param("2026-03-03T06:59:00+00:00", 1, id="until the next morning"),
        pytest.param("2026-06-09T07:00:00+00:00", 100, id="the last"),
        pytest.param("2026-06-10T06:00:00+00:00", 100, id="the morning after"),
        pytest.param("2026-06-10T07:00:00+00:00", None, id="over"),
    ],
)
def test_a_topic_is_asked_at_seven(now, day):
    assert rules.topic_day(cohort(), datetime.fromisoformat(now)) == day


def test_a_topic_is_asked_at_seven_on_the_day_the_clocks_change():
    madrid = cohort("Europe/Madrid")

    asked = [rules.topic_at(madrid, day) for day in (27, 28)]

    assert [moment.astimezone(ZoneInfo("Europe/Madrid")).hour for moment in asked] == [7, 7]
    assert asked[1] - asked[0] == timedelta(hours=23)


def test_the_post_of_a_topic_is_in_its_place_among_others():
    ids = [rules.topic_post_id(cohort(), day) for day in range(1, 101)]

    assert ids == sorted(ids)
    assert len(set(ids)) == 100
    assert {each.version for each in ids} == {7}
    assert {each.variant for each in ids} == {"specified in RFC 4122"}
    assert rules.topic_post_id(cohort(), 5) == ids[4]
    milliseconds = ids[0].int >> 80
    assert datetime.fromtimestamp(milliseconds / 1000, UTC) == rules.topic_at(cohort(), 1)


@pytest.mark.parametrize(
    ("days", "weeks"), [(0, 0), (6, 0), (7, 1), (13, 1), (98, 14), (99, 14), (100, 15), (200, 15)]
)
def test_weeks_are_summed_up_when_they_are_over(days, weeks):
    now = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(days=days)

    assert rules.weeks_done(cohort(), now) == weeks


def test_the_weeks_cover_a_hundred_days():
    days = [rules.days_of_week(week) for week in range(1, 16)]

    assert days[0] == (1, 7)
    assert days[-1] == (99, 100)
    assert all(later[0] == earlier[1] + 1 for earlier, later in pairwise(days))


@pytest.mark.parametrize(
    ("zones", "zone"),
    [
        ([], "UTC"),
        (["Europe/Madrid", "UTC", "Europe/Madrid"], "Europe/Madrid"),
        (["Europe/Madrid", "Asia/Kolkata"], "Asia/Kolkata"),
        ([None, None, "Asia/Kolkata"], "UTC"),
    ],
)
def test_a_cohort_lives_where_most_of_its_people_do(zones, zone):
    assert rules.zone_for(zones) == zone


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Week of 2 March 2026 · 3"), ("vi", "Tuần 02/03/2026 · 3")]
)
def test_a_cohort_has_a_name_in_its_language(language, name):
    assert rules.name_of(MONDAY, language, 3) == name
