"""A cohort's hundred days: a topic each day, a summary each week, help by somebody, and its end."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import orjson
import pytest

from services.social_media.chat import store as chat
from services.social_media.clock import tick
from services.social_media.cohorts import actions, board, rules, store, upkeep
from services.social_media.cohorts.models import WishIn
from services.social_media.consumer import reacting
from services.social_media.feed import comment_store, effort
from services.social_media.feed import store as feed
from services.social_media.feed.models import NewComment, NewPost, PostState, Visibility
from services.social_media.reactions.models import Reaction
from services.social_media.reactions.store import upsert_reaction
from shared.auth.roles import Role
from shared.models.events import ClockTicked
from shared.models.ids import uuid7

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOW = datetime.now(UTC)


@pytest.fixture
def look_after(db):
    return lambda now: upkeep.look_after_all(db, now=now)


@pytest.fixture
def topic(db):
    """The post of a day's topic."""

    def find(cohort_id, day):
        cohort = store.select_cohort(db, cohort_id)
        return feed.select_post(db, rules.topic_post_id(cohort, day))

    return find


@pytest.fixture
def post_in(db):
    """A post in a cohort at some time."""

    def make(cohort_id, person, *, at, text="I am proud of today."):
        new = NewPost(client_id=uuid4(), text=text, visibility=Visibility.GROUP, room_id=cohort_id)
        return feed.upsert_post(db, uuid7(), person.user_id, new, PostState.PUBLISHED, at)

    return make


@pytest.fixture
def answer(db):
    """A comment at some time."""

    def make(post, person, *, at):
        new = NewComment(client_id=uuid4(), text="With you.")
        return comment_store.upsert_comment(
            db, uuid7(), post, person.user_id, new, PostState.PUBLISHED, at=at
        )

    return make


def titles(deliveries):
    return [
        orjson.loads(delivery.frame)["notification"]["title_key"]
        for delivery in deliveries
        if delivery.topic.startswith("user:") and b'"notification.new"' in delivery.frame
    ]


def test_each_day_has_its_topic_which_everybody_is_told_of_once(db, make_cohort, look_after, topic):
    cohort_id, _ = make_cohort()

    told = [titles(look_after(MONDAY + timedelta(hours=hours))) for hours in (0, 1, 24)]

    assert told == [["cohort.topic"] * 5, [], ["cohort.topic"] * 5]
    assert [topic(cohort_id, day) is not None for day in (1, 2, 3)] == [True, True, False]
    assert topic(cohort_id, 1).at == MONDAY.replace(hour=7)
    stored = db.notifications.count_documents({"title_key": "cohort.topic"})
    assert stored == 10


def test_looking_after_them_at_once_asks_each_topic_once(db, make_cohort, look_after, at_once):
    make_cohort()

    at_once([lambda: look_after(MONDAY)] * 6)

    assert db.posts.count_documents({"topic": 1}) == 1
    assert db.notifications.count_documents({"title_key": "cohort.topic"}) == 5


def test_a_topic_that_nobody_asked_in_time_is_not_made_up(db, make_cohort, look_after, topic):
    cohort_id, _ = make_cohort()

    look_after(MONDAY + timedelta(days=3))

    assert [topic(cohort_id, day) is not None for day in (1, 2, 3, 4)] == [False] * 3 + [True]


def test_a_topic_is_in_the_feed_of_its_cohort_and_of_nobody_else(
    api, make_cohort, look_after, quitter, topic
):
    cohort_id, (me, *_) = make_cohort()
    look_after(MONDAY)
    post = topic(cohort_id, 1)

    [item] = api(me, "GET", f"/posts?room={cohort_id}").json["items"]
    outsider = quitter()

    assert item["topic"]["day"] == 1
    assert (item["author"], item["is_mine"]) == (None, False)
    assert item["room"]["room_id"] == str(cohort_id)
    assert item["post_id"] in [each["post_id"] for each in api(me, "GET", "/feed").json["items"]]
    assert api(outsider, "GET", f"/posts/{post.post_id}").status_code == 404
    assert api(outsider, "GET", f"/posts?room={cohort_id}").status_code == 404


def test_a_topic_is_answered_and_nobody_owns_it(api, make_cohort, look_after, topic):
    cohort_id, (me, other, *_) = make_cohort()
    look_after(MONDAY)
    path = f"/posts/{topic(cohort_id, 1).post_id}"

    said = api(me, "POST", f"{path}/comments", {"client_id": str(uuid4()), "text": "My daughter."})
    edited = api(other, "PATCH", path, {"version": 1, "text": "x"})
    taken = api(other, "DELETE", path)

    assert (said.status_code, said.json["comment"]["is_by_author"]) == (201, False)
    assert (edited.status_code, taken.status_code) == (404, 404)


