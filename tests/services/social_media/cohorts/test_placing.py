"""Forming cohorts: safe twice, at once, and after dying half-way; leaving and moving."""

from datetime import UTC, datetime, timedelta

import pytest

from services.social_media.chat import store as chat
from services.social_media.cohorts import actions, placing, wish_store
from services.social_media.cohorts.models import MOST, SEATS
from services.social_media.consumer import reacting
from services.social_media.rooms import store as rooms
from shared.auth.roles import Role
from shared.models.events import QuitPlanChanged

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


def members_of(db, cohort_id):
    return rooms.select_room(db, cohort_id).people


def test_those_who_quit_in_the_same_week_come_together(db, make_cohort):
    cohort_id, people = make_cohort(6)

    place = actions.place(db, people[0].user_id, now=MONDAY)

    assert (place.state, place.cohort.cohort_id) == ("placed", cohort_id)
    assert (place.cohort.day, place.cohort.member_count, place.cohort.role) == (1, 6, "member")
    assert set(members_of(db, cohort_id)) == {person.user_id for person in people}
    assert set(chat.select_room(db, cohort_id).people) == {person.user_id for person in people}


def test_forming_twice_changes_nothing(db, make_cohort, form):
    cohort_id, _ = make_cohort(6)
    before = (
        db.rooms.find_one({"_id": cohort_id}),
        list(db.cohorts.find()),
        list(db.cohort_wishes.find()),
    )

    assert form() == []

    assert before == (
        db.rooms.find_one({"_id": cohort_id}),
        list(db.cohorts.find()),
        list(db.cohort_wishes.find()),
    )


@pytest.mark.parametrize("count", [SEATS, 45])
def test_many_who_form_at_once_put_everybody_once(db, quitter, wish, form, at_once, count):
    people = [quitter() for _ in range(count)]
    for person in people:
        wish(person)

    at_once([form] * 6)

    gatherings = [list(members_of(db, cohort["_id"])) for cohort in db.cohorts.find()]
    everybody = [person for members in gatherings for person in members]
    assert sorted(everybody) == sorted(person.user_id for person in people)
    assert all(len(members) <= SEATS for members in gatherings)
    assert db.cohort_wishes.count_documents({"state": "placed"}) == count


DEATHS = [
    ("services.social_media.cohorts.store.upsert_cohort", 0),
    ("services.social_media.cohorts.wish_store.update_placing", 0),
    ("services.social_media.cohorts.wish_store.update_placing", 3),
    ("services.social_media.rooms.actions.open_room", 0),
    ("services.social_media.rooms.actions.enter", 2),
    ("services.social_media.cohorts.wish_store.update_placed", 0),
    ("services.social_media.cohorts.wish_store.update_placed", 4),
]


