"""Messages that are edited, deleted and reacted to, and pictures that come with them."""

import uuid

import pytest

from services.social_media.pictures import actions as pictures
from shared.models.events import MediaReady
from shared.models.media import Purpose


@pytest.fixture
def two_workers(server):
    return sorted(worker.pid for worker in server.workers())


@pytest.fixture
def make_picture(db):
    """A picture somebody uploaded that is ready."""

    def make(person, purpose=Purpose.CHAT_ATTACHMENT):
        upload_id = uuid.uuid4()
        pictures.learn(
            db,
            MediaReady(
                user_id=person.user_id,
                upload_id=upload_id,
                purpose=purpose,
                width=640,
                height=480,
                blurhash="LEHV6nWB2yk8pyo0adR*.7kCMdnj",
            ),
        )
        return str(upload_id)

    return make


@pytest.fixture
def said(pair, come_in, say, two_workers):
    """Linh on one worker has said something to Minh on the other."""
    linh, minh, conversation = pair
    author, reader = come_in(linh, worker=two_workers[0]), come_in(minh, worker=two_workers[1])
    say(author, conversation, "I smoekd")
    author.until("message.ack")
    reader.until("message.new")
    return author, reader, conversation


def test_other_words_take_the_place_of_the_first_everywhere(said, pair, history):
    author, reader, conversation = said

    author.send("message.edit", conversation=conversation, seq=1, text="I smoked")

    for socket in (author, reader):
        changed = socket.until("message.changed")
        assert (changed["seq"], changed["version"], changed["text"]) == (1, 2, "I smoked")
        assert changed["edited_at"]
        assert changed["deleted_at"] is None
    assert [item["text"] for item in history(pair[1], conversation)["items"]] == ["I smoked"]


def test_what_is_deleted_is_nowhere_any_more(said, pair, history, client, as_user, say, db):
    author, reader, conversation = said
    minh = pair[1]

    author.send("message.delete", conversation=conversation, seq=1)

    changed = reader.until("message.changed")
    assert (changed["text"], changed["version"]) == ("", 2)
    assert changed["deleted_at"]
    assert "smoekd" not in str(history(minh, conversation))
    for path in ("", f"/{conversation}", f"/{conversation}/export", "/search?q=smoekd"):
        reply = client.get(f"/api/v1/conversations{path}", headers=as_user(minh.user_id))
        assert reply.status_code == 200
        assert "smoekd" not in reply.text, path
    (stored,) = db.messages.find({"conversation": uuid.UUID(conversation)})
    assert (stored["text"], stored["attachments"]) == ("", [])
    say(author, conversation, "next")
    assert author.until("message.ack")["seq"] == 2


def test_what_is_deleted_stays_so(said):
    author, reader, conversation = said
    author.send("message.delete", conversation=conversation, seq=1)
    reader.until("message.changed")

    author.send("message.edit", conversation=conversation, seq=1, text="again")
    author.send("message.delete", conversation=conversation, seq=1)
    reader.send("message.react", conversation=conversation, seq=1, reaction="heart")

    assert [author.until("error")["code"] for _ in range(2)] == ["not_found"] * 2
    assert reader.until("error")["code"] == "not_found"


@pytest.mark.parametrize("type_", ["message.edit", "message.delete"])
def test_nobody_changes_what_others_said(said, pair, history, type_):
    _, reader, conversation = said
    text = {"text": "I never smoked"} if type_ == "message.edit" else {}
    client_id = str(uuid.uuid4())

    reader.send(type_, conversation=conversation, seq=1, client_id=client_id, **text)

    error = reader.until("error")
    assert (error["code"], error["client_id"]) == ("not_found", client_id)
    assert [item["version"] for item in history(pair[0], conversation)["items"]] == [1]


def test_whoever_keeps_order_in_a_room_takes_back_what_others_said(
    make_person, make_room, come_in, say
):
    owner, member, other = make_person("Owner"), make_person("Member"), make_person("Other")
    room = make_room(member, other, owner=owner)
    keeper, talker, listener = come_in(owner), come_in(member), come_in(other)
    say(talker, room, "Buy cigarettes here")
    listener.until("message.new")

    listener.send("message.delete", conversation=room, seq=1)
    keeper.send("message.delete", conversation=room, seq=1)

    assert listener.until("error")["code"] == "not_found"
    assert talker.until("message.changed")["text"] == ""


