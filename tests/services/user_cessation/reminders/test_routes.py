"""What I am reminded of is mine to say."""

from datetime import UTC, datetime, timedelta

import pytest


@pytest.fixture
def reminders(api):
    return lambda member: {
        item["kind"]: item for item in api(member, "GET", "/reminders").json["items"]
    }


@pytest.fixture
def change(api):
    def put(member, kind, **changes):
        body = {"enabled": True, "local_time": "20:00", **changes}
        return api(member, "PUT", f"/reminders/{kind}", body)

    return put


def test_everybody_begins_with_the_same_few(make_member, reminders):
    shown = reminders(make_member(quit_at=datetime.now(UTC) - timedelta(days=1)))

    assert {kind: item["local_time"] for kind, item in shown.items()} == {
        "check_in": "20:00",
        "programme": "09:00",
        "silence": "18:00",
        "step": "09:00",
        "weekly": "10:00",
    }
    assert all(item["enabled"] for item in shown.values())
    # Without a pack there is no step.
    assert {kind for kind, item in shown.items() if not item["next_at"]} == {"step"}
    assert shown["weekly"]["weekday"] == 7


def test_without_a_quit_date_nothing_comes(make_member, reminders):
    shown = reminders(make_member())

    assert {item["next_at"] for item in shown.values()} == {None}


def test_stop_holds_at_once_and_for_that_kind_alone(make_member, reminders, change):
    member = make_member(quit_at=datetime.now(UTC) - timedelta(days=1))

    reply = change(member, "programme", enabled=False)

    assert reply.status_code == 200
    shown = reminders(member)
    assert (shown["programme"]["enabled"], shown["programme"]["next_at"]) == (False, None)
    assert shown["check_in"]["next_at"]


def test_starting_again_brings_it_back(make_member, reminders, change):
    member = make_member(quit_at=datetime.now(UTC) - timedelta(days=1))
    change(member, "programme", enabled=False)

    change(member, "programme", enabled=True)

    assert reminders(member)["programme"]["next_at"]


def test_a_time_is_the_members_own(make_member, reminders, change):
    member = make_member(
        quit_at=datetime.now(UTC) - timedelta(days=1), time_zone="Asia/Ho_Chi_Minh"
    )

    change(member, "check_in", local_time="07:05")

    shown = reminders(member)["check_in"]
    assert shown["local_time"] == "07:05"
    next_at = datetime.fromisoformat(shown["next_at"]).astimezone(UTC)
    assert (next_at.hour, next_at.minute) == (0, 5)


def test_the_same_again_changes_nothing(make_member, change, rows):
    member = make_member()

    replies = [change(member, "weekly", local_time="11:30") for _ in range(2)]

    assert replies[0].json == replies[1].json
    assert len(rows("cessation.reminder_settings", user_id=member)) == 1


def test_nobody_changes_anothers(make_member, change, reminders):
    mine, theirs = make_member(), make_member()

    change(mine, "check_in", enabled=False)

    assert reminders(theirs)["check_in"]["enabled"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("milestone", {}),
        ("security", {}),
        ("check_in", {"local_time": "24:00"}),
        ("check_in", {"local_time": "7:05"}),
        ("check_in", {"local_time": "07:05:30"}),
        ("check_in", {"local_time": None}),
        ("check_in", {"local_time": 700}),
        ("check_in", {"enabled": "yes"}),
        ("check_in", {"enabled": 1}),
        ("check_in", {"weekday": 3}),
        ("check_in", {"user_id": "0199c0de-0000-7000-8000-000000000001"}),
    ],
)
def test_what_makes_no_sense_is_refused(make_member, change, rows, kind, body):
    member = make_member()

    reply = change(member, kind, **body)

    assert reply.status_code in (404, 422)
    assert rows("cessation.reminder_settings", user_id=member) == []


def test_strangers_are_sent_away(api):
    assert api(None, "GET", "/reminders").status_code == 401
    assert api(None, "PUT", "/reminders/check_in", {}).status_code == 401


def test_reading_is_one_statement_and_changing_two(make_member, reminders, change, statements):
    member = make_member()
    statements.clear()
    reminders(member)
    read = [text for text in statements if "schedule." in text]
    statements.clear()

    change(member, "check_in")

    assert len(read) == 1
    assert len([text for text in statements if "reminder" in text]) == 2