# Effort


def test_a_week_is_summed_up_for_each_alone(
    api, db, make_cohort, look_after, topic, post_in, answer
):
    cohort_id, (me, other, third, *_) = make_cohort()
    look_after(MONDAY)
    look_after(MONDAY + timedelta(days=1))
    at = MONDAY + timedelta(days=1)
    for day in (1, 2):
        answer(topic(cohort_id, day), me, at=at)
    answer(topic(cohort_id, 1), me, at=at)
    mine = post_in(cohort_id, me, at=at)
    theirs = post_in(cohort_id, other, at=at)
    answer(theirs, me, at=at)
    answer(mine, me, at=at)
    remark = answer(mine, third, at=at)
    upsert_reaction(db, remark.comment_id, me.user_id, Reaction.THANK_YOU, at=at)
    upsert_reaction(db, mine.post_id, other.user_id, Reaction.PROUD, at=at)

    early = titles(look_after(MONDAY + timedelta(days=6)))
    told = titles(look_after(MONDAY + timedelta(days=7)))
    again = titles(look_after(MONDAY + timedelta(days=7, hours=1)))

    assert "cohort.summary" not in early + again
    assert told.count("cohort.summary") == 5
    [summary] = api(me, "GET", f"/cohorts/{cohort_id}/summaries").json["items"]
    assert summary == {
        "week": 1,
        "from_day": 1,
        "to_day": 7,
        "topics_answered": 2,
        "support_given": 2,
        "support_received": 2,
    }
    [others] = api(third, "GET", f"/cohorts/{cohort_id}/summaries").json["items"]
    assert (others["topics_answered"], others["support_given"], others["support_received"]) == (
        0,
        1,
        1,
    )


def test_a_summary_says_nothing_about_health(db, make_cohort, look_after):
    make_cohort()
    look_after(MONDAY + timedelta(days=7))

    for told in db.notifications.find({"title_key": "cohort.summary"}):
        assert set(told["data"]) == {"cohort_id", "week"}


def test_what_happened_in_another_week_counts_there(db, make_cohort, look_after, post_in, answer):
    cohort_id, (me, other, *_) = make_cohort()
    theirs = post_in(cohort_id, other, at=MONDAY)
    for days in (6, 7, 8):
        answer(theirs, me, at=MONDAY.replace(hour=0) + timedelta(days=days))

    look_after(MONDAY + timedelta(days=14))

    weeks = store.select_summaries(db, cohort_id, me.user_id, after=None, most=9)
    assert [(week.week, week.support_given) for week in weeks] == [(2, 2), (1, 1)]


def test_support_is_no_race(db, make_cohort, post_in, answer):
    cohort_id, (me, other, *_) = make_cohort()
    for _ in range(9):
        answer(post_in(cohort_id, other, at=MONDAY), me, at=MONDAY)
    answer(post_in(cohort_id, other, at=MONDAY), me, at=MONDAY + timedelta(days=1))

    done = effort.in_room(
        db,
        cohort_id,
        [me.user_id, other.user_id],
        since=MONDAY - timedelta(days=1),
        until=MONDAY + timedelta(days=7),
    )

    assert done[me.user_id].support_given == effort.MOST_A_DAY + 1
    assert done[other.user_id].support_received == 10


def test_the_board_is_for_those_who_want_it_and_goes_by_effort(
    api, db, make_cohort, look_after, post_in, answer
):
    cohort_id, (me, other, shy, blocked, _) = make_cohort()
    theirs = post_in(cohort_id, shy, at=MONDAY)
    answer(theirs, other, at=MONDAY)
    look_after(MONDAY + timedelta(days=7))
    late = MONDAY + timedelta(days=8)
    answer(theirs, other, at=late)
    answer(theirs, me, at=late)
    answer(theirs, shy, at=late)
    unseen = api(me, "GET", f"/cohorts/{cohort_id}/board")
    for person in (me, other, blocked):
        assert api(person, "PUT", f"/cohorts/{cohort_id}/board/me").status_code == 204
    api(me, "PUT", f"/blocks/{blocked.user_id}")

    found = board.read(db, me.user_id, cohort_id, now=late + timedelta(hours=1))
    reply = api(me, "GET", f"/cohorts/{cohort_id}/board")
    api(me, "DELETE", f"/cohorts/{cohort_id}/board/me")

    assert (unseen.status_code, unseen.json["code"]) == (403, "not_on_board")
    assert [(person, each.support_given) for person, each in found] == [
        (other.user_id, 2),
        (me.user_id, 1),
    ]
    assert [set(item) for item in reply.json["items"]] == [
        {"person", "topics_answered", "support_given"}
    ] * 2
    assert api(me, "GET", f"/cohorts/{cohort_id}/board").status_code == 403
    assert api(other, "GET", f"/cohorts/{cohort_id}").json["on_board"] is True