def test_reactions_are_counted_by_person_and_can_be_taken_back(said, pair):
    author, reader, conversation = said
    linh, minh, _ = pair

    reader.send("message.react", conversation=conversation, seq=1, reaction="heart")
    reader.send("message.react", conversation=conversation, seq=1, reaction="heart")
    author.send("message.react", conversation=conversation, seq=1, reaction="hug")
    seen = [author.until("message.changed") for _ in range(3)]
    reader.send("message.react", conversation=conversation, seq=1, reaction="heart", on=False)
    last = author.until("message.changed")

    best = max(seen, key=lambda changed: changed["version"])
    assert {entry["reaction"]: entry["people"] for entry in best["reactions"]} == {
        "heart": [str(minh.user_id)],
        "hug": [str(linh.user_id)],
    }
    assert best["version"] == 3
    assert [entry["reaction"] for entry in last["reactions"]] == ["hug"]


@pytest.mark.parametrize("reaction", ["cigarette", "", "$set", "heart.0", None, {"$ne": 1}])
def test_only_known_reactions_are_taken(said, reaction):
    _, reader, conversation = said

    reader.send("message.react", conversation=conversation, seq=1, reaction=reaction)

    assert reader.until("error")["code"] == "invalid"


def test_two_who_change_at_once_end_with_one_truth(said, pair, history):
    author, reader, conversation = said
    rounds = 20

    for number in range(rounds):
        author.send("message.edit", conversation=conversation, seq=1, text=f"{number}")
        reader.send(
            "message.react", conversation=conversation, seq=1, reaction="clap", on=number % 2 == 0
        )
    heard = [
        max(
            (socket.until("message.changed") for _ in range(2 * rounds)),
            key=lambda changed: changed["version"],
        )
        for socket in (author, reader)
    ]

    assert heard[0] == heard[1]
    (stored,) = history(pair[0], conversation)["items"]
    assert {**stored, "type": "message.changed"} == {"attachments": [], **heard[0]}
    assert (stored["version"], stored["text"]) == (1 + 2 * rounds, f"{rounds - 1}")


def test_who_was_away_is_told_what_changed_meanwhile(said, pair, say_hello):
    author, reader, conversation = said
    minh = pair[1]
    reader.close()
    again = say_hello(minh, resume={conversation: 1})
    live_at = again.until("live")["at"]
    again.close()
    author.send("message.edit", conversation=conversation, seq=1, text="I smoked")
    author.until("message.changed")

    returning = say_hello(minh, resume={conversation: 1}, since=live_at)

    changed = returning.until("message.changed")
    assert (changed["seq"], changed["text"]) == (1, "I smoked")
    assert returning.receive()["type"] == "live"


def test_a_picture_comes_with_a_message(pair, come_in, say, make_picture, history, client, as_user):
    linh, minh, conversation = pair
    sender, receiver = come_in(linh), come_in(minh)
    picture = make_picture(linh)

    say(sender, conversation, "", attachments=[picture])

    (shown,) = receiver.until("message.new")["attachments"]
    assert (shown["upload_id"], shown["width"], shown["height"]) == (picture, 640, 480)
    assert picture in shown["url"]
    (item,) = history(minh, conversation)["items"]
    assert [image["upload_id"] for image in item["attachments"]] == [picture]
    listed = client.get("/api/v1/conversations", headers=as_user(minh.user_id)).json["items"]
    assert listed[0]["last_message"]["attachments"] == 1


@pytest.mark.parametrize("fault", ["somebody else's", "another purpose", "unknown", "twice"])
def test_only_pictures_of_ones_own_for_this_purpose_are_attached(
    pair, come_in, say, make_picture, history, fault
):
    linh, minh, conversation = pair
    own = make_picture(linh)
    attachments = {
        "somebody else's": [own, make_picture(minh)],
        "another purpose": [make_picture(linh, Purpose.POST_IMAGE)],
        "unknown": [str(uuid.uuid4())],
        "twice": [own, own],
    }[fault]
    sender = come_in(linh)

    client_id = say(sender, conversation, "look", attachments=attachments)

    error = sender.until("error")
    assert (error["code"], error["client_id"]) == ("invalid", client_id)
    assert history(minh, conversation)["items"] == []


def test_words_that_are_not_taken_are_not_stored(pair, come_in, say, history):
    linh, minh, conversation = pair
    sender = come_in(linh)

    say(sender, conversation, "look at javascript:alert(1)")

    assert sender.until("error")["code"] == "unsafe_link"
    assert history(minh, conversation)["items"] == []


def test_words_of_danger_are_delivered_and_answered_with_help(pair, come_in, say, db):
    linh, minh, conversation = pair
    sender, receiver = come_in(linh), come_in(minh)

    say(sender, conversation, "I want to kill myself")

    assert sender.until("notification.new")["notification"]["title_key"] == "crisis.help"
    assert receiver.until("message.new")["text"] == "I want to kill myself"
    assert db.cases.count_documents({"author_id": linh.user_id}) == 1
