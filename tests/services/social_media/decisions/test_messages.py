"""A message that is taken away: gone for all who could read it, and kept for an appeal."""

import uuid
from datetime import UTC, datetime

import pytest

from services.social_media.chat import change_store, membership, message_store, privacy
from services.social_media.chat import store as chat
from services.social_media.chat.models import ConversationKind, Message, ReactionKind, RoomRole
from services.social_media.chat.rules import direct_id
from services.social_media.keepers import KEEPERS
from services.social_media.moderation.models import SubjectKind
from services.social_media.sockets.mesh import Mesh
from shared.auth.roles import Role
from shared.models.ids import uuid7

WORDS, OTHERS = "Mean words.", "What nobody reported."


@pytest.fixture
def now():
    return datetime.now(UTC)


@pytest.fixture
def keepers():
    return KEEPERS


@pytest.fixture(params=["two who talk", "a room"])
def talk(request, db, make_person, befriend, now):
    """An author, a reader, the message of theirs that is reported, and its conversation."""
    author, reader = make_person("Author"), make_person("Reader")
    people = (author.user_id, reader.user_id)
    if request.param == "a room":
        conversation = uuid.uuid4()
        roles = dict.fromkeys(people, RoomRole.MEMBER)
        membership.set_members(
            db, conversation, ConversationKind.COHORT, "Week 48", roles, version=1, now=now
        )
    else:
        befriend(author, reader)
        conversation = direct_id(*people)
        chat.upsert_direct(db, conversation, people, now=now)
    said = [
        Message(uuid7(), conversation, seq, author.user_id, uuid.uuid4(), text, now)
        for seq, text in enumerate((OTHERS, WORDS), 1)
    ]
    message_store.insert_messages(db, said)
    change_store.update_reaction(
        db, conversation, 2, reader.user_id, ReactionKind.SAD, on=True, now=now
    )
    return author, reader, str(said[1].message_id), conversation


@pytest.fixture
def texts(api):
    """What each message of a conversation says to somebody."""

    def read(person, conversation):
        reply = api(person, "GET", f"/conversations/{conversation}/messages")
        assert reply.status_code == 200, reply.json
        return [item["text"] for item in reply.json["items"]]

    return read


@pytest.fixture
def take_away(report, decide, case_of):
    """Have a message reported and taken out of sight; its case."""

    def take(reader, message):
        assert report(message, by=reader, subject_kind="message").status_code == 201
        case_id = case_of(message)["_id"]
        reply = decide(case_id)
        assert reply.status_code == 204, reply.json
        return case_id

    return take


@pytest.fixture
def overturn(api, make_person):
    """Have an author appeal, and win."""

    def do(author, case_id):
        judge = make_person("Judge", Role.MODERATOR)
        api(author, "POST", f"/decisions/{case_id}/appeal", {"text": "Please look again."})
        body = {"overturn": True, "note": "Nothing wrong."}
        reply = api(judge, "POST", f"/moderation/appeals/{case_id}/judgement", body)
        assert reply.status_code == 204, reply.json

    return do


def test_a_message_that_was_taken_away_says_nothing_to_anybody(api, talk, texts, take_away, told):
    author, reader, message, conversation = talk

    take_away(reader, message)

    for person in (author, reader):
        assert texts(person, conversation) == [OTHERS, ""]
        shown = api(person, "GET", f"/conversations/{conversation}").json["last_message"]
        assert (shown["text"], shown["deleted"]) == ("", True)
        assert api(person, "GET", "/conversations/search?q=Mean words").json["items"] == []
        assert WORDS not in api(person, "GET", f"/conversations/{conversation}/export").text
    assert told(author) == ["case.hidden"]
    assert told(reader) == ["report.acted"]


def test_an_appeal_that_wins_brings_back_all_of_a_message(
    api, talk, texts, take_away, overturn, told
):
    author, reader, message, conversation = talk
    case_id = take_away(reader, message)

    overturn(author, case_id)

    assert texts(reader, conversation) == [OTHERS, WORDS]
    last = api(reader, "GET", f"/conversations/{conversation}/messages").json["items"][-1]
    assert last["deleted_at"] is None
    assert last["reactions"] == [{"reaction": "sad", "people": [str(reader.user_id)]}]
    assert told(author)[0] == "appeal.overturned"


