"""Finding, listing, muting, keeping and taking along what was said."""

import uuid
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest

from services.social_media.blocks import actions as blocks
from services.social_media.chat import message_store, rules, store
from services.social_media.chat.models import (
    NO_TERMS,
    ConversationKind,
    Message,
    Promise,
    Room,
    Tail,
    Terms,
)
from shared.models.ids import uuid7

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def write(db):
    """Texts in a conversation, one after the other, by one person or by several in turn."""

    def insert(conversation, *texts, by):
        conversation = uuid.UUID(str(conversation))
        begin = message_store.select_last_seqs(db, [conversation])[conversation]
        messages = [
            Message(
                message_id=uuid7(),
                conversation=conversation,
                seq=begin + number,
                sender=by[number % len(by)].user_id,
                client_id=uuid.uuid4(),
                text=text,
                at=NOW,
            )
            for number, text in enumerate(texts, 1)
        ]
        assert message_store.insert_messages(db, messages) == {}
        return messages

    return insert


@pytest.fixture
def find(api):
    """The texts found, newest first."""

    def search(person, words, **query):
        asked = urlencode({"q": words, **query})
        reply = api(person, "GET", f"/conversations/search?{asked}")
        assert reply.status_code == 200, reply.json
        return [item["text"] for item in reply.json["items"]]

    return search


def test_words_are_found_in_what_was_said_to_me_newest_first(
    pair, make_person, make_room, write, find
):
    linh, minh, conversation = pair
    room = make_room(linh, make_person())
    write(conversation, "Coffee is hard", "and tea is not", by=[minh])
    write(room, "No COFFEE for me today", by=[linh])

    assert find(linh, "coffee") == ["No COFFEE for me today", "Coffee is hard"]
    assert find(linh, "coffee", conversation_id=conversation) == ["Coffee is hard"]
    assert find(minh, "coffee") == ["Coffee is hard"]
    assert find(make_person(), "coffee") == []


@pytest.mark.parametrize(
    ("text", "words", "is_found"),
    [
        pytest.param("a.*b", "a.*b", True, id="metacharacters are found"),
        pytest.param("axxb", "a.*b", False, id="and mean nothing"),
        pytest.param("f(x) = $y^2 [z]", "$y^2 [z]", True, id="brackets and signs"),
        pytest.param(
            "(a+)+$ aaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$", True, id="a trap for regexes"
        ),
        pytest.param('say "no"', '"no"', True, id="quotation marks"),
        pytest.param("back\\slash", "k\\s", True, id="a backslash"),
        pytest.param("Chào buổi sáng", "chao buoi", True, id="without marks"),
        pytest.param("Chao buoi sang", "chào", False, id="marks are meant"),
        pytest.param("Đừng hút", "dung hut", True, id="a crossed d"),
        pytest.param("ĐỪNG HÚT", "đừng", True, id="capitals with marks"),
    ],
)
def test_words_are_looked_for_as_they_are(pair, write, find, text, words, is_found):
    linh, minh, conversation = pair
    write(conversation, text, by=[minh])

    assert find(linh, words) == ([text] if is_found else [])


def test_pages_of_what_is_found_follow_without_gaps(pair, write, api):
    linh, minh, conversation = pair
    write(conversation, *[f"day {number}" for number in range(7)], by=[minh])

    found, sizes, query = [], [], ""
    while query is not None:
        page = api(linh, "GET", f"/conversations/search?q=day&limit=3{query}").json
        found += [item["text"] for item in page["items"]]
        sizes.append(len(page["items"]))
        query = f"&after={page['next']}" if page["next"] else None

    assert sizes == [3, 3, 1]
    assert found == [f"day {number}" for number in reversed(range(7))]


@pytest.mark.parametrize("query", ["", "q=", "q=x", "q=%20%20", "q=" + "x" * 81, "q=ab&limit=51"])
def test_an_odd_search_is_refused(make_person, api, query):
    assert api(make_person(), "GET", f"/conversations/search?{query}").status_code == 422


def test_a_conversation_of_others_is_not_searched_listed_muted_or_taken_along(
    pair, make_person, api
):
    stranger = make_person()

    for method, path in (
        ("GET", f"/conversations/search?q=word&conversation_id={pair[2]}"),
        ("GET", f"/conversations/{pair[2]}/people"),
        ("GET", f"/conversations/{pair[2]}/export"),
        ("PUT", f"/conversations/{pair[2]}/mute"),
        ("DELETE", f"/conversations/{pair[2]}/mute"),
    ):
        body = {} if method == "PUT" else None
        assert api(stranger, method, path, body).status_code == 404, path


def test_people_in_a_room_are_listed_by_handle_page_by_page(
    make_person, make_handle, make_room, api
):
    people = [make_person(f"Real {number}", handle=make_handle("p")) for number in range(5)]
    room = make_room(*people)

    seen, after = [], ""
    while after is not None:
        page = api(people[0], "GET", f"/conversations/{room}/people?limit=2{after}").json
        seen += page["items"]
        after = f"&after={page['next']}" if page["next"] else None

    assert {entry["person"]["handle"] for entry in seen} == {person.handle for person in people}
    assert {entry["person"]["display_name"] for entry in seen} == {None}
    assert {entry["role"] for entry in seen} == {"member"}
    assert len(seen) == 5


