"""What is reported is looked at in time, by somebody who has nothing to do with it, once."""

import uuid
from datetime import UTC, datetime, timedelta

import orjson
import pytest

from services.social_media import clock
from services.social_media.cases.actions import look_for_overdue
from services.social_media.cases.documents import case_from
from services.social_media.decisions import actions
from services.social_media.moderation.actions import screen
from services.social_media.moderation.models import Surface
from shared.auth.roles import Role
from shared.models.events import parse_event


def at(text):
    return datetime.fromisoformat(text)


def test_a_report_opens_a_case_with_what_it_said_and_a_day_to_look(
    api, wall, author, report, case_of
):
    post = wall.write(author, "cheap things here")

    reply = report(post, note="He wrote to me as well.")
    wall.posts[uuid.UUID(post)] = None

    case = case_of(post)
    assert reply.status_code == 201
    assert (case["text"], case["author_id"], case["reasons"]) == (
        "cheap things here",
        author.user_id,
        ["spam"],
    )
    assert case["due_at"] - case["opened_at"] == timedelta(hours=24)


def test_reporting_again_is_the_same_report(wall, author, report, case_of):
    post = wall.write(author)

    first, again = report(post), report(post, reason="harassment")

    assert first.json == again.json
    assert case_of(post)["reasons"] == ["spam"]


def test_several_reports_are_one_case(db, make_person, wall, author, report, at_once, case_of):
    post, readers = wall.write(author), [make_person() for _ in range(4)]

    at_once([lambda who=who: report(post, by=who, reason="harassment") for who in readers])

    assert db.cases.count_documents({"subject.id": uuid.UUID(post)}) == 1
    assert set(case_of(post)["reporters"]) == {reader.user_id for reader in readers}


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"subject_id": str(uuid.uuid4())}, 404, "not_found"),
        ({"subject_kind": "group"}, 404, "not_found"),
        ({"subject_kind": "person", "subject_id": str(uuid.uuid4())}, 404, "not_found"),
        ({"reason": "ugly"}, 422, "invalid"),
        ({"note": "x" * 501}, 422, "invalid"),
        ({"author_id": str(uuid.uuid4())}, 422, "invalid"),
    ],
)
def test_what_one_cannot_see_cannot_be_reported(
    db, wall, author, reader, report, changes, status, code
):
    reply = report(wall.write(author), **changes)

    assert (reply.status_code, reply.json["code"]) == (status, code)
    assert db.reports.count_documents({"reporter": reader.user_id}) == 0


def test_nobody_reports_themselves(wall, author, report):
    assert report(wall.write(author), by=author).json["code"] == "own"


def test_a_person_can_be_reported(api, reader, make_person, make_handle, case_of):
    other = make_person(handle=make_handle("loud"))

    body = {
        "subject_kind": "person", "subject_id": str(other.user_id), "reason": "impersonation"
    }  # fmt: skip
    reply = api(reader, "POST", "/reports", body)

    assert reply.status_code == 201
    assert case_of(str(other.user_id))["text"] == other.handle


def test_thirty_reports_a_day_are_enough(db, wall, author, reader, report):
    for _ in range(30):
        report(wall.write(author))

    reply = report(wall.write(author))

    assert (reply.status_code, reply.json["code"]) == (429, "rate_limited")


def test_worry_about_somebody_offers_them_help_and_calls_those_on_duty(
    wall, author, report, case_of, frames_to
):
    post = wall.write(author, "I see no way out")

    reply = report(post, reason="self_harm")

    [card] = frames_to(author.user_id)
    case = case_of(post)
    [event] = [parse_event(each["payload"]) for each in case["unsent"]]
    assert card["notification"]["title_key"] == "crisis.help"
    assert (event.user_id, event.source, str(event.source_id), event.level) == (
        author.user_id,
        "report",
        reply.json["report_id"],
        "urgent",
    )
    assert case["due_at"] - case["opened_at"] == timedelta(minutes=15)


def test_the_queue_shows_what_is_due_first(api, wall, author, moderator, report, case_of):
    calm, urgent = wall.write(author), wall.write(author)
    report(calm)
    report(urgent, reason="self_harm")

    shown, after = [], ""
    while after is not None:
        page = api(moderator, "GET", f"/moderation/cases?limit=1{after}").json
        shown += [item["case_id"] for item in page["items"]]
        after = f"&after={page['next']}" if page["next"] else None

    places = [shown.index(str(case_of(post)["_id"])) for post in (urgent, calm)]
    assert places == sorted(places)
    assert len(shown) == len(set(shown))