def test_leaving_takes_one_off_the_board(api, db, make_cohort):
    cohort_id, (me, *_) = make_cohort()
    api(me, "PUT", f"/cohorts/{cohort_id}/board/me")

    api(me, "DELETE", "/cohorts/place")

    assert store.select_cohort(db, cohort_id).board == ()


# Facilitating


def test_a_peer_facilitates_and_there_is_one_at_most(api, make_cohort, at_once):
    cohort_id, people = make_cohort(now=NOW, quit_at=NOW)

    statuses = at_once(
        [
            lambda person=person: (
                api(person, "PUT", f"/cohorts/{cohort_id}/facilitator").status_code
            )
            for person in people
        ]
    )

    assert sorted(statuses) == [200, 409, 409, 409, 409]
    roles = [api(person, "GET", f"/cohorts/{cohort_id}").json["role"] for person in people]
    assert sorted(roles) == ["facilitator"] + ["member"] * 4


def test_a_coach_comes_in_to_facilitate_and_goes_again(api, db, make_cohort, make_person):
    cohort_id, _ = make_cohort(now=NOW, quit_at=NOW)
    coach = make_person(role=Role.COACH)
    [waiting] = api(coach, "GET", "/coaching/cohorts").json["items"]

    came = api(coach, "PUT", f"/cohorts/{cohort_id}/facilitator")
    none = api(coach, "GET", "/coaching/cohorts").json["items"]
    role = chat.select_room(db, cohort_id).roles
    went = api(coach, "DELETE", f"/cohorts/{cohort_id}/facilitator")

    assert (waiting["cohort_id"], waiting["member_count"]) == (str(cohort_id), 5)
    assert (came.status_code, came.json["role"]) == (200, "facilitator")
    assert none == []
    assert role == {coach.user_id: "facilitator"}
    assert went.status_code == 204
    assert api(coach, "GET", f"/cohorts/{cohort_id}").status_code == 404


def test_a_peer_who_steps_down_stays_a_member(api, make_cohort):
    cohort_id, (me, *_) = make_cohort(now=NOW, quit_at=NOW)
    api(me, "PUT", f"/cohorts/{cohort_id}/facilitator")

    api(me, "DELETE", f"/cohorts/{cohort_id}/facilitator")

    assert api(me, "GET", f"/cohorts/{cohort_id}").json["role"] == "member"
    assert api(me, "DELETE", f"/cohorts/{cohort_id}/facilitator").status_code == 404


def test_whoever_facilitates_can_ask_somebody_to_go(api, db, make_cohort):
    cohort_id, (me, other, third, *_) = make_cohort(now=NOW, quit_at=NOW)
    refused = api(other, "DELETE", f"/cohorts/{cohort_id}/members/{third.user_id}")
    api(me, "PUT", f"/cohorts/{cohort_id}/facilitator")

    reply = api(me, "DELETE", f"/cohorts/{cohort_id}/members/{other.user_id}")

    assert refused.status_code == 403
    assert reply.status_code == 204
    assert api(other, "GET", f"/cohorts/{cohort_id}").status_code == 404
    assert api(other, "GET", "/cohorts/place").json["state"] == "waiting"
    assert other.user_id not in chat.select_room(db, cohort_id).people


# The end


def test_after_a_hundred_days_it_can_be_read_and_no_more(api, db, make_cohort, look_after, post_in):
    cohort_id, (me, *_) = make_cohort()
    post = post_in(cohort_id, me, at=MONDAY)
    last = MONDAY.replace(hour=23) + timedelta(days=99)
    look_after(last)
    before = api(me, "GET", f"/cohorts/{cohort_id}").json["is_read_only"]

    look_after(last + timedelta(hours=1))
    again = look_after(last + timedelta(hours=2))

    new = {"client_id": str(uuid4()), "text": "x"}
    refused = [
        api(me, "POST", "/posts", {**new, "visibility": "group", "room_id": str(cohort_id)}),
        api(me, "POST", f"/posts/{post.post_id}/comments", new),
        api(me, "PUT", f"/posts/{post.post_id}/reaction", {"reaction": "proud"}),
    ]
    assert (before, again) == (False, [])
    assert {(reply.status_code, reply.json["code"]) for reply in refused} == {(409, "read_only")}
    assert api(me, "GET", f"/posts/{post.post_id}").status_code == 200
    assert api(me, "GET", f"/cohorts/{cohort_id}").json["is_read_only"] is True
    assert chat.select_room(db, cohort_id).read_only
    assert len(api(me, "GET", f"/cohorts/{cohort_id}/summaries").json["items"]) == 15


