import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.social_media.chat import message_store, store
from services.social_media.chat.models import Message, Tail
from shared.models.ids import uuid7

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def tell(db):
    """Put messages into a conversation without a socket."""

    def insert(person, conversation, count, *, at=NOW):
        messages = [
            Message(
                uuid7(), uuid.UUID(conversation), seq, person.user_id, uuid.uuid4(), f"{seq}", at
            )
            for seq in range(1, count + 1)
        ]
        assert message_store.insert_messages(db, messages) == {}
        tail = Tail(uuid.UUID(conversation))
        for message in messages:
            tail.grow(message)
        store.update_tails(db, [tail])
        return messages

    return insert


@pytest.fixture
def get(client, as_user):
    def request(person, path, **query):
        return client.get(f"/api/v1{path}", query_string=query, headers=as_user(person.user_id))

    return request


def test_two_people_have_one_conversation_whoever_begins_it(make_person, befriend, client, as_user):
    linh, minh = make_person("Linh"), make_person("Minh")
    befriend(linh, minh)

    first, again, other = [
        client.post(
            "/api/v1/conversations",
            json={"with": str(other.user_id)},
            headers=as_user(me.user_id),
        )
        for me, other in [(linh, minh), (linh, minh), (minh, linh)]
    ]

    assert [reply.status_code for reply in (first, again, other)] == [201, 200, 200]
    assert first.json == again.json == other.json
    assert first.json["kind"] == "direct"
    assert (first.json["last_seq"], first.json["read_seq"]) == (0, 0)
    assert first.json["last_message"] is None


def test_nobody_talks_to_strangers_or_to_themselves(make_person, client, as_user):
    linh, stranger = make_person(), make_person()

    for other in (stranger.user_id, linh.user_id, uuid.uuid4()):
        reply = client.post(
            "/api/v1/conversations", json={"with": str(other)}, headers=as_user(linh.user_id)
        )
        assert (reply.status_code, reply.json["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    "body", [{}, {"with": "x"}, {"with": None}, {"with": {"$ne": 1}}, {"with_": str(uuid.uuid4())}]
)
def test_an_odd_request_is_refused(make_person, client, as_user, body):
    headers = as_user(make_person().user_id)

    reply = client.post("/api/v1/conversations", json=body, headers=headers)

    assert reply.status_code == 422


def test_the_list_begins_with_the_liveliest_and_is_paged_without_gaps(
    make_person, befriend, begin, tell, get
):
    linh = make_person()
    expected = []
    for number in range(5):
        friend = make_person(f"Friend {number}")
        befriend(linh, friend)
        conversation = begin(linh, friend)
        tell(friend, conversation, 1, at=datetime.now(UTC) + timedelta(hours=number // 2))
        expected.append(conversation)

    listed, after = [], None
    while True:
        page = get(linh, "/conversations", limit=2, **({"after": after} if after else {})).json
        listed += [item["conversation_id"] for item in page["items"]]
        after = page["next"]
        if after is None:
            break

    assert sorted(listed) == sorted(expected)
    assert listed[0] == expected[4]
    assert set(listed[1:3]) == set(expected[2:4])


def test_a_conversation_shows_its_last_message(pair, tell, get):
    linh, minh, conversation = pair
    *_, last = tell(minh, conversation, 3)

    shown = get(linh, f"/conversations/{conversation}").json

    assert shown["last_seq"] == 3
    assert shown["last_message"] == {
        "seq": 3,
        "sender": str(minh.user_id),
        "text": last.text,
        "at": "2026-11-23T09:00:00Z",
        "attachments": 0,
        "deleted": False,
    }


def test_an_older_end_does_not_replace_a_newer_one(pair, tell, get, db):
    linh, minh, conversation = pair
    first, *_ = tell(minh, conversation, 2)
    tail = Tail(uuid.UUID(conversation))
    tail.grow(first)

    store.update_tails(db, [tail])

    shown = get(linh, f"/conversations/{conversation}").json
    assert (shown["last_seq"], shown["unread"]) == (2, 2)
    assert get(minh, f"/conversations/{conversation}").json["unread"] == 0


@pytest.mark.parametrize(
    ("query", "seqs", "following"),
    [
        ({}, [1, 2, 3, 4, 5], None),
        ({"limit": 2}, [4, 5], 4),
        ({"before": 4, "limit": 2}, [2, 3], 2),
        ({"before": 2, "limit": 2}, [1], None),
        ({"before": 3, "limit": 2}, [1, 2], None),
        ({"after": 0, "limit": 3}, [1, 2, 3], 3),
        ({"after": 3, "limit": 2}, [4, 5], None),
        ({"after": 5}, [], None),
    ],
)
def test_messages_are_read_in_order_from_either_side(pair, tell, get, query, seqs, following):
    linh, minh, conversation = pair
    tell(minh, conversation, 5)

    page = get(linh, f"/conversations/{conversation}/messages", **query).json

    assert [item["seq"] for item in page["items"]] == seqs
    assert page["next"] == following


@pytest.mark.parametrize(
    "query",
    [
        {"limit": 0},
        {"limit": 101},
        {"before": 1, "after": 1},
        {"before": "x"},
        {"before": -1},
        {"after": 2**63},
        {"before[$ne]": 1},
    ],
)
def test_an_odd_place_is_refused(pair, get, query):
    linh, _, conversation = pair

    assert get(linh, f"/conversations/{conversation}/messages", **query).status_code == 422


@pytest.mark.parametrize("cursor", ["x", "1_x", "_", "9" * 80 + "_" + "0" * 10])
def test_a_cursor_we_did_not_give_is_refused(make_person, get, cursor):
    assert get(make_person(), "/conversations", after=cursor).status_code == 422


def test_a_conversation_of_others_is_not_there(pair, make_person, get):
    stranger = make_person()

    for conversation in (pair[2], uuid.uuid4()):
        for path in ("", "/messages"):
            reply = get(stranger, f"/conversations/{conversation}{path}")
            assert (reply.status_code, reply.json["code"]) == (404, "not_found")


def test_a_strangers_token_is_no_way_in(client):
    assert client.get("/api/v1/conversations").status_code == 401
