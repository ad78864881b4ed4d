"""Buddies are two who both want it, see what each chooses to show, and part at once."""

from datetime import UTC, datetime, timedelta

import pytest

from services.social_media.buddies import actions, rules
from services.social_media.consumer import reacting
from services.social_media.people import actions as people
from shared.models.events import MilestoneReached, QuitPlanChanged
from shared.models.problem import NotFound

QUIT = datetime(2026, 3, 2, 7, tzinfo=UTC)


@pytest.fixture
def ask(api):
    return lambda by, whom: api(by, "POST", "/buddies", {"user_id": str(whom.user_id)})


@pytest.fixture
def accept(api):
    return lambda by, whom: api(by, "PUT", f"/buddies/{whom.user_id}")


@pytest.fixture
def seen_by(api):
    return lambda me: api(me, "GET", "/buddies").json["items"]


@pytest.fixture
def pair_up(make_person, befriend, ask, accept):
    """Two contacts who are buddies."""

    def make():
        one, other = make_person("One"), make_person("Other")
        befriend(one, other)
        ask(one, other)
        assert accept(other, one).status_code == 200
        return one, other

    return make


def test_a_contact_becomes_a_buddy_when_they_say_yes(make_person, befriend, ask, accept, seen_by):
    me, other = make_person("Me"), make_person("Other")
    befriend(me, other)

    asked = ask(me, other)
    [mine], [theirs] = seen_by(me), seen_by(other)
    accepted = accept(other, me)

    assert (asked.status_code, asked.json["state"]) == (201, "requested_by_me")
    assert (mine["state"], theirs["state"]) == ("requested_by_me", "requested_by_them")
    assert (accepted.status_code, accepted.json["state"]) == (200, "accepted")
    assert accepted.json["person"]["display_name"] == "Me"


def test_nothing_of_a_buddy_is_seen_until_they_show_it(db, api, pair_up, seen_by):
    me, other = pair_up()
    hear = reacting(db, lambda _: None)
    hear(QuitPlanChanged(user_id=other.user_id, coach_id=None, quit_at=QUIT))
    for code in ("day_1", "week_1"):
        hear(MilestoneReached(user_id=other.user_id, code=code))

    [before] = seen_by(me)
    api(other, "PUT", f"/buddies/{me.user_id}/shares", {"shares": ["quit_date", "milestones"]})
    [shown] = seen_by(me)
    [own] = seen_by(other)
    api(other, "PUT", f"/buddies/{me.user_id}/shares", {"shares": ["milestones"]})
    [less] = seen_by(me)

    assert (before["quit_at"], before["milestones"], before["they_show"]) == (None, None, [])
    assert shown["quit_at"] == "2026-03-02T07:00:00Z"
    assert sorted(shown["milestones"]) == ["day_1", "week_1"]
    assert (own["i_show"], own["they_show"], own["quit_at"]) == (
        ["milestones", "quit_date"],
        [],
        None,
    )
    assert (less["quit_at"], less["they_show"]) == (None, ["milestones"])


@pytest.mark.parametrize("who", ["one", "other"])
def test_either_ends_it_and_then_nothing_is_seen(api, db, pair_up, seen_by, who):
    one, other = pair_up()
    api(one, "PUT", f"/buddies/{other.user_id}/shares", {"shares": ["quit_date"]})
    ender, left = (one, other) if who == "one" else (other, one)

    reply = api(ender, "DELETE", f"/buddies/{left.user_id}")

    assert reply.status_code == 204
    assert seen_by(one) == seen_by(other) == []
    stored = db.buddies.find_one({"people": one.user_id})
    assert (stored["state"], stored["shares"]) == ("ended", {})
    assert api(left, "PUT", f"/buddies/{ender.user_id}/shares", {"shares": []}).status_code == 404


