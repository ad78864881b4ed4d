"""What a block and a mute do to what is read of a room, and to what two said to each other.

Open sockets are in `test_asides_live.py`, other surfaces in `feed/test_asides.py`; that nothing is
missing, in `tests/house/test_asides.py`.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from services.social_media.chat import message_store
from services.social_media.chat.models import Message
from services.social_media.people.models import Person
from shared.models.ids import uuid7
from tests.gear.asides import NO_BLOCK, RELATIONS, UNASKED, set_aside

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SAID = "the porch at six"


@dataclass
class Scene:
    """Somebody reads a conversation in which another said something."""

    ask: Any
    me: Person
    other: Person
    room: str
    direct: str

    def read(self, path: str) -> Any:
        reply = self.ask(self.me, "GET", f"/conversations{path}")
        assert reply.status_code == 200, reply.json
        return reply.json

    def in_list(self, conversation: str) -> dict[str, Any] | None:
        items = self.read("?limit=100")["items"]
        return next((each for each in items if each["conversation_id"] == conversation), None)


def reads_them_in_the_room(scene):
    return SAID in str(scene.read(f"/{scene.room}/messages"))


def sees_their_words_in_the_list(scene):
    return SAID in str(scene.in_list(scene.room))


def sees_their_words_beside_the_room(scene):
    return SAID in str(scene.read(f"/{scene.room}")["last_message"])


def has_their_words_to_read(scene):
    beside, listed = scene.read(f"/{scene.room}"), scene.in_list(scene.room)
    assert beside["unread"] == listed["unread"]
    return beside["unread"] == 1


def finds_their_words_in_the_room(scene):
    return SAID in str(scene.read(f"/search?q=porch&conversation_id={scene.room}"))


def finds_their_words_anywhere(scene):
    return SAID in str(scene.read("/search?q=porch"))


def takes_their_words_along(scene):
    return SAID in str(scene.read(f"/{scene.room}/export"))


def sees_them_among_the_people(scene):
    return str(scene.other.user_id) in str(scene.read(f"/{scene.room}")["people"])


def sees_them_on_the_roster(scene):
    return str(scene.other.user_id) in str(scene.read(f"/{scene.room}/people"))


def has_the_two_of_us_in_the_list(scene):
    return scene.in_list(scene.direct) is not None


def sees_what_they_last_said_to_me(scene):
    return SAID in str(scene.read(f"/{scene.direct}")["last_message"])


def reads_again_what_we_said(scene):
    return SAID in str(scene.read(f"/{scene.direct}/messages"))


ALWAYS = (True, True, True, True)
"""What two said to each other stays with both: it is also the proof of why somebody was blocked."""

SURFACES = {
    reads_them_in_the_room: UNASKED,
    sees_their_words_in_the_list: UNASKED,
    sees_their_words_beside_the_room: UNASKED,
    has_their_words_to_read: UNASKED,
    finds_their_words_in_the_room: UNASKED,
    finds_their_words_anywhere: UNASKED,
    takes_their_words_along: UNASKED,
    sees_them_among_the_people: NO_BLOCK,
    sees_them_on_the_roster: NO_BLOCK,
    has_the_two_of_us_in_the_list: NO_BLOCK,
    sees_what_they_last_said_to_me: NO_BLOCK,
    reads_again_what_we_said: ALWAYS,
}


@pytest.fixture
def scene(api, db, pair, make_room):
    me, other, direct = pair
    room = make_room(me, other)
    for conversation in (uuid.UUID(room), uuid.UUID(direct)):
        message = Message(uuid7(), conversation, 1, other.user_id, uuid.uuid4(), SAID, NOW)
        assert message_store.insert_messages(db, [message]) == {}
    return Scene(api, me, other, room, direct)


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_without_either_everything_is_read(scene, surface):
    assert surface(scene)


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_a_block_is_mutual_and_a_mute_ones_own(scene, surface, relation):
    set_aside(scene.ask, scene.me, scene.other, relation)

    assert surface(scene) is SURFACES[surface][RELATIONS.index(relation)]