def test_a_case_is_taken_by_one(api, make_person, wall, author, report, case_of, at_once):
    post = wall.write(author)
    report(post)
    moderators = [make_person(role=Role.MODERATOR) for _ in range(4)]
    path = f"/moderation/cases/{case_of(post)['_id']}/claim"

    replies = at_once([lambda who=who: api(who, "POST", path) for who in moderators])

    assert sorted(reply.status_code for reply in replies) == [200, 409, 409, 409]


def test_a_case_that_was_given_back_or_forgotten_can_be_taken(
    db, api, make_person, wall, author, moderator, report, case_of
):
    post, other = wall.write(author), make_person(role=Role.MODERATOR)
    report(post)
    case_id = case_of(post)["_id"]
    path = f"/moderation/cases/{case_id}/claim"

    statuses = [
        api(who, method, path).status_code
        for who, method in [
            (moderator, "POST"),
            (other, "DELETE"),
            (other, "POST"),
            (moderator, "DELETE"),
            (other, "POST"),
        ]
    ]
    db.cases.update_one({"_id": case_id}, {"$set": {"claimed_until": datetime.now(UTC)}})
    statuses.append(api(moderator, "POST", path).status_code)

    assert statuses == [200, 404, 409, 204, 200, 200]


def test_a_decision_hides_it_and_everyone_hears_what_is_theirs_to_hear(
    api, wall, author, reader, report, decide, case_of, told
):
    post = wall.write(author)
    report(post)

    reply = decide(case_of(post)["_id"])

    assert reply.status_code == 204
    assert uuid.UUID(post) in wall.hidden
    assert told(author) == ["case.hidden"]
    assert told(reader) == ["report.acted"]
    [mine] = api(reader, "GET", "/reports").json["items"]
    assert mine["outcome"] == "acted"
    assert str(author.user_id) not in str(mine)


def test_nothing_wrong_is_said_to_whoever_reported_it(
    api, wall, author, reader, report, decide, case_of, told
):
    post = wall.write(author)
    report(post)

    decide(case_of(post)["_id"], hide=False)

    assert (told(reader), told(author)) == (["report.nothing_wrong"], [])
    assert api(author, "GET", "/decisions").json["items"] == []
    assert report(post).status_code == 201


@pytest.mark.parametrize("who", ["author", "reporter"])
def test_nobody_decides_what_they_have_to_do_with(
    make_person, wall, author, report, decide, case_of, who
):
    party = make_person(role=Role.MODERATOR)
    post = wall.write(party if who == "author" else author)
    report(post)
    if who == "reporter":
        report(post, by=party)

    reply = decide(case_of(post)["_id"], by=party)

    assert (reply.status_code, reply.json["code"]) == (403, "not_yours_to_judge")
    assert case_of(post)["state"] == "open"


def test_a_case_is_decided_by_whoever_took_it_and_once(
    api, make_person, wall, author, moderator, report, decide, case_of
):
    post, other = wall.write(author), make_person(role=Role.MODERATOR)
    report(post)
    case_id = case_of(post)["_id"]
    path, body = f"/moderation/cases/{case_id}/decision", {
        "reason": "spam", "hide": True, "note": "x"
    }  # fmt: skip

    not_taken = api(moderator, "POST", path, body)
    decided = decide(case_id)
    again = decide(case_id, by=other)

    assert (not_taken.json["code"], decided.status_code) == ("not_claimed", 204)
    assert (again.status_code, again.json["code"]) == (409, "decided")


def test_what_was_held_is_shown_when_nothing_was_wrong(
    db, wall, author, report, decide, case_of, told
):
    post = wall.write(author)
    report(post)
    wall.hidden.add(uuid.UUID(post))
    db.cases.update_one({"subject.id": uuid.UUID(post)}, {"$set": {"is_hidden": True}})

    decide(case_of(post)["_id"], hide=False)

    assert uuid.UUID(post) not in wall.hidden
    assert told(author) == ["case.released"]


