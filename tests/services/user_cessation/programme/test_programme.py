"""The library of messages, and what a member has had of it."""

import uuid
from datetime import UTC, datetime, time, timedelta

import pytest

from services.user_cessation.followups.rules import DAYS, MONTHS
from services.user_cessation.programme import rules
from services.user_cessation.programme.messages import MESSAGES
from services.user_cessation.programme.models import Anchor
from services.user_cessation.programme.sources import SOURCES

QUIT = datetime(2026, 3, 15, 8, tzinfo=UTC)


def test_the_clock_and_the_library_name_the_same_days(database):
    timed = database.execute(
        "SELECT code, days, months FROM schedule.days WHERE kind = 'programme'"
    ).fetchall()

    assert sorted(timed) == sorted((each.code, each.days, each.months) for each in MESSAGES)


def test_it_goes_from_two_weeks_before_to_six_weeks_after_and_asks_three_times_more():
    days = [each.days for each in MESSAGES if not each.months]

    assert (min(days), max(days)) == (-14, 42)
    assert [each.months for each in MESSAGES if each.months] == [3, 6, 12]


def test_every_follow_up_is_asked_by_a_message_of_its_day():
    asking = {each.code: (each.days, each.months) for each in MESSAGES if each.asks}

    assert asking == {code: (days, 0) for code, days in DAYS.items()} | {
        code: (0, months) for code, months in MONTHS.items()
    }


def test_the_last_question_alone_says_that_it_is_the_last():
    last = [each.code for each in MESSAGES if "last question" in each.words.en]

    assert last == [each.code for each in MESSAGES if "cuối cùng" in each.words.vi]
    assert last == [max(MESSAGES, key=lambda each: (each.months, each.days)).code]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.code)
def test_a_message_is_short_has_a_source_and_waits_for_review(message):
    assert 0 < len(message.words.en) <= 110
    assert 0 < len(message.words.vi) <= 110
    assert message.basis in {source.basis for source in SOURCES}
    assert not message.reviewed


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.code)
def test_no_message_scolds(message):
    words = message.words.en.lower()

    assert not any(word in words for word in ("fail", "must", "should", "weak", "never", "!"))


@pytest.mark.parametrize(
    "zone", ["UTC", "Asia/Kathmandu", "Pacific/Kiritimati", "Etc/GMT+12", "Europe/Madrid"]
)
def test_the_page_and_the_clock_agree_on_every_moment(database, make_member, zone):
    member = make_member(quit_at=QUIT, time_zone=zone)
    moment, announced = datetime(2026, 1, 1, tzinfo=UTC), {}
    while row := database.execute(
        "SELECT next_at, code FROM schedule.next_of(%s, 'programme', %s, NULL)", [member, moment]
    ).fetchone():
        moment = row[0]
        announced[row[1]] = moment

    anchor = Anchor(QUIT, zone, time(9))

    assert announced == {each.code: rules.moment_of(each, anchor) for each in MESSAGES}


def test_what_came_is_there_the_latest_first(make_member, api):
    member = make_member(quit_at=datetime.now(UTC) - timedelta(days=2, hours=1))

    shown = api(member, "GET", "/programme").json

    times = [datetime.fromisoformat(item["at"]) for item in shown["items"]]
    assert times == sorted(times, reverse=True)
    assert times[0] <= datetime.now(UTC) < datetime.fromisoformat(shown["next_at"])
    assert shown["items"][-1]["code"] == "before_14"
    assert {item["basis"] for item in shown["items"]} <= {
        source["basis"] for source in shown["sources"]
    }


def test_without_a_quit_date_there_is_no_message_yet(make_member, api):
    shown = api(make_member(), "GET", "/programme").json

    assert (shown["items"], shown["next_at"]) == ([], None)


def test_strangers_are_sent_away(api):
    assert api(None, "GET", "/programme").status_code == 401


def test_ones_own_if_then_pairs_come_with_the_messages_that_speak_of_them(
    api, make_member, statements
):
    member = make_member(quit_at=datetime.now(UTC) - timedelta(days=20))
    pair = {"trigger": "A drink with friends", "response": "I hold my glass in that hand"}
    api(member, "POST", "/quit-plan/coping-pairs", {"client_id": str(uuid.uuid4()), **pair})
    statements.clear()

    items = api(member, "GET", "/programme").json["items"]

    assert len(statements) == 2
    own = api(member, "GET", "/quit-plan/coping-pairs").json["items"]
    reminding = {item["code"]: item["pairs"] for item in items if item["pairs"] is not None}
    assert reminding == dict.fromkeys(("before_4", "day_0", "day_18"), own)
    assert len(items) > len(reminding)
