"""Somebody may be in danger: help comes at once, people are called, and two agree it is over."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.crisis import actions
from services.user_cessation.crisis.templates import TEMPLATES
from shared.models.events import ClockTicked, CrisisSuspected
from shared.models.notices import help_card_id

CASES = "/crisis/cases"


@pytest.fixture(autouse=True)
def nothing_open(database):
    """Whoever works here in other tests is not called about these, and the other way round."""
    database.execute("DELETE FROM safety.cases")
    database.execute("DELETE FROM safety.on_call")
    database.execute(
        "UPDATE account.accounts SET role = 'member' WHERE role IN ('support', 'admin')"
    )


@pytest.fixture
def make_support(make_member):
    return lambda: make_member(role="support")


@pytest.fixture
def suspect(database):
    """Hear from social-media that somebody wrote what sounds like danger."""

    def hear(member, level="urgent", source="message", source_id=None):
        event = CrisisSuspected(
            user_id=member, source=source, source_id=source_id or uuid.uuid4(), level=level
        )
        with database.transaction():
            actions.on_suspicion(database, event, datetime.now(UTC))
        return event

    return hear


@pytest.fixture
def told(events_about):
    """The keys of what somebody was told whatever the hour, oldest first."""

    def keys(person):
        return [
            event["key"]
            for event in sorted(events_about(person), key=lambda event: event["occurred_at"])
            if event["type"] == "reminder.due.v1" and event["critical"]
        ]

    return keys


@pytest.fixture
def clock(database):
    def tick(minutes):
        now = datetime.now(UTC) + timedelta(minutes=minutes)
        with database.transaction():
            actions.on_clock(database, ClockTicked(slot=now), now)

    return tick


@pytest.fixture
def on_call(api):
    def go(person, hours=8):
        until = (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
        return api(person, "PUT", "/crisis/on-call", {"until": until})

    return go


@pytest.fixture
def case_of(rows):
    def find(member):
        [case] = rows("safety.cases", user_id=member)
        return case

    return find


@pytest.fixture
def act(api, case_of):
    """Do something about somebody's case."""

    def post(person, member, what, **body):
        case_id = case_of(member)["case_id"]
        if what in ("notes", "replies"):
            body = {"client_id": str(uuid.uuid4()), **body}
        return api(person, "POST", f"{CASES}/{case_id}/{what}", body or None)

    return post


def test_the_author_is_offered_help_of_their_country_at_once(
    make_member, suspect, told, events_about
):
    member = make_member()

    event = suspect(member)

    assert told(member) == ["crisis.help"]
    [card] = events_about(member)
    assert card["data"] == {"country": "ES"}
    # The very card social-media may have shown already.
    assert card["event_id"] == str(help_card_id("message", event.source_id))


def test_a_case_has_a_quarter_of_an_hour_and_says_where_but_not_what(
    make_member, make_support, suspect, api
):
    member, support = make_member(), make_support()
    event = suspect(member, "imminent", "post")

    [case] = api(support, "GET", CASES).json["items"]

    opened, due = (datetime.fromisoformat(case[name]) for name in ("opened_at", "due_at"))
    assert due - opened == timedelta(minutes=15)
    assert (case["level"], case["source"], case["source_id"]) == (
        *("imminent", "post", str(event.source_id)),
    )
    assert case["handler_id"] is None


def test_those_on_call_are_called_and_nobody_else(
    make_member, make_coach, make_support, suspect, on_call, told
):
    coach, idle, support = make_coach(), make_coach(), make_support()
    on_call(coach)

    suspect(make_member())

    assert told(coach) == ["crisis.case_opened"]
    assert told(idle) == told(support) == []


def test_where_nobody_is_on_call_all_of_support_and_administration_are(
    make_member, make_support, make_admin, make_coach, suspect, told
):
    support, admin, coach = make_support(), make_admin(), make_coach()

    suspect(make_member())

    assert told(support) == told(admin) == ["crisis.case_opened"]
    assert told(coach) == []


def test_what_is_heard_again_is_one_case_and_calls_nobody_twice(
    make_member, make_support, suspect, told, case_of
):
    member, support, source_id = make_member(), make_support(), uuid.uuid4()

    suspect(member, source_id=source_id)
    suspect(member, source_id=source_id)

    assert told(support) == ["crisis.case_opened"]
    assert told(member) == ["crisis.help"]
    assert case_of(member)["level"] == "urgent"


@pytest.mark.parametrize(
    ("levels", "calls"),
    [
        pytest.param(("urgent", "imminent"), 2, id="graver calls again"),
        pytest.param(("imminent", "urgent"), 1, id="milder changes nothing"),
    ],
)
def test_a_case_is_as_grave_as_the_gravest_news(
    make_member, make_support, suspect, told, case_of, levels, calls
):
    member, support, source_id = make_member(), make_support(), uuid.uuid4()

    for level in levels:
        suspect(member, level, source_id=source_id)

    assert case_of(member)["level"] == "imminent"
    assert told(support) == ["crisis.case_opened"] * calls
    assert told(member) == ["crisis.help"]