def test_those_in_the_conversation_see_it_go_and_come_back_and_nobody_else_does(
    talk, take_away, overturn, published, server, come_in, moderator
):
    author, reader, message, conversation = talk
    sockets, watching = [come_in(person) for person in (author, reader)], come_in(moderator)
    mesh = Mesh(server.log.parent / "mesh")

    case_id = take_away(reader, message)
    mesh.publish(published)
    gone = [socket.until("message.changed") for socket in sockets]
    published.clear()
    overturn(author, case_id)
    mesh.publish(published)
    back = [socket.until("message.changed") for socket in sockets]
    watching.send("typing", conversation=str(conversation))
    answer = watching.receive()

    assert {(each["id"], each["text"], each["deleted_at"] is None) for each in gone} == {
        (message, "", False)
    }
    assert {(each["id"], each["text"], each["deleted_at"] is None) for each in back} == {
        (message, WORDS, True)
    }
    assert back[0]["version"] > gone[0]["version"]
    assert (answer["type"], answer["code"]) == ("error", "not_found"), "nothing came before it"


def test_whoever_was_away_hears_that_it_is_gone(talk, take_away, say_hello, now):
    _, reader, message, conversation = talk
    take_away(reader, message)

    socket = say_hello(reader, resume={str(conversation): 2}, since=now.isoformat())

    changed = socket.until("message.changed")
    assert (changed["id"], changed["text"]) == (message, "")
    assert changed["deleted_at"] is not None


def test_the_moderator_sees_the_message_of_the_case_and_no_other(api, talk, take_away, moderator):
    _, reader, message, conversation = talk
    case_id = take_away(reader, message)

    seen = api(moderator, "GET", f"/moderation/cases/{case_id}")
    looks = [
        api(moderator, "GET", f"/conversations/{conversation}{path}").status_code
        for path in ("", "/messages", "/people", "/export")
    ]

    assert seen.json["text"] == WORDS
    assert OTHERS not in seen.text
    assert looks == [404] * 4


def test_what_was_done_is_on_record(db, talk, take_away, moderator):
    _, reader, message, _ = talk

    case_id = take_away(reader, message)

    act = db.staff_acts.find_one({"about": str(case_id), "act": "case.decided"})
    assert (act["staff_id"], act["details"]["hide"]) == (moderator.user_id, "True")


def test_what_its_author_takes_back_meanwhile_does_not_come_back(
    db, talk, texts, take_away, overturn, now
):
    author, reader, message, conversation = talk
    case_id = take_away(reader, message)

    taken = change_store.update_deleted(db, conversation, 2, author.user_id, now=now)
    overturn(author, case_id)

    assert taken is not None
    assert texts(reader, conversation) == [OTHERS, ""]


def test_whoever_keeps_order_in_a_room_takes_back_for_good_only_what_they_said(
    talk, texts, take_away, overturn, now, db
):
    author, reader, message, conversation = talk
    case_id = take_away(reader, message)

    def delete(by):
        return change_store.update_deleted(
            db, conversation, 2, by.user_id, of_anybody=True, now=now
        )

    assert delete(reader) is None
    assert delete(author) is not None
    overturn(author, case_id)
    assert texts(reader, conversation) == [OTHERS, ""]


def test_what_was_deleted_before_the_decision_is_not_brought_back(
    db, talk, texts, report, decide, case_of, overturn, now
):
    author, reader, message, conversation = talk
    report(message, by=reader, subject_kind="message")
    change_store.update_deleted(db, conversation, 2, author.user_id, now=now)
    case_id = case_of(message)["_id"]

    decide(case_id)
    overturn(author, case_id)

    assert texts(reader, conversation) == [OTHERS, ""]


def test_taking_it_away_often_is_once_and_is_told_again(db, talk, take_away):
    _, reader, message, _ = talk
    take_away(reader, message)
    before = db.messages.find_one({"_id": uuid.UUID(message)})

    again = KEEPERS[SubjectKind.MESSAGE].hide(db, uuid.UUID(message), datetime.now(UTC))

    assert db.messages.find_one({"_id": uuid.UUID(message)}) == before
    assert len(again) == 1


def test_what_was_taken_away_is_still_its_authors_and_is_forgotten_with_them(db, talk, take_away):
    author, reader, message, _ = talk
    wanted = {"_id": uuid.UUID(message)}
    upload_id = uuid.uuid4()
    picture = {"upload_id": upload_id, "width": 64, "height": 64, "blurhash": "LEHV6nWB2yk8"}
    db.messages.update_one(wanted, {"$set": {"attachments": [picture]}})
    take_away(reader, message)

    taken = privacy.export(db, author.user_id)["messages"]
    privacy.erase(db, reader.user_id, "keep")
    without_reader = db.messages.find_one(wanted)["withheld"]
    privacy.erase(db, author.user_id, "keep")

    assert {row["text"]: row["attachments"] for row in taken} == {
        OTHERS: [],
        WORDS: [{"upload_id": upload_id}],
    }
    assert without_reader["reactions"] == {"sad": []}
    assert WORDS not in str(db.messages.find_one(wanted))
