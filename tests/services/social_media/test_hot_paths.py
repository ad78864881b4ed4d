"""Nothing that people wait for looks at a whole collection; MongoDB's own record says so."""

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from services.social_media import mongo
from services.social_media.app import BLUEPRINTS
from services.social_media.chat.models import RoomRole
from services.social_media.chat.regard import USUAL, regards_of
from services.social_media.clock import tick
from services.social_media.cohorts import rules
from services.social_media.cohorts import store as cohorts
from services.social_media.people import actions as people
from services.social_media.rooms.actions import open_room
from services.social_media.rooms.models import RoomKind, RoomMember
from shared.auth import guard
from shared.auth.authenticator import Authenticator
from shared.models.events import QuitPlanChanged
from shared.models.ids import UserId
from shared.observability.logs import logger
from shared.web import create_openapi_app
from tests.gear.databases import own_database

NOW = datetime.now(UTC)


@pytest.fixture
def db(mongo_url):
    """A database of its own, that keeps a record of all it is asked."""
    with own_database(mongo_url, "hot") as db:
        yield db
        db.command("profile", 0)


@pytest.fixture
def client(db, verifier):
    app = create_openapi_app("hot", title="Tests", logger=logger("tests"), debug=False)
    for blueprint in BLUEPRINTS:
        app.register_api(blueprint)
    app.extensions[mongo.EXTENSION] = db
    app.extensions["publish"] = lambda _: None
    app.extensions[guard.EXTENSION] = Authenticator(verifier, people.standing_of(db))
    return app.test_client()


@pytest.fixture
def scans(db):
    """What looked at a whole collection since, if anything."""
    db.create_collection("system.profile", capped=True, size=1 << 26)

    def found() -> Sequence[str]:
        looked = db["system.profile"].find({"planSummary": {"$regex": "COLLSCAN"}})
        return [f"{entry['ns']}: {entry['command']}" for entry in looked]

    db.command("profile", 2)
    return found


def test_reading_and_writing_use_indexes(api, db, make_person, make_handle, befriend, scans):
    me, other = (make_person(handle=make_handle("hot")) for _ in range(2))
    befriend(me, other)
    group = api(me, "POST", "/groups", {"client_id": str(uuid.uuid4()), "name": "G"}).json[
        "group_id"
    ]
    api(other, "POST", f"/groups/{group}/joining")
    places = ({}, {"visibility": "contacts"}, {"visibility": "group", "room_id": group})
    cohort = rules.cohort_id(date(2026, 3, 2), "en", 1)
    cohorts.upsert_cohort(db, date(2026, 3, 2), "en", 1, time_zone="UTC")
    entry = RoomMember(me.user_id, RoomRole.MEMBER, NOW)
    open_room(db, cohort, RoomKind.COHORT, "A cohort", [entry], most=20, now=NOW)
    people.learn(db, QuitPlanChanged(user_id=other.user_id, coach_id=None, quit_at=NOW))
    api(other, "PUT", "/cohorts/place", {})
    api(me, "PUT", f"/cohorts/{cohort}/board/me")
    posts = [
        api(me, "POST", "/posts", {"client_id": str(uuid.uuid4()), "text": "x", **place}).json[
            "post"
        ]["post_id"]
        for place in places
    ]
    comment = api(
        other,
        "POST",
        f"/posts/{posts[0]}/comments",
        {"client_id": str(uuid.uuid4()), "text": f"@{me.handle}"},
    ).json["comment"]["comment_id"]
    api(other, "PUT", f"/posts/{posts[0]}/reaction", {"reaction": "proud"})
    api(other, "PUT", f"/comments/{comment}/reaction", {"reaction": "proud"})
    api(me, "POST", "/buddies", {"user_id": str(other.user_id)})
    api(me, "POST", "/buddies/invitations")
    api(me, "PUT", f"/mutes/{other.user_id}")

    reads = [
        "/feed", f"/feed?after={posts[0]}", f"/posts?author={me.user_id}",
        f"/posts?author={other.user_id}", f"/posts?room={group}", f"/posts/{posts[1]}",
        f"/posts/{posts[0]}/comments", f"/posts/{posts[0]}/comments?after={comment}",
        f"/comments/{comment}/edits", "/groups", "/groups?mine=true", f"/groups/{group}",
        f"/groups/{group}/members", f"/groups/{group}/applications", "/people/me",
        f"/people?handle={other.handle[:4]}", f"/people/{other.user_id}", "/contacts", "/buddies",
        "/blocks", "/mutes", "/notifications", "/cohorts", "/cohorts/place", f"/cohorts/{cohort}",
        f"/cohorts/{cohort}/members", f"/cohorts/{cohort}/summaries", f"/cohorts/{cohort}/board",
    ]  # fmt: skip
    statuses = {path: api(me, "GET", path).status_code for path in reads}
    api(me, "PATCH", f"/posts/{posts[0]}", {"version": 1, "text": "y"})
    api(me, "DELETE", f"/posts/{posts[2]}")
    api(me, "PUT", f"/blocks/{other.user_id}")
    tick(db, NOW, now=NOW)

    assert set(statuses.values()) == {200}
    assert scans() == []
    assert db["system.profile"].count_documents({"planSummary": {"$regex": "IXSCAN"}}) > 50


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_costs_as_many_questions_however_long_it_is(
    api, db, make_person, make_handle, scans, count
):
    me = make_person(handle=make_handle("hot"))
    for _ in range(count):
        author = make_person(handle=make_handle("a"))
        sent = api(author, "POST", "/posts", {"client_id": str(uuid.uuid4()), "text": "x"})
        api(author, "PUT", f"/posts/{sent.json['post']['post_id']}/reaction", {"reaction": "proud"})
    api(me, "GET", "/people/me")  # who they are is remembered for two seconds, and asked first
    db.command("profile", 0)
    db["system.profile"].drop()
    db.command("profile", 2)

    page = api(me, "GET", "/feed").json

    asked = db["system.profile"].count_documents(
        {"op": {"$in": ["query", "command"]}, "ns": {"$not": {"$regex": "system"}}}
    )
    assert len(page["items"]) == count
    assert 5 < asked <= 12


@pytest.mark.parametrize("count", [1, 20])
def test_many_who_come_in_together_cost_as_many_questions_as_one(db, scans, count):
    everybody = [UserId(uuid.uuid4()) for _ in range(count)]

    known = people.standings(db, [(person, f"sign-in of {person}") for person in everybody])
    regards = regards_of(db, everybody)

    assert set(known.values()) == {None}
    assert regards == dict.fromkeys(everybody, USUAL)
    asked = db["system.profile"].count_documents({"op": "query"})
    assert asked == 5
