"""People who post, and what they post."""

from uuid import uuid4

import pytest

from services.social_media.consumer import reacting
from shared.auth.roles import Role
from shared.models.events import MediaReady, MilestoneReached
from shared.models.media import Purpose


@pytest.fixture
def member(make_person, make_handle):
    """Somebody with a handle."""
    return lambda role=Role.MEMBER: make_person("Real Name", role, handle=make_handle("m"))


@pytest.fixture
def send(api):
    """Post something; the whole reply."""

    def post(person, **body):
        return api(
            person, "POST", "/posts", {"client_id": str(uuid4()), "text": "A calm day.", **body}
        )

    return post


@pytest.fixture
def make_post(send):
    """Post something; what became of it."""

    def make(person, **body):
        reply = send(person, **body)
        assert reply.status_code == 201, reply.json
        return reply.json["post"]

    return make


@pytest.fixture
def make_comment(api):
    def make(person, post, text="Well done.", **body):
        reply = api(
            person,
            "POST",
            f"/posts/{post['post_id']}/comments",
            {"client_id": str(uuid4()), "text": text, **body},
        )
        assert reply.status_code == 201, reply.json
        return reply.json["comment"]

    return make


@pytest.fixture
def home(api):
    """The ids of a feed, as far as they are among some posts."""

    def read(person, *among):
        wanted = {post["post_id"] for post in among}
        items = api(person, "GET", "/feed?limit=50").json["items"]
        return [item["post_id"] for item in items if item["post_id"] in wanted]

    return read


@pytest.fixture
def make_group(api):
    """A group of these people, the first of whom owns it."""

    def make(owner, *others, **options):
        body = {"client_id": str(uuid4()), "name": "Early risers", **options}
        group = api(owner, "POST", "/groups", body).json["group_id"]
        for other in others:
            assert api(other, "POST", f"/groups/{group}/joining").status_code == 200
        return group

    return make


@pytest.fixture
def upload(db):
    """A picture that is ready."""

    def make(person, purpose=Purpose.POST_IMAGE):
        event = MediaReady(
            user_id=person.user_id,
            upload_id=uuid4(),
            purpose=purpose,
            width=640,
            height=480,
            blurhash="LEHV6nWB2yk8",
        )
        reacting(db, lambda _: None)(event)
        return str(event.upload_id)

    return make


@pytest.fixture
def reach(db):
    """A milestone somebody reached."""

    def make(person, code="day_7"):
        reacting(db, lambda _: None)(MilestoneReached(user_id=person.user_id, code=code))
        return code

    return make