def test_a_process_that_dies_between_deciding_and_doing_is_made_good_by_the_clock(
    db, keepers, wall, author, reader, moderator, report, api, case_of, told
):
    post = wall.write(author)
    report(post)
    case_id = case_of(post)["_id"]
    decided_at = datetime.now(UTC)
    decision = {
        "reason": "spam", "hide": True, "rung": 0, "note": "x", "by": moderator.user_id,
        "at": decided_at,
    }  # fmt: skip
    db.cases.update_one(
        {"_id": case_id},
        {"$set": {"state": "decided", "decision": decision, "is_applied": False}},
    )

    too_early = actions.finish_undone(db, keepers, now=decided_at)
    actions.finish_undone(db, keepers, now=decided_at + timedelta(minutes=2))
    done_once = actions.finish_undone(db, keepers, now=decided_at + timedelta(minutes=3))

    assert (too_early, done_once) == ([], [])
    assert uuid.UUID(post) in wall.hidden
    assert (told(author), told(reader)) == (["sanction.warn"], ["report.acted"])


def test_doing_it_twice_is_doing_it_once(db, keepers, wall, author, report, decide, case_of, told):
    post = wall.write(author)
    report(post)
    decide(case_of(post)["_id"], rung=1)

    actions.apply(db, keepers, case_from(case_of(post)), now=datetime.now(UTC))

    assert told(author) == ["sanction.mute"]
    assert db.sanctions.count_documents({"user_id": author.user_id}) == 1


def test_what_waits_too_long_is_marked_once(db, api, wall, author, moderator, report, case_of):
    post = wall.write(author)
    report(post)
    due = case_of(post)["due_at"]

    look_for_overdue(db, due - timedelta(minutes=1))
    before = case_of(post)["overdue_at"]
    clock.mark_overdue(db, due, due)
    clock.mark_overdue(db, due + timedelta(minutes=5), due + timedelta(minutes=5))

    assert (before, case_of(post)["overdue_at"]) == (None, due)
    overdue, after = [], ""
    while after is not None:
        page = api(moderator, "GET", f"/moderation/cases?overdue=true&limit=100{after}").json
        overdue += [item["case_id"] for item in page["items"]]
        after = f"&after={page['next']}" if page["next"] else None
    assert str(case_of(post)["_id"]) in overdue


def test_a_mute_is_for_a_day_and_stops_words_only(db, api, wall, author, report, decide, case_of):
    post = wall.write(author)
    report(post)
    now = datetime.now(UTC)

    decide(case_of(post)["_id"], rung=1)

    muted = screen(db, author.user_id, "hello", Surface.POST, now=now)
    in_danger = screen(db, author.user_id, "I want to die", Surface.POST, now=now)
    later = screen(
        db, author.user_id, "hello", Surface.POST, now=now + timedelta(days=1, minutes=1)
    )
    assert (muted.outcome, muted.breach, in_danger.outcome) == ("bounce", "muted", "hold")
    assert later.outcome == "allow"
    assert api(author, "GET", "/conversations").status_code == 200


def test_a_suspension_closes_sockets_and_every_door_but_the_way_back(
    db, api, wall, author, published, report, decide, case_of
):
    post = wall.write(author)
    report(post, reason="hate")
    api(author, "GET", "/conversations")

    decide(case_of(post)["_id"], reason="hate", rung=3)

    orders = [each for each in published if each.topic == f"control:user:{author.user_id}"]
    assert [orjson.loads(order.frame) for order in orders] == [{"origin_jti": None}]
    for method, path, body in [
        ("GET", "/conversations", None),
        ("POST", "/conversations", {"with": str(uuid.uuid4())}),
        ("GET", "/contacts", None),
        ("POST", "/contacts", {"user_id": str(uuid.uuid4())}),
        ("GET", "/buddies", None),
    ]:
        reply = api(author, method, path, body)
        assert (reply.status_code, reply.json["code"]) == (403, "suspended"), path
        assert reply.json["until"]
    for path in ("/notifications", "/decisions", "/reports", "/muted-words", "/blocks"):
        assert api(author, "GET", path).status_code == 200, path