@pytest.mark.parametrize(("where", "after"), DEATHS, ids=str)
def test_dying_half_way_is_made_good(db, quitter, wish, form, monkeypatch, where, after):
    people = [quitter() for _ in range(7)]
    for person in people:
        wish(person)
    module, _, name = where.rpartition(".")
    original = getattr(__import__(module, fromlist=[name]), name)
    calls = []

    def die(*arguments, **options):
        calls.append(1)
        if len(calls) > after:
            raise KeyboardInterrupt
        return original(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(where, die)
        with pytest.raises(KeyboardInterrupt):
            form()
    form()
    form(MONDAY + timedelta(hours=1))

    everybody = [person for cohort in db.cohorts.find() for person in members_of(db, cohort["_id"])]
    assert sorted(everybody) == sorted(person.user_id for person in people)
    assert db.cohort_wishes.count_documents({"state": "placed"}) == 7
    assert sum(1 for _ in db.notifications.find({"title_key": "cohort.welcome"})) <= 7


def test_each_is_welcomed_once(db, make_cohort, form):
    _, people = make_cohort(5)
    form()

    for person in people:
        told = list(db.notifications.find({"user_id": person.user_id}))
        assert [each["title_key"] for each in told] == ["cohort.welcome"]
        assert told[0]["category"] == "cohort"


def test_two_who_block_each_other_are_never_put_together(api, db, quitter, wish, form):
    people = [quitter() for _ in range(10)]
    one, other = people[:2]
    api(one, "PUT", f"/blocks/{other.user_id}")
    for person in people:
        wish(person)

    form()

    together = [
        set(members_of(db, cohort["_id"])) & {one.user_id, other.user_id}
        for cohort in db.cohorts.find()
    ]
    assert all(len(both) < 2 for both in together)


def test_a_latecomer_takes_a_place_that_is_free(db, make_cohort, quitter, wish, form):
    cohort_id, _ = make_cohort(5)
    late = quitter()
    now = MONDAY + timedelta(days=3)

    wish(late, now=now)
    form(now)

    assert late.user_id in members_of(db, cohort_id)


def test_a_place_is_kept_for_whoever_facilitates(db, make_cohort, quitter, wish, form, make_person):
    cohort_id, _ = make_cohort(SEATS)
    one_more = quitter()
    wish(one_more)
    form()
    coach = make_person(role=Role.COACH)

    actions.facilitate(db, coach.user_id, cohort_id, is_coach=True, now=MONDAY)

    assert len(members_of(db, cohort_id)) == MOST
    assert one_more.user_id not in members_of(db, cohort_id)
    assert actions.place(db, one_more.user_id, now=MONDAY).state == "waiting"


def test_nobody_is_put_anywhere_unasked(db, quitter, form):
    for _ in range(6):
        quitter()

    form()

    assert db.cohorts.count_documents({}) == 0


def test_waiting_takes_a_handle_and_a_quit_date(api, quitter):
    nameless = api(quitter(handle=False), "PUT", "/cohorts/place", {})
    dateless = api(quitter(None), "PUT", "/cohorts/place", {})

    assert (nameless.status_code, nameless.json["code"]) == (409, "no_handle")
    assert (dateless.status_code, dateless.json["code"]) == (409, "no_quit_date")


def test_the_quit_week_is_that_of_where_one_lives(api, quitter):
    sunday_evening = MONDAY.replace(day=8, hour=18)
    person = quitter(sunday_evening, time_zone="Asia/Ho_Chi_Minh")

    place = api(person, "PUT", "/cohorts/place", {"language": "vi"}).json

    assert place == {
        "state": "waiting",
        "language": "vi",
        "quit_week": "2026-03-09",
        "cohort": None,
    }


def test_whoever_waits_and_quits_another_time_waits_for_that_week(db, api, quitter):
    person = quitter()
    api(person, "PUT", "/cohorts/place", {})
    hear = reacting(db, lambda _: None)

    later = QuitPlanChanged(
        user_id=person.user_id, coach_id=None, quit_at=MONDAY + timedelta(days=10)
    )
    hear(later)
    hear(
        later.model_copy(
            update={"quit_at": MONDAY, "occurred_at": later.occurred_at.replace(year=2025)}
        )
    )

    assert api(person, "GET", "/cohorts/place").json["quit_week"] == "2026-03-09"


def test_asking_again_keeps_ones_turn(db, quitter, wish):
    person = quitter()
    wish(person)

    wish(person, language="vi", now=MONDAY + timedelta(days=3))

    wished = wish_store.select_wish(db, person.user_id)
    assert (wished.asked_at, wished.language) == (MONDAY, "vi")


def test_one_can_stop_waiting(api, db, quitter, form):
    person = quitter()
    api(person, "PUT", "/cohorts/place", {})

    reply = api(person, "DELETE", "/cohorts/place")

    assert reply.status_code == 204
    assert api(person, "GET", "/cohorts/place").json["state"] == "none"
    assert api(person, "DELETE", "/cohorts/place").status_code == 404


def test_leaving_acts_at_once(api, db, make_cohort):
    cohort_id, (me, *_) = make_cohort()

    reply = api(me, "DELETE", "/cohorts/place")

    assert reply.status_code == 204
    assert me.user_id not in members_of(db, cohort_id)
    assert me.user_id not in chat.select_room(db, cohort_id).people
    assert api(me, "GET", f"/cohorts/{cohort_id}").status_code == 404
    assert api(me, "GET", "/cohorts/place").json["state"] == "none"


def test_moving_leads_to_another_cohort_and_never_back(api, db, make_cohort, quitter, wish, form):
    cohort_id, (me, *_) = make_cohort()

    moved = api(me, "POST", "/cohorts/place/moves")
    form()
    still_waiting = api(me, "GET", "/cohorts/place").json["state"]
    for _ in range(4):
        wish(quitter())
    db.cohort_wishes.update_many({}, {"$addToSet": {"not_again": cohort_id}})
    form()

    assert (moved.status_code, moved.json["state"]) == (200, "waiting")
    assert still_waiting == "waiting"
    place = actions.place(db, me.user_id, now=MONDAY)
    assert place.cohort.cohort_id != cohort_id
    assert me.user_id not in members_of(db, cohort_id)


@pytest.mark.parametrize("path", ["/cohorts/place/moves"])
def test_who_is_in_none_cannot_move(api, quitter, path):
    person = quitter()
    api(person, "PUT", "/cohorts/place", {})

    assert api(person, "POST", path).status_code == 404


@pytest.mark.parametrize(
    "body",
    [{"language": "fr"}, {"language": ["en"]}, {"quit_week": "2026-03-02"}, {"state": "placed"}],
)
def test_an_odd_wish_is_refused(api, quitter, body):
    reply = api(quitter(), "PUT", "/cohorts/place", body)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


def test_a_full_cohort_sends_back_to_waiting(db, make_cohort, quitter, wish):
    cohort_id, _ = make_cohort(5)
    db.rooms.update_one({"_id": cohort_id}, {"$set": {"most": 5}})
    late = quitter()
    wish(late)
    wish_store.update_placing(db, late.user_id, cohort_id)

    placing._let_in_all(db, MONDAY)

    assert wish_store.select_wish(db, late.user_id).state == "waiting"
    assert len(members_of(db, cohort_id)) == 5
