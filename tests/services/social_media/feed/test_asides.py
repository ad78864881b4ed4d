"""What a block and a mute do, surface by surface, seen from both sides.

A block is mutual: for each of the two the other is not there. A mute is one's own: whoever is muted
can do what they could, and notices nothing; it is only no longer brought before whoever muted them.
Conversations are in `chat/test_asides.py`, open sockets in `chat/test_asides_live.py`, cohorts in
`cohorts/test_asides.py`; that nothing is missing, in `tests/house/test_asides.py`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from services.social_media.buddies import store as buddies
from services.social_media.buddies.models import Share
from services.social_media.contacts import store as contacts
from services.social_media.people.models import Person, TieState
from shared.models.media import Purpose
from tests.gear.asides import NO_BLOCK, RELATIONS, UNASKED, set_aside


@dataclass
class Scene:
    """I look at, or do something to, the other."""

    ask: Any
    me: Person
    other: Person
    post_of: Any
    group_of: Any
    befriend: Any
    picture_of: Any
    milestone_of: Any
    db: Any

    def done(self, who: Person, method: str, path: str, body: object = None) -> bool:
        """Whether it was let through; what is not there is 404, whatever it is."""
        reply = self.ask(who, method, path, body)
        assert reply.status_code in (200, 201, 204, 404), reply.json
        return reply.status_code < 400

    def listed(self, path: str, field: str) -> list[Any]:
        return [item[field] for item in self.ask(self.me, "GET", path).json["items"]]

    def pair_up(self, state: TieState = TieState.ACCEPTED) -> None:
        """Let us be buddies, or let them have asked: also what slips through is kept away."""
        us = (self.other.user_id, self.me.user_id)
        made = buddies.upsert_request(self.db, *us, state, by=us[0], at=datetime.now(UTC))
        assert made is not None

    def told(self, prefix: str) -> bool:
        keys = self.listed("/notifications", "title_key")
        return any(key.startswith(prefix) for key in keys)


def finds_their_page(scene):
    return scene.done(scene.me, "GET", f"/people/{scene.other.user_id}")


def finds_their_handle(scene):
    return bool(scene.listed(f"/people?handle={scene.other.handle}", "user_id"))


def may_be_asked_as_contact(scene):
    return scene.done(scene.other, "POST", "/contacts", {"user_id": str(scene.me.user_id)})


def hears_that_they_ask(scene):
    scene.done(scene.other, "POST", "/contacts", {"user_id": str(scene.me.user_id)})
    return scene.told("contact.")


def reads_their_post(scene):
    post = scene.post_of(scene.other)
    return scene.done(scene.me, "GET", f"/posts/{post['post_id']}")


def sees_their_posts_in_the_feed(scene):
    post = scene.post_of(scene.other)
    return post["post_id"] in scene.listed("/feed?limit=50", "post_id")


def may_comment(scene):
    post = scene.post_of(scene.other)
    body = {"client_id": str(uuid4()), "text": "Well done."}
    return scene.done(scene.me, "POST", f"/posts/{post['post_id']}/comments", body)


def may_react(scene):
    post = scene.post_of(scene.other)
    body = {"reaction": "proud"}
    return scene.done(scene.me, "PUT", f"/posts/{post['post_id']}/reaction", body)


def hears_of_their_comment(scene):
    post = scene.post_of(scene.me)
    body = {"client_id": str(uuid4()), "text": "Well done."}
    scene.done(scene.other, "POST", f"/posts/{post['post_id']}/comments", body)
    return scene.told("comment.")


def hears_of_their_reaction(scene):
    post = scene.post_of(scene.me)
    body = {"reaction": "proud"}
    scene.done(scene.other, "PUT", f"/posts/{post['post_id']}/reaction", body)
    return scene.told("reaction.")


def hears_that_they_mention_me(scene):
    scene.post_of(scene.other, text=f"Thank you, @{scene.me.handle}.")
    return scene.told("mention.")


def sees_their_comments(scene):
    post = scene.post_of(scene.me, visibility="everyone")
    body = {"client_id": str(uuid4()), "text": "Well done."}
    scene.done(scene.other, "POST", f"/posts/{post['post_id']}/comments", body)
    return bool(scene.listed(f"/posts/{post['post_id']}/comments", "comment_id"))


def may_write_to_them(scene):
    # Whoever is set aside before is not let in by a contact that slips through.
    scene.befriend(scene.me, scene.other)
    return scene.done(scene.me, "POST", "/conversations", {"with": str(scene.other.user_id)})


def may_be_asked_as_buddy(scene):
    scene.befriend(scene.me, scene.other)
    return scene.done(scene.other, "POST", "/buddies", {"user_id": str(scene.me.user_id)})


def hears_that_they_want_a_buddy(scene):
    scene.befriend(scene.me, scene.other)
    scene.done(scene.other, "POST", "/buddies", {"user_id": str(scene.me.user_id)})
    return scene.told("buddy.")


def sees_them_in_a_group(scene):
    group = scene.group_of(scene.me, scene.other)
    people = scene.ask(scene.me, "GET", f"/groups/{group}/members").json["items"]
    return str(scene.other.user_id) in str(people)


def sees_their_picture(scene):
    scene.picture_of(scene.other, Purpose.AVATAR)
    page = scene.ask(scene.me, "GET", f"/people/{scene.other.user_id}").json
    return page.get("avatar") is not None


def sees_the_pictures_of_their_post(scene):
    images = [scene.picture_of(scene.other)]
    post = scene.post_of(scene.other, images=images)
    shown = scene.ask(scene.me, "GET", f"/posts/{post['post_id']}").json
    return [image["upload_id"] for image in shown.get("images", [])] == images


def reads_what_they_post_on_their_page(scene):
    post = scene.post_of(scene.other)
    path = f"/posts?author={scene.other.user_id}"
    return scene.done(scene.me, "GET", path) and post["post_id"] in scene.listed(path, "post_id")


def sees_their_posts_in_a_group(scene):
    group = scene.group_of(scene.me, scene.other)
    post = scene.post_of(scene.other, visibility="group", room_id=group)
    return post["post_id"] in scene.listed(f"/posts?room={group}", "post_id")


def sees_them_among_contacts(scene):
    scene.befriend(scene.me, scene.other)
    return bool(scene.listed("/contacts", "user_id"))


def may_accept_them_as_contact(scene):
    us = (scene.other.user_id, scene.me.user_id)
    assert contacts.upsert_request(scene.db, *us, at=datetime.now(UTC))
    return scene.done(scene.me, "PUT", f"/contacts/{scene.other.user_id}")


def sees_them_among_buddies(scene):
    scene.pair_up()
    return bool(scene.listed("/buddies", "person"))


def sees_the_milestones_of_a_buddy(scene):
    code = scene.milestone_of(scene.other)
    scene.pair_up()
    us = (scene.other.user_id, scene.me.user_id)
    assert buddies.update_shares(scene.db, *us, [Share.MILESTONES])
    return [code] in scene.listed("/buddies", "milestones")


def may_accept_them_as_buddy(scene):
    scene.pair_up(TieState.REQUESTED)
    return scene.done(scene.me, "PUT", f"/buddies/{scene.other.user_id}")


def may_meet_a_buddy_again(scene):
    scene.pair_up()
    return scene.done(scene.me, "PUT", f"/buddies/{scene.other.user_id}")


def may_show_a_buddy_something(scene):
    scene.pair_up()
    path = f"/buddies/{scene.other.user_id}/shares"
    return scene.done(scene.me, "PUT", path, {"shares": ["quit_date"]})


def has_a_buddy_to_call(scene):
    scene.pair_up()
    return bool(scene.listed("/sos/circle", "person"))


def may_use_their_code(scene):
    code = scene.ask(scene.other, "POST", "/buddies/invitations").json["code"]
    return scene.done(scene.me, "POST", "/buddies/redemptions", {"code": code})


def hears_that_they_use_my_code(scene):
    code = scene.ask(scene.me, "POST", "/buddies/invitations").json["code"]
    scene.done(scene.other, "POST", "/buddies/redemptions", {"code": code})
    return scene.told("buddy.")


def sees_them_want_to_get_into_my_group(scene):
    group = scene.group_of(scene.me, joining="request")
    scene.done(scene.other, "POST", f"/groups/{group}/joining")
    return bool(scene.listed(f"/groups/{group}/applications", "person"))


def hears_that_they_want_to_get_into_my_group(scene):
    group = scene.group_of(scene.me, joining="request")
    scene.done(scene.other, "POST", f"/groups/{group}/joining")
    return scene.told("group.")


SURFACES = {
    finds_their_page: NO_BLOCK,
    finds_their_handle: NO_BLOCK,
    may_be_asked_as_contact: NO_BLOCK,
    hears_that_they_ask: UNASKED,
    reads_their_post: NO_BLOCK,
    sees_their_posts_in_the_feed: UNASKED,
    may_comment: NO_BLOCK,
    may_react: NO_BLOCK,
    hears_of_their_comment: UNASKED,
    hears_of_their_reaction: UNASKED,
    hears_that_they_mention_me: UNASKED,
    sees_their_comments: UNASKED,
    may_write_to_them: NO_BLOCK,
    may_be_asked_as_buddy: NO_BLOCK,
    hears_that_they_want_a_buddy: UNASKED,
    sees_them_in_a_group: NO_BLOCK,
    sees_their_picture: NO_BLOCK,
    sees_the_pictures_of_their_post: NO_BLOCK,
    reads_what_they_post_on_their_page: NO_BLOCK,
    sees_their_posts_in_a_group: UNASKED,
    sees_them_among_contacts: NO_BLOCK,
    may_accept_them_as_contact: NO_BLOCK,
    sees_them_among_buddies: NO_BLOCK,
    sees_the_milestones_of_a_buddy: NO_BLOCK,
    may_accept_them_as_buddy: NO_BLOCK,
    may_meet_a_buddy_again: NO_BLOCK,
    may_show_a_buddy_something: NO_BLOCK,
    has_a_buddy_to_call: NO_BLOCK,
    may_use_their_code: NO_BLOCK,
    hears_that_they_use_my_code: UNASKED,
    sees_them_want_to_get_into_my_group: NO_BLOCK,
    hears_that_they_want_to_get_into_my_group: UNASKED,
}


@pytest.fixture
def scene(api, db, member, make_post, make_group, befriend, upload, reach):
    return Scene(api, member(), member(), make_post, make_group, befriend, upload, reach, db)


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_without_either_everything_is_open(scene, surface):
    assert surface(scene)


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_a_block_is_mutual_and_a_mute_ones_own(scene, surface, relation):
    set_aside(scene.ask, scene.me, scene.other, relation)

    assert surface(scene) is SURFACES[surface][RELATIONS.index(relation)]