def test_two_who_ask_each_other_are_buddies(make_person, befriend, ask, seen_by):
    me, other = make_person(), make_person()
    befriend(me, other)
    ask(me, other)

    reply = ask(other, me)

    assert (reply.status_code, reply.json["state"]) == (200, "accepted")


def test_only_a_contact_can_be_asked(make_person, ask):
    me, stranger = make_person(), make_person()

    assert ask(me, stranger).status_code == ask(me, me).status_code == 404


def test_nobody_accepts_for_another_or_what_they_asked_themselves(
    make_person, befriend, ask, accept
):
    me, other, eve = make_person(), make_person(), make_person()
    befriend(me, other)
    ask(me, other)

    own = accept(me, other)

    assert (own.status_code, own.json["code"]) == (409, "not_yours_to_accept")
    assert accept(eve, me).status_code == accept(eve, other).status_code == 404


def test_after_a_refusal_only_the_other_side_may_ask_at_once(api, make_person, befriend, ask):
    me, other = make_person(), make_person()
    befriend(me, other)
    ask(me, other)
    api(other, "DELETE", f"/buddies/{me.user_id}")

    again, the_other_way = ask(me, other), ask(other, me)

    assert (again.status_code, again.json["code"]) == (429, "asked_recently")
    assert the_other_way.status_code == 201


def test_nobody_has_a_crowd_of_buddies(make_person, befriend, ask, accept, monkeypatch):
    monkeypatch.setattr(rules, "MOST", 2)
    me, one, two, three = (make_person() for _ in range(4))
    for other in (one, two, three):
        befriend(me, other)
    ask(me, one)
    ask(me, two)

    refused = ask(me, three)
    asked = ask(three, me)
    full = accept(me, three)

    assert (refused.status_code, refused.json["code"]) == (409, "too_many_buddies")
    assert asked.status_code == 201
    assert (full.status_code, full.json["code"]) == (409, "too_many_buddies")


# By code


@pytest.fixture
def invite(api):
    return lambda person: api(person, "POST", "/buddies/invitations")


@pytest.fixture
def redeem(api):
    return lambda person, code: api(person, "POST", "/buddies/redemptions", {"code": code})


def test_a_code_makes_two_strangers_buddies_who_may_talk(db, make_person, invite, redeem):
    me, other = make_person("Me"), make_person("Other")
    invitation = invite(me)

    reply = redeem(other, invitation.json["code"])

    assert invitation.status_code == 201
    assert (reply.status_code, reply.json["state"]) == (200, "accepted")
    assert reply.json["person"]["display_name"] == "Me"
    assert people.may_talk(db, me.user_id, other.user_id)


def test_a_code_is_read_however_it_is_typed(make_person, invite, redeem):
    code = invite(make_person()).json["code"]

    typed = f"  {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "

    assert redeem(make_person(), typed).status_code == 200


def test_a_code_works_once_and_again_for_the_same_person(make_person, invite, redeem):
    code, other = invite(make_person()).json["code"], make_person()

    first, again, another = redeem(other, code), redeem(other, code), redeem(make_person(), code)

    assert (first.status_code, again.status_code) == (200, 200)
    assert (another.status_code, another.json["code"]) == (404, "wrong_code")


def test_of_many_who_use_a_code_at_once_one_becomes_a_buddy(db, make_person, at_once):
    owner = make_person()
    invitation = actions.invite(db, owner.user_id, now=datetime.now(UTC))
    others = [make_person().user_id for _ in range(6)]

    def use(person):
        try:
            return actions.redeem(db, person, invitation.code, now=datetime.now(UTC)).is_new
        except NotFound:
            return False

    outcomes = at_once([lambda person=person: use(person) for person in others])

    assert outcomes.count(True) == 1
    assert db.buddies.count_documents({"people": owner.user_id, "state": "accepted"}) == 1


