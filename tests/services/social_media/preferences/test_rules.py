"""Whether, how and when somebody hears of something: quiet hours, digests, the day's limit."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from services.social_media.preferences import rules
from services.social_media.preferences.models import (
    Channel,
    Choice,
    Keyword,
    Preferences,
    Quiet,
    Reader,
)
from services.social_media.preferences.rules import Way
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory as Category

NIGHT = Quiet(time(22), time(7))
MADRID = ZoneInfo("Europe/Madrid")
NOTE = uuid4()


def at(text):
    return datetime.fromisoformat(text)


def reader(**changes):
    someone = Reader(UserId(uuid4()), Preferences(), MADRID, ZoneInfo("UTC"), True)
    return replace(someone, **changes)


@pytest.mark.parametrize(
    ("clock", "is_quiet"),
    [
        pytest.param("21:59", False, id="21:59 send"),
        pytest.param("22:00", True, id="22:00 hold"),
        pytest.param("06:59", True, id="06:59 hold"),
        pytest.param("07:00", False, id="07:00 send"),
    ],
)
def test_the_start_is_quiet_and_the_end_is_not(clock, is_quiet):
    now = datetime.combine(date(2026, 3, 1), time.fromisoformat(clock), MADRID)

    assert (rules.quiet_until(now, NIGHT, MADRID) is not None) is is_quiet


@pytest.mark.parametrize(
    ("zone", "is_quiet"),
    [
        pytest.param("Europe/Madrid", True, id="Madrid 06:30 hold"),
        pytest.param("Asia/Kolkata", False, id="Kolkata 11:00 send"),
        pytest.param("Asia/Kathmandu", False, id="Kathmandu 11:15 send"),
        pytest.param("Pacific/Kiritimati", False, id="Kiritimati 19:30 send"),
        pytest.param("Etc/GMT+12", False, id="the last place on earth, 17:30 send"),
        pytest.param("America/Los_Angeles", False, id="Los Angeles 21:30 send"),
        pytest.param("America/New_York", True, id="New York 00:30 hold"),
    ],
)
def test_one_instant_is_night_only_where_it_is_night(zone, is_quiet):
    now = at("2026-03-01T05:30:00+00:00")

    assert (rules.quiet_until(now, NIGHT, ZoneInfo(zone)) is not None) is is_quiet


@pytest.mark.parametrize(
    ("now", "until", "hours"),
    [
        pytest.param(
            "2026-03-28T23:00:00+01:00", "2026-03-29T05:00:00+00:00", 7, id="clocks go forward"
        ),
        pytest.param(
            "2026-10-24T23:00:00+02:00", "2026-10-25T06:00:00+00:00", 9, id="clocks go back"
        ),
        pytest.param(
            "2026-03-01T23:00:00+01:00", "2026-03-02T06:00:00+00:00", 8, id="any other night"
        ),
    ],
)
def test_what_waits_goes_at_seven_however_long_the_night(now, until, hours):
    end = rules.quiet_until(at(now), NIGHT, MADRID)

    assert end == at(until)
    assert end - at(now) == timedelta(hours=hours)


def test_an_end_that_clocks_pass_twice_comes_once():
    quiet = Quiet(time(22), time(2, 30))

    before = rules.quiet_until(at("2026-10-25T02:15:00+02:00"), quiet, MADRID)
    again = rules.quiet_until(at("2026-10-25T02:15:00+01:00"), quiet, MADRID)

    assert (before, again) == (at("2026-10-25T00:30:00+00:00"), None)


def test_an_end_that_clocks_skip_comes_after_the_gap():
    end = rules.quiet_until(at("2026-03-29T01:30:00+01:00"), Quiet(time(22), time(2, 30)), MADRID)

    assert end == at("2026-03-29T01:30:00+00:00")


@pytest.mark.parametrize(
    ("quiet", "is_quiet"),
    [
        pytest.param(None, False, id="none"),
        pytest.param(Quiet(time(22), time(22)), False, id="start is end"),
        pytest.param(Quiet(time(13), time(15)), True, id="a siesta"),
        pytest.param(Quiet(time(15), time(16)), False, id="later"),
    ],
)
def test_quiet_hours_are_as_chosen(quiet, is_quiet):
    now = at("2026-03-01T14:00:00+01:00")

    assert (rules.quiet_until(now, quiet, MADRID) is not None) is is_quiet


@pytest.mark.parametrize(
    ("locale", "now", "is_quiet"),
    [
        pytest.param(None, "2026-03-01T20:59:00+00:00", False, id="before nine in the evening"),
        pytest.param(None, "2026-03-01T21:00:00+00:00", True, id="nine in the evening"),
        pytest.param(None, "2026-03-02T08:59:00+00:00", True, id="before nine in the morning"),
        pytest.param(None, "2026-03-02T09:00:00+00:00", False, id="nine in the morning"),
        pytest.param("vi", "2026-03-01T14:00:00+00:00", True, id="nine in the evening in Hanoi"),
        pytest.param("vi", "2026-03-02T02:00:00+00:00", False, id="nine in the morning in Hanoi"),
    ],
)
def test_where_we_do_not_know_the_zone_we_are_careful(locale, now, is_quiet):
    someone = reader(zone=None, guessed_zone=rules.guess_zone(locale))

    assert (rules.quiet_for(someone, at(now)) is not None) is is_quiet


def plan(someone, category, now, *, critical=False, reached=1):
    return rules.plan(
        someone, category, NOTE, critical=critical, reached_today=reached, now=at(now)
    )


DAY, DARK = "2026-03-03T12:00:00+01:00", "2026-03-03T23:00:00+01:00"


def test_by_day_it_goes_at_once_by_every_way_that_is_on():
    planned = plan(reader(), Category.COACHING, DAY)

    assert [(each.channel, each.way, each.not_before) for each in planned] == [
        (Channel.EMAIL, Way.INSTANT, at(DAY)),
        (Channel.WEB_PUSH, Way.INSTANT, at(DAY)),
    ]


def test_by_night_everything_waits_in_one_parcel_for_the_morning():
    someone = reader()

    first = plan(someone, Category.COACHING, DARK)
    second = plan(someone, Category.APPOINTMENTS, "2026-03-04T02:00:00+01:00")

    assert {(each.way, each.not_before) for each in [*first, *second]} == {
        (Way.HELD, at("2026-03-04T07:00:00+01:00"))
    }
    assert [each.parcel for each in first] == [each.parcel for each in second]


@pytest.mark.parametrize(
    ("category", "critical"),
    [
        pytest.param(Category.SECURITY, False, id="security"),
        pytest.param(Category.APPOINTMENTS, True, id="a session within the hour"),
    ],
)
def test_what_is_critical_waits_for_nothing(category, critical):
    planned = plan(reader(), category, DARK, critical=critical, reached=99)

    assert {each.way for each in planned} == {Way.INSTANT}


def test_billing_waits_for_the_morning_but_not_for_its_turn():
    by_day = plan(reader(), Category.BILLING, DAY, reached=99)
    by_night = plan(reader(), Category.BILLING, DARK, reached=99)

    assert [each.way for each in by_day] == [Way.INSTANT]
    assert [each.way for each in by_night] == [Way.HELD]


def test_the_third_of_a_day_comes_with_the_next_digest():
    second = plan(reader(), Category.COACHING, DAY, reached=2)
    third = plan(reader(), Category.COACHING, DAY, reached=3)

    assert {each.way for each in second} == {Way.INSTANT}
    assert {(each.way, each.not_before) for each in third} == {
        (Way.DAILY, at("2026-03-04T09:00:00+01:00"))
    }


@pytest.mark.parametrize(("per_day", "instant"), [(1, 1), (2, 2), (5, 5)])
def test_the_slider_says_how_many_a_day(per_day, instant):
    someone = reader(preferences=Preferences(per_day=per_day))

    ways = [plan(someone, Category.COACHING, DAY, reached=count)[0].way for count in range(1, 8)]

    assert ways.count(Way.INSTANT) == instant


def test_none_a_day_leaves_what_must_be():
    someone = reader(preferences=Preferences(per_day=0))

    assert plan(someone, Category.COACHING, DAY) == []
    assert plan(someone, Category.BILLING, DAY) != []
    assert plan(someone, Category.SECURITY, DAY) != []


@pytest.mark.parametrize(
    ("choice", "now", "not_before"),
    [
        (Choice.DAILY, "2026-03-03T08:59:00+01:00", "2026-03-03T09:00:00+01:00"),
        (Choice.DAILY, "2026-03-03T09:00:00+01:00", "2026-03-04T09:00:00+01:00"),
        (Choice.DAILY, "2026-03-28T12:00:00+01:00", "2026-03-29T07:00:00+00:00"),
        (Choice.WEEKLY, "2026-03-03T12:00:00+01:00", "2026-03-09T09:00:00+01:00"),
        (Choice.WEEKLY, "2026-03-09T08:00:00+01:00", "2026-03-09T09:00:00+01:00"),
        (Choice.WEEKLY, "2026-03-09T09:00:00+01:00", "2026-03-16T09:00:00+01:00"),
    ],
)
def test_digests_go_at_nine_and_weekly_ones_on_mondays(choice, now, not_before):
    choices = {Category.COMMUNITY: {Channel.EMAIL: choice}}
    someone = reader(preferences=Preferences(choices=choices))

    [planned] = plan(someone, Category.COMMUNITY, now)

    assert (planned.way.value, planned.not_before) == (choice.value, at(not_before))


def test_nobody_without_a_browser_is_sent_web_push():
    planned = plan(reader(has_web_push=False), Category.COACHING, DAY)

    assert [each.channel for each in planned] == [Channel.EMAIL]


@pytest.mark.parametrize(
    ("way", "items", "per_day", "as_one"),
    [
        pytest.param(Way.HELD, 3, 5, False, id="three held come apart"),
        pytest.param(Way.HELD, 4, 5, True, id="four held come as one"),
        pytest.param(Way.HELD, 3, 2, True, id="no more apart than a day may bring"),
        pytest.param(Way.HELD, 2, 2, False, id="two of two"),
        pytest.param(Way.HELD, 1, 0, False, id="one is one"),
        pytest.param(Way.DAILY, 1, 5, True, id="a digest is one"),
    ],
)
def test_much_that_waited_comes_as_one(way, items, per_day, as_one):
    assert rules.comes_as_one(way, items, per_day) is as_one


def test_less_of_this_is_a_step_each_time_and_keeps_the_list():
    email = []
    preferences = Preferences()
    for _ in range(4):
        choices = rules.with_less_of(preferences, Category.COACHING)
        email.append(choices[Channel.EMAIL])
        preferences = Preferences({Category.COACHING: choices})

    assert email == [Choice.DAILY, Choice.WEEKLY, Choice.OFF, Choice.OFF]
    assert (choices[Channel.WEB_PUSH], choices[Channel.IN_APP]) == (Choice.OFF, Choice.ON)


@pytest.mark.parametrize(
    ("text", "keyword"),
    [
        ("STOP", Keyword.STOP),
        (" stop. ", Keyword.STOP),
        ("Dừng", Keyword.STOP),
        ("NGỪNG!", Keyword.STOP),
        ("ngung", Keyword.STOP),
        ("crave", Keyword.CRAVE),
        ("Thèm thuốc", Keyword.CRAVE),
        ("THÈM", Keyword.CRAVE),
        ("mood", Keyword.MOOD),
        ("tâm trạng", Keyword.MOOD),
        ("slip", Keyword.SLIP),
        ("lỡ", Keyword.SLIP),
        ("Lỡ hút", Keyword.SLIP),
        ("I cannot stop thinking of it", None),
        ("Đúng", None),
        ("thêm", None),
        ("lo", None),
        ("", None),
    ],
)
def test_keywords_are_understood_in_both_languages(text, keyword):
    assert rules.keyword_in(text) is keyword
