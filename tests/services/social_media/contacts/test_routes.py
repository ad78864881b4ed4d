"""Asking, answering and ending, seen from both ends."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from services.social_media.contacts import actions as contacts
from services.social_media.contacts import rules, store
from services.social_media.people import actions as people
from shared.auth.roles import Role
from shared.models.events import AccountDisabled, CoachAssigned, CoachUnassigned

PATH = "/api/v1/contacts"


@pytest.fixture
def ask(client, as_user):
    def send(me, other):
        return client.post(PATH, json={"user_id": str(other.user_id)}, headers=as_user(me.user_id))

    return send


@pytest.fixture
def accept(client, as_user):
    def send(me, other):
        return client.put(f"{PATH}/{other.user_id}", headers=as_user(me.user_id))

    return send


@pytest.fixture
def end(client, as_user):
    def send(me, other):
        return client.delete(f"{PATH}/{other.user_id}", headers=as_user(me.user_id))

    return send


@pytest.fixture
def seen_by(client, as_user):
    """The contacts of someone: names, kinds and states."""

    def items(me):
        reply = client.get(PATH, headers=as_user(me.user_id))
        return [(item["display_name"], item["kind"], item["state"]) for item in reply.json["items"]]

    return items


def test_a_request_is_seen_from_both_ends(make_person, ask, seen_by):
    minh, hoa = make_person("Minh"), make_person("Hoa")

    reply = ask(minh, hoa)

    assert (reply.status_code, reply.json) == (
        201,
        {
            "user_id": str(hoa.user_id),
            "display_name": None,
            "role": "member",
            "handle": None,
            "avatar": None,
            "kind": "contact",
            "state": "requested_by_me",
        },
    )
    assert seen_by(minh) == [(None, "contact", "requested_by_me")]
    assert seen_by(hoa) == [("Minh", "contact", "requested_by_them")]


def test_two_may_talk_once_the_other_side_accepts(db, make_person, ask, accept, seen_by):
    minh, hoa = make_person("Minh"), make_person("Hoa")
    ask(minh, hoa)
    before = people.may_talk(db, minh.user_id, hoa.user_id)

    reply = accept(hoa, minh)

    assert (reply.status_code, reply.json["state"]) == (200, "accepted")
    assert not before
    assert people.may_talk(db, minh.user_id, hoa.user_id)
    assert people.may_talk(db, hoa.user_id, minh.user_id)
    assert seen_by(minh) == [("Hoa", "contact", "accepted")]


def test_accepting_twice_answers_the_same_and_tells_once(make_person, ask, accept, frames_to):
    minh, hoa = make_person(), make_person()
    ask(minh, hoa)

    first, second = accept(hoa, minh), accept(hoa, minh)

    assert (first.json, first.status_code) == (second.json, second.status_code)
    assert len(frames_to(minh.user_id)) == 1


def test_nobody_accepts_their_own_request(db, make_person, ask, accept):
    minh, hoa = make_person(), make_person()
    ask(minh, hoa)

    reply = accept(minh, hoa)

    assert (reply.status_code, reply.json["code"]) == (409, "not_yours_to_accept")
    assert not people.may_talk(db, minh.user_id, hoa.user_id)


def test_asking_again_changes_nothing_and_disturbs_nobody(db, make_person, ask, frames_to):
    minh, hoa = make_person(), make_person()
    first = ask(minh, hoa)

    second = ask(minh, hoa)

    assert (second.status_code, second.json) == (200, first.json)
    assert len(frames_to(hoa.user_id)) == 1
    assert db.notifications.count_documents({"user_id": hoa.user_id}) == 1


def test_asking_someone_who_asked_accepts(db, make_person, ask):
    minh, hoa = make_person(), make_person()
    ask(minh, hoa)

    reply = ask(hoa, minh)

    assert (reply.status_code, reply.json["state"]) == (200, "accepted")
    assert people.may_talk(db, minh.user_id, hoa.user_id)


def test_two_who_ask_each_other_at_once_get_one_tie(db, make_person):
    for _ in range(8):
        pair = make_person().user_id, make_person().user_id
        now = datetime.now(UTC)

        with ThreadPoolExecutor(4) as threads:
            asked = [
                threads.submit(contacts.ask, db, me, other, now=now)
                for me, other in (pair, pair[::-1]) * 2
            ]
            problems = [future.exception() for future in asked]

        # Whoever comes after the acceptance may be told that there is nothing left to ask.
        codes = {getattr(problem, "code", problem) for problem in problems}
        assert codes <= {None, "already_connected"}
        assert db.ties.count_documents({"people": {"$all": pair}}) == 1
        assert people.may_talk(db, *pair)


@pytest.mark.parametrize("who", ["the one asked", "the one asking"])
def test_a_request_can_be_refused_or_taken_back(make_person, ask, end, seen_by, who):
    minh, hoa = make_person(), make_person()
    ask(minh, hoa)

    reply = end(hoa, minh) if who == "the one asked" else end(minh, hoa)

    assert reply.status_code == 204
    assert seen_by(minh) == seen_by(hoa) == []


def test_after_a_refusal_only_the_other_side_may_ask_at_once(make_person, ask, end):
    minh, hoa = make_person(), make_person()
    ask(minh, hoa)
    end(hoa, minh)

    again, the_other_way = ask(minh, hoa), ask(hoa, minh)

    assert (again.status_code, again.json["code"]) == (429, "asked_recently")
    assert 86_000 < int(again.headers["Retry-After"]) <= 86_400
    assert the_other_way.status_code == 201


def test_a_day_after_a_refusal_one_may_ask_again(db, make_person):
    minh, hoa = make_person().user_id, make_person().user_id
    now = datetime.now(UTC)
    contacts.ask(db, minh, hoa, now=now)
    contacts.end(db, hoa, minh, now=now)

    answer = contacts.ask(db, minh, hoa, now=now + timedelta(days=1))

    assert answer.is_new


def test_an_ended_contact_may_not_talk(db, make_person, ask, accept, end):
    minh, hoa = make_person(), make_person()
    ask(minh, hoa)
    accept(hoa, minh)

    end(minh, hoa)

    assert not people.may_talk(db, minh.user_id, hoa.user_id)
    assert end(minh, hoa).status_code == 404


def test_nobody_is_their_own_contact(make_person, ask):
    me = make_person()

    reply = ask(me, me)

    assert (reply.status_code, reply.json["errors"][0]["field"]) == (422, "user_id")


def test_nobody_asks_someone_who_is_not_there(db, client, as_user, make_person, ask):
    me, disabled = make_person(), make_person()
    people.learn(db, AccountDisabled(user_id=disabled.user_id))

    unknown = client.post(PATH, json={"user_id": str(uuid4())}, headers=as_user(me.user_id))

    assert unknown.status_code == ask(me, disabled).status_code == 404
    assert db.ties.count_documents({"people": me.user_id}) == 0


@pytest.mark.parametrize("method", ["put", "delete"])
def test_there_is_nothing_to_answer_among_strangers(client, as_user, make_person, method):
    me, stranger = make_person(), make_person()

    reply = getattr(client, method)(f"{PATH}/{stranger.user_id}", headers=as_user(me.user_id))

    assert (reply.status_code, reply.json["code"]) == (404, "not_found")


def test_a_third_person_cannot_answer_for_another(db, make_person, ask, accept, end):
    minh, hoa, eve = make_person(), make_person(), make_person()
    ask(minh, hoa)

    replies = [accept(eve, minh), accept(eve, hoa), end(eve, minh), end(eve, hoa)]

    assert {reply.status_code for reply in replies} == {404}
    assert [tie.state for tie in store.select_ties(db, minh.user_id, hoa.user_id)] == ["requested"]


def test_open_requests_are_limited_until_some_are_answered(make_person, ask, accept):
    me = make_person()
    others = [make_person() for _ in range(rules.MOST_OPEN_REQUESTS)]
    for other in others:
        assert ask(me, other).status_code == 201
    one_more = make_person()

    refused = ask(me, one_more)
    accept(others[0], me)
    taken = ask(me, one_more)

    assert (refused.status_code, refused.json["code"]) == (429, "rate_limited")
    assert "Retry-After" in refused.headers
    assert taken.status_code == 201


def test_a_coach_and_a_member_are_contacts_by_themselves(db, make_person, ask, end, seen_by):
    member, coach = make_person("Minh"), make_person("Coach Hoa", Role.COACH)

    contacts.begin_coaching(db, CoachAssigned(member_id=member.user_id, coach_id=coach.user_id))

    assert seen_by(member) == [("Coach Hoa", "coach", "accepted")]
    assert seen_by(coach) == [("Minh", "member", "accepted")]
    assert (ask(member, coach).status_code, ask(member, coach).json["code"]) == (
        409,
        "already_connected",
    )
    assert (end(coach, member).status_code, end(coach, member).json["code"]) == (409, "coaching")


def test_contacts_stay_contacts_after_coaching(db, make_person, ask, accept, seen_by):
    member, coach = make_person("Minh"), make_person("Hoa", Role.COACH)
    ask(member, coach)
    accept(coach, member)
    pair = {"member_id": member.user_id, "coach_id": coach.user_id}

    contacts.begin_coaching(db, CoachAssigned(**pair))
    during = seen_by(member)
    contacts.end_coaching(db, CoachUnassigned(**pair))

    assert during == [("Hoa", "coach", "accepted")]
    assert seen_by(member) == [("Hoa", "contact", "accepted")]


def test_contacts_are_paged_without_gaps_or_repeats(client, as_user, make_person, ask):
    me = make_person()
    others = {str(other.user_id) for other in (make_person() for _ in range(5))}
    for user_id in others:
        client.post(PATH, json={"user_id": user_id}, headers=as_user(me.user_id))

    pages, after = [], ""
    while after is not None:
        reply = client.get(f"{PATH}?limit=2{after}", headers=as_user(me.user_id))
        pages.append([item["user_id"] for item in reply.json["items"]])
        after = f"&after={reply.json['next']}" if reply.json["next"] else None

    assert [len(page) for page in pages] == [2, 2, 1]
    assert {user_id for page in pages for user_id in page} == others


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "after=1", "after[$gt]=", "sort=name"]
)
def test_an_odd_query_is_refused(client, as_user, make_person, query):
    reply = client.get(f"{PATH}?{query}", headers=as_user(make_person().user_id))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({}, id="nobody"),
        pytest.param({"user_id": {"$ne": None}}, id="an operator"),
        pytest.param({"user_id": ["x"]}, id="a list"),
        pytest.param({"user_id": None}, id="null"),
        pytest.param({"user_id": 7}, id="a number"),
        pytest.param({"user_id": str(uuid4()), "state": "accepted"}, id="a state of their choice"),
    ],
)
def test_an_odd_request_is_refused(client, as_user, make_person, body):
    reply = client.post(PATH, json=body, headers=as_user(make_person().user_id))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


def test_the_other_side_is_told_at_once(make_person, ask, accept, frames_to):
    minh, hoa = make_person("Minh"), make_person("Hoa")

    ask(minh, hoa)
    accept(hoa, minh)

    [asked], [accepted] = frames_to(hoa.user_id), frames_to(minh.user_id)
    assert (asked["type"], asked["notification"]["category"]) == ("notification.new", "contacts")
    assert (asked["notification"]["title_key"], asked["notification"]["data"]) == (
        "contact.requested",
        {"user_id": str(minh.user_id), "display_name": "Minh"},
    )
    assert (accepted["notification"]["title_key"], accepted["notification"]["data"]) == (
        "contact.accepted",
        {"user_id": str(hoa.user_id), "display_name": "Hoa"},
    )