def test_a_sanction_can_be_ended_early(
    db, api, wall, author, moderator, report, decide, case_of, told
):
    post = wall.write(author)
    report(post)
    decide(case_of(post)["_id"], rung=1)
    path = f"/moderation/people/{author.user_id}/sanctions"
    [sanction] = api(moderator, "GET", path).json["items"]

    replies = [
        api(moderator, "DELETE", f"/moderation/sanctions/{sanction['sanction_id']}").status_code
        for _ in range(2)
    ]

    assert replies == [204, 404]
    assert told(author) == ["sanction.lifted", "sanction.mute"]
    assert api(moderator, "GET", path).json["items"][0]["lifted_at"]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"rung": 2}, 403, "too_strict"),
        ({"rung": 0, "reason": "self_harm"}, 409, "no_sanction"),
        ({"rung": 6}, 422, "invalid"),
        ({"rung": True}, 422, "invalid"),
        ({"note": ""}, 422, "invalid"),
    ],
)
def test_a_decision_that_is_not_allowed_leaves_the_case_open(
    db, wall, author, report, decide, case_of, changes, status, code
):
    post = wall.write(author)
    report(post)

    reply = decide(case_of(post)["_id"], **changes)

    assert (reply.status_code, reply.json["code"]) == (status, code)
    assert (case_of(post)["state"], wall.hidden) == ("open", set())
    assert db.sanctions.count_documents({"user_id": author.user_id}) == 0


def test_what_cannot_be_hidden_is_not(api, reader, make_person, make_handle, decide, case_of):
    other = make_person(handle=make_handle("loud"))
    body = {"subject_kind": "person", "subject_id": str(other.user_id), "reason": "spam"}
    api(reader, "POST", "/reports", body)

    reply = decide(case_of(str(other.user_id))["_id"])

    assert (reply.status_code, reply.json["code"]) == (409, "cannot_be_hidden")


# Appeals


@pytest.fixture
def decided(wall, author, report, decide, case_of):
    """A post that was hidden and its author muted for it: the post and its case."""
    post = wall.write(author)
    report(post)
    decide(case_of(post)["_id"], rung=1)
    return post, case_of(post)["_id"]


@pytest.fixture
def appeal(api, author):
    def send(case_id, by=author, text="It was a joke among friends."):
        return api(by, "POST", f"/decisions/{case_id}/appeal", {"text": text})

    return send


def test_an_author_sees_what_was_decided_and_until_when_they_can_appeal(api, author, decided):
    [item] = api(author, "GET", "/decisions").json["items"]

    assert (item["hidden"], item["sanction"], item["appeal"]) == (True, "mute", None)
    assert at(item["can_appeal_until"]) - at(item["at"]) == timedelta(days=30)


def test_an_appeal_is_judged_by_somebody_else_and_what_is_overturned_is_undone(
    db, api, make_person, wall, author, moderator, decided, appeal, told
):
    post, case_id = decided
    other = make_person(role=Role.MODERATOR)
    path = f"/moderation/appeals/{case_id}/judgement"
    body = {"overturn": True, "note": "It was one."}

    statuses = [appeal(case_id).status_code, appeal(case_id).status_code]
    mine = api(moderator, "POST", path, body)
    theirs = api(other, "POST", path, body)
    again = api(other, "POST", path, body)

    assert statuses == [204, 409]
    assert (mine.status_code, mine.json["code"]) == (403, "judge_yourself")
    assert (theirs.status_code, again.json["code"]) == (204, "judged")
    assert uuid.UUID(post) not in wall.hidden
    assert db.sanctions.find_one({"case_id": case_id})["lifted_at"] is not None
    assert told(author)[:2] == ["appeal.overturned", "sanction.lifted"]


def test_an_appeal_that_fails_changes_nothing(
    db, api, make_person, wall, author, decided, appeal, told
):
    post, case_id = decided
    appeal(case_id)

    api(
        make_person(role=Role.MODERATOR),
        "POST",
        f"/moderation/appeals/{case_id}/judgement",
        {"overturn": False, "note": "It was not."},
    )

    assert uuid.UUID(post) in wall.hidden
    assert db.sanctions.find_one({"case_id": case_id})["lifted_at"] is None
    assert told(author)[0] == "appeal.upheld"


