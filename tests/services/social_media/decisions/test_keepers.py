"""Moderation together with those who keep what people write: seen, hidden and shown again."""

import uuid
from datetime import UTC, datetime

import pytest

from services.social_media.chat import message_store
from services.social_media.chat import store as chat
from services.social_media.chat.models import Message
from services.social_media.chat.rules import direct_id
from services.social_media.keepers import KEEPERS
from services.social_media.moderation.models import SubjectKind
from shared.auth.roles import Role
from shared.models.ids import uuid7


@pytest.fixture
def keepers():
    return KEEPERS


@pytest.fixture
def member(make_person, make_handle):
    return lambda role=Role.MEMBER: make_person("Real Name", role, handle=make_handle("k"))


@pytest.fixture
def make_post(api):
    def make(person, text="A calm day.", **body):
        body = {"client_id": str(uuid.uuid4()), "text": text, **body}
        reply = api(person, "POST", "/posts", body)
        assert reply.status_code == 201, reply.json
        return reply.json["post"]["post_id"]

    return make


@pytest.fixture
def make_comment(api):
    def make(person, post_id, text="Well done."):
        body = {"client_id": str(uuid.uuid4()), "text": text}
        reply = api(person, "POST", f"/posts/{post_id}/comments", body)
        assert reply.status_code == 201, reply.json
        return reply.json["comment"]["comment_id"]

    return make


@pytest.fixture
def sees(api):
    """Whether somebody can see a post."""
    return lambda person, post_id: api(person, "GET", f"/posts/{post_id}").status_code == 200


def test_a_post_that_was_taken_away_is_seen_by_its_author_only_until_an_appeal_wins(
    api, member, make_post, report, decide, case_of, sees
):
    author, reader, judge = member(), member(), member(Role.MODERATOR)
    post = make_post(author)
    report(post, by=reader)
    case_id = case_of(post)["_id"]

    decide(case_id)
    taken_away = [sees(author, post), sees(reader, post)]
    api(author, "POST", f"/decisions/{case_id}/appeal", {"text": "Please look again."})
    body = {"overturn": True, "note": "Nothing wrong."}
    api(judge, "POST", f"/moderation/appeals/{case_id}/judgement", body)

    assert taken_away == [True, False]
    assert sees(reader, post)


def test_what_was_held_for_its_words_is_seen_once_somebody_looked(
    api, member, make_post, decide, case_of, sees
):
    author, reader = member(), member()
    post = make_post(author, text="cheap vapes here")
    before = sees(reader, post)

    decide(case_of(post)["_id"], hide=False)

    assert (before, sees(reader, post)) == (False, True)


def test_an_anonymous_post_is_its_authors_for_moderation_and_nobody_elses(
    api, member, make_post, report, decide, case_of, told
):
    author, reader = member(), member()
    post = make_post(author, anonymous=True)

    reply = report(post, by=reader)
    decide(case_of(post)["_id"])

    assert str(author.user_id) not in reply.text
    assert case_of(post)["author_id"] == author.user_id
    assert told(author) == ["case.hidden"]


def test_a_comment_can_be_taken_away(api, member, make_post, make_comment, report, decide, case_of):
    author, reader = member(), member()
    post = make_post(reader)
    comment = make_comment(author, post, "Buy mine.")
    report(comment, by=reader, subject_kind="comment")

    decide(case_of(comment)["_id"])

    listed = api(reader, "GET", f"/posts/{post}/comments").json["items"]
    assert comment not in [each["comment_id"] for each in listed]


def test_a_message_is_reported_by_whoever_it_was_said_to(
    db, make_person, befriend, report, case_of
):
    sender, receiver, stranger = make_person(), make_person(), make_person()
    befriend(sender, receiver)
    now = datetime.now(UTC)
    conversation = direct_id(sender.user_id, receiver.user_id)
    chat.upsert_direct(db, conversation, (sender.user_id, receiver.user_id), now=now)
    said = Message(uuid7(), conversation, 1, sender.user_id, uuid.uuid4(), "Mean words.", now)
    message_store.insert_messages(db, [said])
    message = str(said.message_id)

    theirs = report(message, by=stranger, subject_kind="message")
    mine = report(message, by=receiver, subject_kind="message", reason="harassment")

    assert (theirs.status_code, mine.status_code) == (404, 201)
    assert (case_of(message)["text"], case_of(message)["author_id"]) == (
        "Mean words.",
        sender.user_id,
    )


def test_a_group_answers_by_its_owner(api, member, report, case_of):
    owner, reader = member(), member()
    body = {
        "client_id": str(uuid.uuid4()),
        "name": "Quit in May",
        "description": "Together.",
        "rules": ["Be kind."],
        "joining": "open",
    }
    made = api(owner, "POST", "/groups", body)
    assert made.status_code == 201, made.json
    group = made.json["group_id"]

    reply = report(group, by=reader, subject_kind="group", reason="impersonation")

    assert reply.status_code == 201
    assert case_of(group)["author_id"] == owner.user_id
    assert "Quit in May" in case_of(group)["text"]


def test_whoever_is_suspended_reads_and_writes_nothing(
    api, member, make_post, report, decide, case_of
):
    author, reader = member(), member()
    post = make_post(author)
    report(post, by=reader, reason="hate")

    decide(case_of(post)["_id"], reason="hate", rung=3)

    for method, path in [("GET", "/feed"), ("POST", "/posts"), ("GET", f"/posts/{post}"),
                         ("GET", f"/posts/{post}/comments"), ("GET", "/groups")]:  # fmt: skip
        reply = api(author, method, path, {} if method == "POST" else None)
        assert (reply.status_code, reply.json["code"]) == (403, "suspended"), path


def test_whoever_is_muted_reads_and_does_not_write(api, member, make_post, report, decide, case_of):
    author, reader = member(), member()
    post = make_post(author)
    report(post, by=reader)

    decide(case_of(post)["_id"], rung=1)

    written = api(author, "POST", "/posts", {"client_id": str(uuid.uuid4()), "text": "Hello."})
    assert api(author, "GET", "/feed").status_code == 200
    assert (written.status_code, written.json["code"]) == (403, "muted")


def test_muted_words_are_not_read(api, member, make_post, make_comment):
    me, other = member(), member()
    word = f"w{uuid.uuid4().hex}"
    mine, theirs = make_post(me, text=f"my {word}"), make_post(other, text=f"their {word}")
    plain = make_post(other)
    make_comment(other, plain, f"about {word}")
    kept = make_comment(other, plain, "about nothing")

    api(me, "PUT", "/muted-words", {"words": [word]})

    feed = [post["post_id"] for post in api(me, "GET", "/feed?limit=50").json["items"]]
    comments = api(me, "GET", f"/posts/{plain}/comments").json["items"]
    assert (mine in feed, theirs in feed, plain in feed) == (True, False, True)
    assert [comment["comment_id"] for comment in comments] == [kept]


def test_everything_that_can_be_reported_has_a_keeper():
    assert KEEPERS.keys() == set(SubjectKind)
