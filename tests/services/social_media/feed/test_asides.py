"""What a block and a mute do, surface by surface, seen from both sides.

A block is mutual: for each of the two the other is not there. A mute is one's own: whoever is muted
can do what they could, and notices nothing; it is only no longer brought before whoever muted them.
What happens on open sockets is in `blocks/test_blocks.py` and `chat/test_manners.py`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from services import social_media
from services.social_media.people.models import Person
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

    def done(self, who: Person, method: str, path: str, body: object = None) -> bool:
        """Whether it was let through; what is not there is 404, whatever it is."""
        reply = self.ask(who, method, path, body)
        assert reply.status_code in (200, 201, 204, 404), reply.json
        return reply.status_code < 400

    def listed(self, path: str, field: str) -> list[Any]:
        return [item[field] for item in self.ask(self.me, "GET", path).json["items"]]

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


ELSEWHERE = {
    "blocks": "blocks/test_blocks.py: one's own list, and what a block ends",
    "chat": "chat/test_asides.py: what is read; chat/test_manners.py: open sockets",
    "cohorts": "cohorts/test_placing.py, cohorts/test_life.py: who is placed with whom",
    "sockets": "blocks/test_blocks.py: an open socket",
}
SHOW_NOBODY = {
    "decisions", "delivery", "manners", "mutedwords", "preferences", "reports", "sanctions",
    "webpush",
}  # fmt: skip
"""Features whose routes show members nobody but themselves; what staff see stands above blocks."""

HERE = {"buddies", "contacts", "feed", "groups", "notifications", "people"}
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
}


@pytest.fixture
def scene(api, member, make_post, make_group, befriend):
    return Scene(api, member(), member(), make_post, make_group, befriend)


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_without_either_everything_is_open(scene, surface):
    assert surface(scene)


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_a_block_is_mutual_and_a_mute_ones_own(scene, surface, relation):
    set_aside(scene.ask, scene.me, scene.other, relation)

    assert surface(scene) is SURFACES[surface][RELATIONS.index(relation)]


def test_every_feature_that_shows_people_is_looked_at():
    features = {path.parent.name for path in Path(*social_media.__path__).glob("*/routes.py")}

    assert features == HERE | ELSEWHERE.keys() | SHOW_NOBODY
