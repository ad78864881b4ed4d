"""Whatever shows people to people is looked at with a block and with a mute between them.

A way counts as showing people when what it answers has a picture, a name, or an id that is not
known to be of a thing. So a new one is found by itself, and fails here until a row tells of it.
"""

import json
import re
from pathlib import Path

import pytest

from deploy import routes
from deploy.openapi import merged_document
from services.social_media.chat.socket_models import SERVER_FRAMES
from shared.auth.roles import Role

TESTS = Path(__file__).parents[1] / "services" / "social_media"
FEED, CHAT, LIVE = "feed/test_asides.py", "chat/test_asides.py", "chat/test_asides_live.py"
COHORTS = "cohorts/test_asides.py"

OF_THINGS = {
    "case_id", "client_id", "cohort_id", "comment_id", "conversation", "conversation_id",
    "event_id", "group_id", "id", "message_id", "next", "notification_id", "post_id", "report_id",
    "room_id", "subject_id", "subscription_id",
}  # fmt: skip
OF_PEOPLE = {"avatar", "display_name", "handle"}

ROWS = {
    "GET /buddies": (FEED, "sees_them_among_buddies", "sees_the_milestones_of_a_buddy"),
    "POST /buddies": (FEED, "may_be_asked_as_buddy"),
    "POST /buddies/redemptions": (FEED, "may_use_their_code", "hears_that_they_use_my_code"),
    "PUT /buddies/{user_id}": (FEED, "may_accept_them_as_buddy", "may_meet_a_buddy_again"),
    "PUT /buddies/{user_id}/shares": (FEED, "may_show_a_buddy_something"),
    "GET /cohorts/{cohort_id}/board": (COHORTS, "on_the_board"),
    "GET /cohorts/{cohort_id}/members": (COHORTS, "among_the_members"),
    "GET /contacts": (FEED, "sees_them_among_contacts"),
    "POST /contacts": (FEED, "may_be_asked_as_contact", "hears_that_they_ask"),
    "PUT /contacts/{user_id}": (FEED, "may_accept_them_as_contact"),
    "GET /conversations": (CHAT, "has_the_two_of_us_in_the_list", "sees_their_words_in_the_list"),
    "POST /conversations": (FEED, "may_write_to_them"),
    "GET /conversations/search": (CHAT, "finds_their_words_anywhere"),
    "GET /conversations/{conversation_id}": (
        CHAT,
        "sees_them_among_the_people",
        "sees_their_words_beside_the_room",
        "has_their_words_to_read",
    ),
    "GET /conversations/{conversation_id}/export": (CHAT, "takes_their_words_along"),
    "GET /conversations/{conversation_id}/messages": (CHAT, "reads_them_in_the_room"),
    "GET /conversations/{conversation_id}/people": (CHAT, "sees_them_on_the_roster"),
    "GET /feed": (FEED, "sees_their_posts_in_the_feed"),
    "GET /groups/{group_id}/applications": (FEED, "sees_them_want_to_get_into_my_group"),
    "GET /groups/{group_id}/members": (FEED, "sees_them_in_a_group"),
    "GET /notifications": (
        FEED,
        "hears_of_their_comment",
        "hears_of_their_reaction",
        "hears_that_they_mention_me",
        "hears_that_they_want_a_buddy",
        "hears_that_they_want_to_get_into_my_group",
    ),
    "GET /people": (FEED, "finds_their_handle"),
    "GET /people/{user_id}": (FEED, "finds_their_page", "sees_their_picture"),
    "GET /posts": (FEED, "reads_what_they_post_on_their_page", "sees_their_posts_in_a_group"),
    "GET /posts/{post_id}": (FEED, "reads_their_post", "sees_the_pictures_of_their_post"),
    "GET /posts/{post_id}/comments": (FEED, "sees_their_comments"),
    "POST /posts/{post_id}/comments": (FEED, "may_comment"),
    "GET /sos/circle": (FEED, "has_a_buddy_to_call"),
    "socket history": (CHAT, "reads_them_in_the_room"),
    "socket message.changed": (LIVE, "sees_that_they_react"),
    "socket message.new": (LIVE, "hears_what_they_say_where_there_are_but_two"),
    "socket notification.new": (FEED, "hears_of_their_comment"),
    "socket presence": (
        LIVE,
        "test_whoever_talks_with_two_is_seen_come_only_by_whom_they_do_not_keep_away",
        "test_whoever_comes_in_is_told_who_is_there_but_for_whom_they_keep_away",
    ),
    "socket read": (LIVE, "sees_how_far_they_read_of_what_we_said"),
    "socket typing": (LIVE, "sees_them_type_where_there_are_but_two"),
    "socket welcome": (
        LIVE,
        "test_whoever_comes_in_finds_the_two_of_us_unless_a_block_is_between",
    ),
}
"""Each way to see people: the file of its rows, and their names."""