def test_who_was_in_one_that_is_over_can_wish_for_another_and_leave_the_old(
    api, db, make_cohort, look_after
):
    cohort_id, (me, *_) = make_cohort()
    look_after(MONDAY + timedelta(days=101))

    before = api(me, "GET", "/cohorts/place").json["state"]
    actions.wish(db, me.user_id, WishIn(), now=MONDAY + timedelta(days=102))
    listed = api(me, "GET", "/cohorts").json["items"]
    left = api(me, "DELETE", f"/cohorts/{cohort_id}/membership")

    assert before == "none"
    assert [item["cohort_id"] for item in listed] == [str(cohort_id)]
    assert left.status_code == 204
    assert api(me, "GET", "/cohorts").json["items"] == []
    assert api(me, "GET", "/cohorts/place").json["state"] == "waiting"


def test_the_clock_does_all_of_it(db, quitter):
    """From the tick of a minute alone: people are put together and asked their first topic."""
    now = datetime.now(UTC)
    monday = now - timedelta(days=now.weekday())
    people = [quitter(monday) for _ in range(5)]
    for person in people:
        actions.wish(db, person.user_id, WishIn(language="en"), now=now)
    published = []
    hear = reacting(db, published.extend)

    hear(ClockTicked(slot=now.replace(second=0, microsecond=0)))
    # Whatever day it is, by then they have begun, and the day's topic has been asked.
    later = (now + timedelta(days=7)).replace(hour=12)
    tick(db, later, now=later)
    count = len(published)
    hear(ClockTicked(slot=now.replace(second=0, microsecond=0)))

    assert db.cohorts.count_documents({}) == 1
    assert db.posts.count_documents({"topic": {"$gte": 1}}) >= 1
    assert {actions.place(db, person.user_id, now=now).state for person in people} == {"placed"}
    assert len(published) == count


# Who may


VIEWERS = (
    "anon", "facilitator", "member", "outsider", "blocked", "group member", "coach", "moderator",
    "admin",
)  # fmt: skip
IN = {"facilitator", "member", "blocked"}
OPERATIONS = {
    "see": ("GET", "", None, IN),
    "members": ("GET", "/members", None, IN),
    "summaries": ("GET", "/summaries", None, IN),
    "join board": ("PUT", "/board/me", None, IN),
    "leave": ("DELETE", "/membership", None, IN),
    "remove": ("DELETE", "/members/{other}", None, {"facilitator"}),
}


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_who_may_do_what_with_a_cohort(
    api, db, make_cohort, quitter, make_person, operation, viewer
):
    cohort_id, (facilitator, member, other, blocked, _) = make_cohort(now=NOW, quit_at=NOW)
    api(facilitator, "PUT", f"/cohorts/{cohort_id}/facilitator")
    api(facilitator, "PUT", f"/blocks/{blocked.user_id}")
    stranger = quitter()
    api(stranger, "POST", "/groups", {"client_id": str(uuid4()), "name": "Another"})
    people = {
        "anon": None,
        "facilitator": facilitator,
        "member": member,
        "outsider": quitter(),
        "blocked": blocked,
        "group member": stranger,
        **{name: make_person(role=Role(name)) for name in ("coach", "moderator", "admin")},
    }
    method, path, body, allowed = OPERATIONS[operation]
    before = db.rooms.find_one({"_id": cohort_id}), db.cohorts.find_one({"_id": cohort_id})

    reply = api(
        people[viewer], method, f"/cohorts/{cohort_id}{path.format(other=other.user_id)}", body
    )

    if viewer == "anon":
        expected = {401}
    elif viewer in allowed:
        expected = {200, 204}
    else:
        expected = {403} if viewer in IN else {404}
    assert reply.status_code in expected
    if reply.status_code >= 400:
        assert before == (
            db.rooms.find_one({"_id": cohort_id}),
            db.cohorts.find_one({"_id": cohort_id}),
        )


def test_one_sees_no_member_one_blocks(api, make_cohort):
    cohort_id, (me, blocked, *_) = make_cohort()
    api(blocked, "PUT", f"/blocks/{me.user_id}")

    items = api(me, "GET", f"/cohorts/{cohort_id}/members").json["items"]

    assert len(items) == 4
    assert str(blocked.user_id) not in str(items)
    assert {item["person"]["display_name"] for item in items} == {None}


@pytest.mark.parametrize(
    "path",
    ["/cohorts/x", "/cohorts?limit=51", "/cohorts?after=x", "/cohorts/{id}/summaries?after=x",
     "/cohorts/{id}/members?after[$ne]=x"],
)  # fmt: skip
def test_an_odd_look_at_cohorts_is_refused(api, make_cohort, path):
    cohort_id, (me, *_) = make_cohort()

    reply = api(me, "GET", path.format(id=cohort_id))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