def test_a_case_nobody_answers_is_marked_and_all_are_called_once(
    make_member, make_support, make_coach, suspect, on_call, told, clock, api
):
    member, support, coach = make_member(), make_support(), make_coach()
    on_call(coach)
    suspect(member)

    for minutes in (14, 16, 17):
        clock(minutes)

    assert told(coach) == ["crisis.case_opened", "crisis.case_overdue"]
    assert told(support) == ["crisis.case_overdue"]
    assert [case["is_overdue"] for case in api(support, "GET", CASES).json["items"]] == [True]


def test_an_answer_in_time_stops_the_timer(
    make_member, make_support, suspect, act, clock, case_of, told
):
    member, support = make_member(), make_support()
    suspect(member)
    act(support, member, "claim")

    reply = act(support, member, "replies", template="we_read_it")
    clock(20)

    assert reply.json["answered_at"] is not None
    assert case_of(member)["overdue_at"] is None
    assert told(member) == ["crisis.help", "crisis.reply.we_read_it"]


def test_taking_it_on_alone_does_not_stop_the_timer_and_it_can_be_taken_over(
    make_member, make_support, suspect, act, clock, case_of, database
):
    member, first, second = make_member(), make_support(), make_support()
    suspect(member)
    act(first, member, "claim")
    too_early = act(second, member, "claim")
    database.execute(
        "UPDATE safety.cases SET due_at = now() - interval '1 minute' WHERE user_id = %s", (member,)
    )
    clock(0)

    taken_over = act(second, member, "claim")

    assert (too_early.status_code, too_early.json["code"]) == (409, "already_claimed")
    assert taken_over.json["handler_id"] == str(second)
    assert case_of(member)["overdue_at"] is not None


def test_of_many_who_take_it_on_at_once_one_does(make_member, make_support, suspect, act, at_once):
    member, staff = make_member(), [make_support() for _ in range(6)]
    suspect(member)

    replies = at_once([lambda each=each: act(each, member, "claim") for each in staff])

    assert sorted(reply.status_code for reply in replies) == [200, 409, 409, 409, 409, 409]


def test_only_approved_words_are_sent_by_whoever_handles_it(
    make_member, make_support, suspect, act, told
):
    member, handler, other = make_member(), make_support(), make_support()
    suspect(member)
    act(handler, member, "claim")

    invented = act(handler, member, "replies", template="cheer up")
    stranger = act(other, member, "replies", template="we_read_it")

    assert invented.status_code == 422
    assert (stranger.status_code, stranger.json["code"]) == (409, "not_handler")
    assert told(member) == ["crisis.help"]


def test_a_reply_sent_twice_is_said_once(make_member, make_support, suspect, act, told):
    member, support = make_member(), make_support()
    suspect(member)
    act(support, member, "claim")
    client_id = str(uuid.uuid4())

    for _ in range(2):
        act(support, member, "replies", template="call_now", client_id=client_id)

    assert told(member) == ["crisis.help", "crisis.reply.call_now"]


def test_two_people_have_to_agree_that_it_is_over(make_member, make_support, suspect, act, api):
    member, handler, second = make_member(), make_support(), make_support()
    suspect(member)

    unclaimed = act(second, member, "close", outcome="safe")
    act(handler, member, "claim")
    unanswered = act(second, member, "close", outcome="safe")
    act(handler, member, "replies", template="we_read_it")
    alone = act(handler, member, "close", outcome="safe")
    closed = act(second, member, "close", outcome="safe")
    again = act(second, member, "close", outcome="safe")

    codes = [reply.json["code"] for reply in (unclaimed, unanswered, alone, again)]
    assert codes == ["not_claimed", "not_answered", "four_eyes", "case_closed"]
    assert (closed.status_code, closed.json["closed_by"]) == (200, str(second))
    assert api(second, "GET", CASES).json["items"] == []
    assert len(api(second, "GET", f"{CASES}?state=closed").json["items"]) == 1


def test_a_false_alarm_needs_no_answer_but_two_people_all_the_same(
    make_member, make_support, suspect, act
):
    member, handler, second = make_member(), make_support(), make_support()
    suspect(member)
    act(handler, member, "claim")

    alone = act(handler, member, "close", outcome="false_alarm")
    closed = act(second, member, "close", outcome="false_alarm")

    assert alone.json["code"] == "four_eyes"
    assert closed.json["outcome"] == "false_alarm"


def test_four_eyes_hold_even_in_the_table(database, make_member, make_support, suspect):
    import psycopg

    member, support = make_member(), make_support()
    suspect(member)

    with pytest.raises(psycopg.errors.CheckViolation):
        database.execute(
            "UPDATE safety.cases SET handler_id = %(me)s, closed_by = %(me)s, outcome = 'safe',"
            " closed_at = now() WHERE user_id = %(member)s",
            {"me": support, "member": member},
        )