def test_those_who_decide_see_who_appealed(api, moderator, decided, appeal):
    _, case_id = decided
    appeal(case_id)

    items = api(moderator, "GET", "/moderation/appeals").json["items"]

    assert [item["appeal"] for item in items if item["case_id"] == str(case_id)] == [
        "It was a joke among friends."
    ]


def test_nobody_appeals_for_another_or_too_late_or_against_nothing(
    db, wall, author, reader, report, decide, case_of, decided, appeal
):
    _, case_id = decided
    harmless = wall.write(author)
    report(harmless)
    decide(case_of(harmless)["_id"], hide=False)

    other = appeal(case_id, by=reader)
    nothing = appeal(case_of(harmless)["_id"])
    past = datetime.now(UTC) - timedelta(days=30)
    db.cases.update_one({"_id": case_id}, {"$set": {"decision.at": past}})
    late = appeal(case_id)

    assert (other.status_code, nothing.json["code"], late.json["code"]) == (
        404,
        "no_appeal",
        "no_appeal",
    )


# Who may do what


MODERATION = [
    ("GET", "/moderation/cases", None),
    ("GET", "/moderation/cases/{case}", None),
    ("POST", "/moderation/cases/{case}/claim", None),
    ("DELETE", "/moderation/cases/{case}/claim", None),
    ("POST", "/moderation/cases/{case}/decision", {"reason": "spam", "hide": True, "note": "x"}),
    ("GET", "/moderation/appeals", None),
    ("POST", "/moderation/appeals/{case}/judgement", {"overturn": True, "note": "x"}),
    ("GET", "/moderation/people/{author}/sanctions", None),
    ("DELETE", "/moderation/sanctions/{case}", None),
]


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role or "anonymous")
@pytest.mark.parametrize(("method", "path", "body"), MODERATION, ids=lambda each: str(each))
def test_only_moderators_and_administrators_moderate(
    db, api, make_person, wall, author, report, case_of, role, method, path, body
):
    post = wall.write(author)
    report(post)
    case = case_of(post)
    who = make_person(role=role) if role else None
    acts = db.staff_acts.count_documents({"staff_id": who.user_id}) if who else 0

    path = path.format(case=case["_id"], author=author.user_id)
    reply = api(who, method, path, body)

    if role is None:
        assert reply.status_code == 401
    elif role not in (Role.MODERATOR, Role.ADMIN):
        assert reply.status_code == 403
        assert case_of(post) == case
        assert acts == db.staff_acts.count_documents({"staff_id": who.user_id})
    else:
        assert reply.status_code in (200, 204, 404, 409)


def test_looking_and_acting_are_on_record(
    db, api, author, moderator, wall, report, decide, case_of
):
    post = wall.write(author)
    report(post)
    case_id = case_of(post)["_id"]
    api(moderator, "GET", "/moderation/cases")
    api(moderator, "GET", f"/moderation/cases/{case_id}")

    decide(case_id, rung=0)

    acts = list(db.staff_acts.find({"staff_id": moderator.user_id}).sort("_id"))
    assert [act["act"] for act in acts] == [
        "cases.read",
        "case.read",
        "case.claimed",
        "case.decided",
    ]
    assert acts[1]["person"] == author.user_id
    assert acts[3]["details"] == {"hide": "True", "rung": "0", "reason": "spam"}


def test_a_case_shows_history_and_what_is_usual(
    api, moderator, wall, author, report, decide, case_of
):
    first, second = wall.write(author), wall.write(author)
    report(first)
    decide(case_of(first)["_id"], rung=0)
    report(second, note="Again.")

    detail = api(moderator, "GET", f"/moderation/cases/{case_of(second)['_id']}").json

    assert [past["kind"] for past in detail["history"]] == ["warn"]
    assert (detail["usual_rung"], detail["notes"]) == (1, ["Again."])


def test_moderators_see_nothing_of_anybodys_health(api, moderator, wall, author, report, case_of):
    post = wall.write(author)
    report(post)

    detail = api(moderator, "GET", f"/moderation/cases/{case_of(post)['_id']}").json

    assert detail.keys() == {
        "case_id", "subject_kind", "subject_id", "text", "is_hidden", "state", "crisis", "reasons",
        "reports", "opened_at", "due_at", "overdue_at", "claimed_by", "claimed_until", "author_id",
        "history", "usual_rung", "notes",
    }  # fmt: skip