def test_a_code_expires(db, make_person):
    me, other = make_person().user_id, make_person().user_id
    now = datetime.now(UTC)
    invitation = actions.invite(db, me, now=now)

    with pytest.raises(NotFound):
        actions.redeem(db, other, invitation.code, now=now + timedelta(hours=48))

    late = now + timedelta(hours=47, minutes=59)
    assert actions.redeem(db, other, invitation.code, now=late).is_new
    assert invitation.expires_at == now + timedelta(hours=48)


def test_unused_codes_can_be_taken_back(api, make_person, invite, redeem):
    me = make_person()
    codes = [invite(me).json["code"] for _ in range(rules.MOST_INVITATIONS)]
    one_more = invite(me)

    api(me, "DELETE", "/buddies/invitations")

    assert (one_more.status_code, one_more.json["code"]) == (409, "too_many_invitations")
    assert {redeem(make_person(), code).status_code for code in codes} == {404}
    assert invite(me).status_code == 201


def test_ones_own_code_is_for_somebody_else(make_person, invite, redeem):
    me = make_person()

    reply = redeem(me, invite(me).json["code"])

    assert (reply.status_code, reply.json["code"]) == (409, "own_code")


def test_a_code_does_not_lead_around_a_block(api, make_person, invite, redeem):
    me, other = make_person(), make_person()
    code = invite(me).json["code"]
    api(me, "PUT", f"/blocks/{other.user_id}")

    assert redeem(other, code).status_code == 404


def test_a_code_cannot_be_read_from_the_database(db, make_person, invite):
    me = make_person()
    code = invite(me).json["code"]

    stored = db.buddy_invitations.find_one({"by": me.user_id})

    assert code.replace("-", "") not in str(stored)
    assert stored["_id"] == rules.digest_of(code)


@pytest.mark.parametrize(
    ("random", "code"),
    [
        (bytes(10), "0000-0000-0000-0000"),
        (b"\xff" * 10, "ZZZZ-ZZZZ-ZZZZ-ZZZZ"),
        (b"\x00" * 9 + b"\x21", "0000-0000-0000-0011"),
    ],
)
def test_a_code_spells_all_of_its_bits(random, code):
    assert rules.code_from(random) == code


def test_both_sides_are_told_without_a_word_about_health(
    make_person, befriend, ask, accept, frames_to
):
    me, other = make_person("Me"), make_person("Other")
    befriend(me, other)

    ask(me, other)
    accept(other, me)

    [asked], [accepted] = frames_to(other.user_id), frames_to(me.user_id)
    assert asked["notification"]["title_key"] == "buddy.requested"
    assert accepted["notification"]["title_key"] == "buddy.accepted"
    assert accepted["notification"]["data"] == {
        "user_id": str(other.user_id),
        "display_name": "Other",
    }


def test_buddies_are_paged_without_gaps_or_repeats(api, make_person, befriend, ask):
    me = make_person()
    others = [make_person() for _ in range(3)]
    for other in others:
        befriend(me, other)
        ask(other, me)

    pages, query = [], "?limit=2"
    while query:
        page = api(me, "GET", f"/buddies{query}").json
        pages.append([item["person"]["user_id"] for item in page["items"]])
        query = page["next"] and f"?limit=2&after={page['next']}"

    assert [len(page) for page in pages] == [2, 1]
    assert {user_id for page in pages for user_id in page} == {
        str(other.user_id) for other in others
    }


def test_showing_one_thing_twice_is_showing_it_once(api, db, pair_up):
    me, other = pair_up()

    reply = api(me, "PUT", f"/buddies/{other.user_id}/shares", {"shares": ["quit_date"] * 2})

    assert (reply.status_code, reply.json["i_show"]) == (200, ["quit_date"])


@pytest.mark.parametrize(
    "shares", [None, "quit_date", ["everything"], [{"$ne": 1}], ["quit_date", 7]]
)
def test_odd_shares_are_refused(api, pair_up, shares):
    me, other = pair_up()

    reply = api(me, "PUT", f"/buddies/{other.user_id}/shares", {"shares": shares})

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