def test_a_conversation_is_taken_along_in_parts(monkeypatch, pair, write, api):
    monkeypatch.setattr("services.social_media.chat.archive.MOST_EXPORTED", 3)
    linh, minh, conversation = pair
    write(conversation, *[f"{number}" for number in range(7)], by=[linh, minh])

    parts, after = [], 0
    while after is not None:
        reply = api(linh, "GET", f"/conversations/{conversation}/export?after={after}")
        assert "attachment" in reply.headers["Content-Disposition"]
        parts.append(reply.json)
        after = reply.json["next"]

    assert [len(part["items"]) for part in parts] == [3, 3, 1]
    assert [item["seq"] for part in parts for item in part["items"]] == list(range(1, 8))
    assert {person["display_name"] for person in parts[0]["people"]} == {"Linh", "Minh"}


def test_a_muted_conversation_says_until_when(pair, api):
    linh, minh, conversation = pair
    path = f"/conversations/{conversation}"

    api(linh, "PUT", f"{path}/mute", {"until": "2026-12-01T08:00:00+07:00"})
    for_a_while = api(linh, "GET", path).json["muted_until"]
    api(linh, "PUT", f"{path}/mute", {})
    for_good = api(linh, "GET", path).json["muted_until"]
    api(linh, "DELETE", f"{path}/mute")

    assert (for_a_while, for_good) == ("2026-12-01T01:00:00Z", "2200-01-01T00:00:00Z")
    assert api(linh, "GET", path).json["muted_until"] is None
    assert api(minh, "GET", path).json["muted_until"] is None


def test_whom_i_block_is_not_read_found_or_taken_along_in_a_room(
    db, make_person, make_room, write, api, find
):
    me, other, third = (make_person() for _ in range(3))
    room = make_room(me, other, third)
    write(room, "from the third", "from the other", by=[other, third])

    blocks.block(db, me.user_id, other.user_id, now=NOW)

    for path in ("messages", "export"):
        shown = api(me, "GET", f"/conversations/{room}/{path}").json["items"]
        assert [item["text"] for item in shown] == ["from the third"], path
    assert find(me, "from the") == ["from the third"]
    listed = api(me, "GET", f"/conversations/{room}/people").json["items"]
    assert str(other.user_id) not in {entry["person"]["user_id"] for entry in listed}
    assert len(api(third, "GET", f"/conversations/{room}/messages").json["items"]) == 2


def test_whom_i_block_is_not_in_the_list_of_conversations(db, pair, api):
    linh, minh, _ = pair
    blocks.block(db, linh.user_id, minh.user_id, now=NOW)

    for person in (linh, minh):
        assert api(person, "GET", "/conversations").json["items"] == []


@pytest.mark.parametrize(
    ("room", "sender", "terms"),
    [
        pytest.param({}, "member", NO_TERMS, id="nothing was promised"),
        pytest.param(
            {"keep_days": 30}, "member", Terms(NOW + timedelta(days=30)), id="kept a month"
        ),
        pytest.param(
            {"promise": Promise("member", "coach", 24)},
            "member",
            Terms(None, NOW + timedelta(hours=24)),
            id="a member asks",
        ),
        pytest.param(
            {"promise": Promise("member", "coach", 24)}, "coach", NO_TERMS, id="a coach answers"
        ),
    ],
)
def test_how_long_a_message_is_kept_and_by_when_it_wants_an_answer(room, sender, terms):
    people = ("member", "coach")
    given = Room(uuid.uuid4(), ConversationKind.DIRECT, people, {}, **room)

    assert rules.terms(given, sender, NOW) == terms


def test_what_is_said_in_a_room_is_kept_as_long_as_the_room_says(
    db, make_person, make_room, come_in, say
):
    me, other = make_person(), make_person()
    room = make_room(me, other, keep_days=30)
    sender = come_in(me)

    say(sender, room)

    sender.until("message.ack")
    (stored,) = db.messages.find({"conversation": uuid.UUID(room)})
    kept_for = stored["expires_at"] - stored["at"]
    assert timedelta(days=30) - timedelta(seconds=5) < kept_for <= timedelta(days=30)
    assert any(
        index["key"] == [("expires_at", 1)] and index["expireAfterSeconds"] == 0
        for index in db.messages.index_information().values()
        if "expireAfterSeconds" in index
    )


def test_the_place_of_a_message_that_is_gone_is_not_given_again(
    db, make_person, make_room, write, come_in, say
):
    me, other = make_person(), make_person()
    room = make_room(me, other)
    *_, last = write(room, "one", "two", by=[me])
    tail = Tail(uuid.UUID(room))
    tail.grow(last)
    store.update_tails(db, [tail])
    db.messages.delete_many({"conversation": uuid.UUID(room)})

    sender = come_in(me)
    say(sender, room)

    assert sender.until("message.ack")["seq"] == 3
