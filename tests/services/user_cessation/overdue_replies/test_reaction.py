"""A coach lets a member wait for longer than promised: support hears of it, and both do."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from shared.models.events import ReplyOverdue


@pytest.fixture
def overdue():
    def make(member, coach, **changes):
        return ReplyOverdue(
            **{
                "conversation_id": uuid.uuid4(),
                "member_id": member,
                "coach_id": coach,
                "waiting_since": datetime.now(UTC) - timedelta(hours=30),
                **changes,
            }
        )

    return make


def reminders(events_about, person):
    return [e["key"] for e in events_about(person) if e["type"] == "reminder.due.v1"]


def listed(api, admin):
    """All pages: others' waits are among them."""
    path = "/support/overdue-replies?limit=100"
    page = api(admin, "GET", path).json
    while True:
        yield from page["items"]
        if page["next"] is None:
            return
        page = api(admin, "GET", f"{path}&after={page['next']}").json


def test_a_wait_is_recorded_and_both_are_told(
    api, react, overdue, make_member, make_coach, make_admin, events_about, rows
):
    coach = make_coach(display_name="Linh")
    member, admin = make_member(coach=coach), make_admin()
    event = overdue(member, coach)

    react(event)

    assert reminders(events_about, member) == ["coach.offer_another"]
    assert reminders(events_about, coach) == ["reply.overdue"]
    [mine] = [item for item in listed(api, admin) if item["member_id"] == str(member)]
    assert mine["coach_name"] == "Linh"
    [entry] = rows("account.audit_log", subject_id=member, actor_id=admin)
    assert entry["action"] == "overdue_reply.read"
    attention = api(coach, "GET", "/coaching/attention").json["items"]
    assert [reason["code"] for reason in attention[0]["reasons"]] == ["reply_overdue"]


def asked(events_about, member):
    return [e["coach_id"] for e in events_about(member) if e["type"] == "stand_in.asked.v1"]


@pytest.fixture
def alone_in_greek(database):
    """Let these coaches speak a language that no other test's coach does."""

    def speak(*coaches):
        language = f"x{uuid.uuid4().hex[:6]}"
        database.execute(
            "UPDATE coaching.coaches SET languages = %s WHERE user_id = ANY(%s)",
            ([language], list(coaches)),
        )

    return speak


def agree(api, member, stand_in=True):
    body = {"fields": ["progress"], "stand_in": stand_in}
    assert api(member, "PUT", "/coaching/sharing", body).json["stand_in"] is stand_in


def test_who_agreed_beforehand_has_another_coach_asked_in_their_language(
    api, react, overdue, make_member, make_coach, make_admin, events_about, alone_in_greek
):
    coach, other = make_coach(), make_coach(display_name="Sofia")
    make_coach()
    alone_in_greek(coach, other)
    member = make_member(coach=coach)
    agree(api, member)

    react(overdue(member, coach))

    assert asked(events_about, member) == [str(other)]
    assert reminders(events_about, member) == []
    assert reminders(events_about, coach) == ["reply.overdue"]
    [mine] = [i for i in listed(api, make_admin()) if i["member_id"] == str(member)]
    assert mine["stand_in_name"] == "Sofia"
    assert api(other, "GET", f"/coaching/members/{member}/progress").status_code == 404


@pytest.mark.parametrize(
    "why",
    ["never asked", "changed their mind", "shares nothing", "full", "away", "was theirs", "none"],
)
def test_otherwise_nobody_is_asked_and_they_may_choose_another(
    api,
    react,
    overdue,
    make_member,
    make_coach,
    events_about,
    alone_in_greek,
    set_consent,
    database,
    why,
):
    coach, other = make_coach(), make_coach()
    alone_in_greek(coach, *([] if why == "none" else [other]))
    member = make_member(coach=coach)
    if why == "was theirs":
        for chosen in (other, coach):
            api(member, "PUT", "/coaching/coach", {"coach_id": str(chosen)})
    if why != "never asked":
        agree(api, member)
    if why == "changed their mind":
        agree(api, member, stand_in=False)
    set_consent(member, why != "shares nothing")
    if why == "full":
        database.execute("UPDATE coaching.coaches SET capacity = 0 WHERE user_id = %s", (other,))
    if why == "away":
        database.execute(
            """
            INSERT INTO coaching.leaves
                   (leave_id, coach_id, client_id, starts_at, ends_at, created_at)
            VALUES (uuidv7(), %s, uuidv7(), now() - interval '1 day', now() + interval '1 day',
                    now())
            """,
            (other,),
        )

    react(overdue(member, coach))

    assert asked(events_about, member) == []
    assert reminders(events_about, member) == ["coach.offer_another"]


def test_whoever_stood_in_before_does_so_again(
    api, react, overdue, make_member, make_coach, events_about, alone_in_greek
):
    coach, others = make_coach(), [make_coach() for _ in range(3)]
    alone_in_greek(coach, *others)
    members = [make_member(coach=coach) for _ in range(3)]
    for member in members:
        agree(api, member)
        react(overdue(member, coach))
    first = {member: asked(events_about, member) for member in members}

    react(overdue(members[2], coach))

    assert {coach for [coach] in first.values()} == set(map(str, others))
    assert asked(events_about, members[2]) == first[members[2]] * 2


def test_the_same_wait_told_again_is_one(react, overdue, make_member, make_coach, events_about):
    coach = make_coach()
    member = make_member(coach=coach)
    event = overdue(member, coach)

    react(event)
    react(event)
    react(event.model_copy(update={"event_id": uuid.uuid4()}))

    assert reminders(events_about, member) == ["coach.offer_another"]


def test_a_wait_of_people_who_have_parted_is_nobodys_business(
    react, overdue, make_member, make_coach, events_about, rows
):
    member = make_member(coach=make_coach())
    former = make_coach()

    react(overdue(member, former))

    assert rows("coaching.overdue_replies", member_id=member) == []
    assert events_about(member) == []


def test_parting_takes_a_wait_off_the_lists(
    api, react, overdue, make_member, make_coach, make_admin
):
    coach, admin = make_coach(), make_admin()
    member = make_member(coach=coach)
    react(overdue(member, coach))

    api(member, "DELETE", "/coaching/coach")
    api(member, "PUT", "/coaching/coach", {"coach_id": str(coach)})

    listed = api(admin, "GET", "/support/overdue-replies?limit=100").text
    assert str(member) not in listed
    assert api(coach, "GET", "/coaching/attention").json["items"] == []


def test_support_closes_a_wait_once(api, react, overdue, make_member, make_coach, rows):
    coach, support = make_coach(), make_member(role="support")
    member = make_member(coach=coach)
    react(overdue(member, coach))
    [row] = rows("coaching.overdue_replies", member_id=member)
    path = f"/support/overdue-replies/{row['overdue_id']}/close"

    statuses = [api(person, "POST", path).status_code for person in (coach, support, support)]

    assert statuses == [403, 204, 404]
    assert api(coach, "GET", "/coaching/attention").json["items"] == []
    [entry] = rows("account.audit_log", subject_id=member, actor_id=support)
    assert entry["action"] == "overdue_reply.closed"