SHOW_ONESELF = {
    "GET /people/me": "oneself",
    "PUT /people/me/handle": "oneself",
    "POST /posts": "what one just wrote",
    "PATCH /posts/{post_id}": "what one wrote",
    "PATCH /comments/{comment_id}": "what one wrote",
    "GET /blocks": "one's own list, so that it can be undone",
    "GET /mutes": "one's own list, so that it can be undone",
    "socket progress.updated": "whom one coaches: coaching ends before a block can begin",
}


@pytest.fixture(scope="module")
def ways():
    """What each way to see something answers, with all it refers to, as JSON schemas."""
    document = json.loads(json.dumps(merged_document(), default=str))
    found = {
        f"{method} {route.path}": _successes(document, method, f"/api/v1{route.path}")
        for route in routes.load().routes
        if route.target == "social-media" and Role.MEMBER in route.roles
        for method in route.methods
    }
    schemas = document["components"]["schemas"]
    answers = {way: _with_all_it_refers_to(answer, schemas) for way, answer in found.items()}
    frames = {f"socket {name}": model.model_json_schema() for name, model in SERVER_FRAMES.items()}
    return answers | frames


def test_whatever_shows_people_has_a_row(ways):
    shows = {way for way, answer in ways.items() if _shows_people(answer)}

    assert not ROWS.keys() & SHOW_ONESELF.keys()
    assert shows == ROWS.keys() | SHOW_ONESELF.keys()


def test_every_row_is_in_the_file_it_is_said_to_be_in():
    missing = [
        f"{file}: {row}"
        for file, *rows in ROWS.values()
        for row in rows
        if not re.search(rf"^def {row}\(", (TESTS / file).read_text(), re.MULTILINE)
    ]

    assert missing == []


@pytest.mark.parametrize(
    ("field", "schema"),
    [
        ("helper_id", {"type": "string", "format": "uuid"}),
        ("helpers", {"type": "array", "items": {"type": "string", "format": "uuid"}}),
        ("helper_id", {"anyOf": [{"type": "string", "format": "uuid"}, {"type": "null"}]}),
        ("facts", {"type": "object", "additionalProperties": True}),
        ("handle", {"type": "string"}),
    ],
    ids=["an id", "ids", "perhaps an id", "anything", "a name"],
)
def test_people_are_found_by_whatever_name_they_have(field, schema):
    assert _shows_people({"properties": {"items": {"properties": {field: schema}}}})
    assert not _shows_people({"properties": {"post_id": {"type": "string", "format": "uuid"}}})


def _successes(document, method, path):
    answers = document["paths"][path][method.lower()]["responses"]
    return [answer for status, answer in answers.items() if status.startswith("2")]


def _with_all_it_refers_to(part, schemas):
    found, left = {}, _references(part)
    while left:
        found |= {name: schemas[name] for name in left}
        left = {other for name in left for other in _references(schemas[name])} - found.keys()
    return [part, *found.values()]


def _references(part):
    return set(re.findall(r"#/components/schemas/(\w+)", json.dumps(part)))


def _shows_people(schema):
    if isinstance(schema, list):
        return any(map(_shows_people, schema))
    if not isinstance(schema, dict):
        return False
    properties = schema.get("properties", {})
    return any(_is_of_people(name, field) for name, field in properties.items()) or any(
        map(_shows_people, schema.values())
    )


def _is_of_people(name, field):
    if not isinstance(field, dict):
        return False
    shapes = [field, *field.get("anyOf", ()), field.get("items", {})]
    return name in OF_PEOPLE or any(
        shape.get("additionalProperties")
        or (shape.get("format") == "uuid" and name not in OF_THINGS)
        for shape in shapes
    )