def test_the_file_keeps_every_note_and_reply_and_a_note_stays_as_it_is(
    make_member, make_support, suspect, act, api, case_of, database
):
    import psycopg

    member, support = make_member(), make_support()
    suspect(member)
    act(support, member, "claim")
    act(support, member, "notes", text="She is with her sister.")
    act(support, member, "replies", template="take_care")

    file = api(support, "GET", f"{CASES}/{case_of(member)['case_id']}").json

    assert [note["text"] for note in file["notes"]] == ["She is with her sister."]
    assert [reply["template"] for reply in file["replies"]] == ["take_care"]
    with pytest.raises(psycopg.errors.RestrictViolation):
        database.execute("UPDATE safety.notes SET text = 'Nothing.'")


def test_the_member_can_see_who_acted_and_as_what(make_member, make_support, suspect, act, api):
    member, support = make_member(), make_support()
    suspect(member)
    api(support, "GET", CASES)
    act(support, member, "claim")
    act(support, member, "replies", template="we_read_it")

    log = api(member, "GET", "/privacy/access-log").json["items"]

    assert [item["action"] for item in log] == [
        *("crisis.answered", "crisis.claimed", "crisis.listed")
    ]
    assert {(item["role"], item["name"]) for item in log} == {("support", None)}


@pytest.mark.parametrize("role", ["member", "moderator", "content_editor"])
def test_others_never_see_any_of_it(make_member, suspect, api, role):
    suspect(make_member())

    assert api(make_member(role=role), "GET", CASES).status_code == 403


def test_a_coach_sees_it_while_on_call_and_no_longer(
    make_member, make_coach, suspect, api, on_call, case_of
):
    member, coach = make_member(), make_coach()
    suspect(member)
    path = f"{CASES}/{case_of(member)['case_id']}"
    before = api(coach, "GET", path)

    on_call(coach)
    during = api(coach, "GET", path)
    api(coach, "DELETE", "/crisis/on-call")
    after = api(coach, "GET", path)

    assert [reply.status_code for reply in (before, during, after)] == [403, 200, 403]
    assert before.json["code"] == "not_on_call"


def test_who_is_on_call_is_on_the_list_for_as_long(make_coach, make_support, on_call, api):
    coach, support = make_coach(display_name="Coach Hoa"), make_support()

    replies = [on_call(coach, hours).status_code for hours in (12, 25, -1)]

    assert replies == [204, 422, 422]
    [duty] = api(support, "GET", "/crisis/on-call").json["items"]
    assert duty["display_name"] == "Coach Hoa"


@pytest.fixture
def open_case(api):
    def post(person, member, level="urgent", **changes):
        body = {"client_id": str(uuid.uuid4()), "user_id": str(member), "level": level, **changes}
        return api(person, "POST", CASES, body)

    return post


def test_a_coach_may_open_a_case_about_whom_they_coach_and_nobody_else(
    make_member, make_coach, make_support, open_case, told
):
    coach, support = make_coach(), make_support()
    theirs, other = make_member(coach=coach), make_member()

    replies = [open_case(coach, theirs), open_case(coach, other)]

    assert [reply.status_code for reply in replies] == [201, 403]
    assert told(theirs) == ["crisis.help"]
    assert told(support) == ["crisis.case_opened"]
    assert told(other) == []


def test_the_same_case_sent_twice_is_opened_once(make_member, make_support, open_case, rows):
    member, support, client_id = make_member(), make_support(), str(uuid.uuid4())

    replies = [
        open_case(support, member, client_id=client_id, note="He rang.").status_code
        for _ in range(2)
    ]

    assert replies == [201, 200]
    assert len(rows("safety.cases", user_id=member)) == 1
    assert len(rows("safety.notes")) == 1


def test_information_is_offered_and_nobody_is_called(
    make_member, make_support, open_case, told, case_of, clock
):
    member, support, other = make_member(), make_support(), make_support()

    reply = open_case(support, member, "info")
    clock(60)

    assert (reply.json["outcome"], reply.json["due_at"]) == ("informed", None)
    assert told(member) == ["crisis.help"]
    assert told(other) == []


def test_there_is_no_case_about_nobody(make_support, open_case, suspect, rows):
    stranger = uuid.uuid4()

    reply = open_case(make_support(), stranger)
    suspect(stranger)

    assert reply.status_code == 404
    assert rows("safety.cases", user_id=stranger) == []


def test_the_queue_comes_in_pages_the_longest_waiting_first(
    make_member, make_support, suspect, api
):
    support, members = make_support(), [make_member() for _ in range(3)]
    for member in members:
        suspect(member)

    first = api(support, "GET", f"{CASES}?limit=2").json
    rest = api(support, "GET", f"{CASES}?limit=2&after={first['next']}").json

    order = [item["user_id"] for item in first["items"] + rest["items"]]
    assert order == [str(member) for member in members]


def test_everybody_may_read_the_approved_words_in_both_languages(make_member, api):
    items = api(make_member(), "GET", "/crisis/templates").json["items"]

    assert [item["code"] for item in items] == [template.code for template in TEMPLATES]
    assert all(item["words"]["en"] and item["words"]["vi"] for item in items)
