"""What follows from a text: a case, a call, a card with numbers to ring, trust."""

import uuid
from datetime import UTC, datetime, timedelta

import orjson
import pytest

from services.social_media.moderation import actions
from services.social_media.moderation.models import (
    Breach,
    CrisisLevel,
    Outcome,
    Subject,
    SubjectKind,
    Surface,
    Trust,
)
from shared.auth.roles import Role
from shared.models.events import CrisisSuspected, parse_event

NOW = datetime(2026, 3, 1, 12, 20, tzinfo=UTC)


@pytest.fixture
def write(db):
    """Have a text looked at as a post: the verdict, what is shown at once, and the post's id."""

    def post(author, text, *, now=NOW, post_id=None):
        subject = Subject(SubjectKind.POST, post_id or uuid.uuid4())
        verdict = actions.screen(db, author.user_id, text, Surface.POST, now=now)
        shown = actions.follow_up(db, verdict, subject, author.user_id, text, now=now)
        return verdict, shown, subject.id

    return post


@pytest.fixture
def case_about(db):
    return lambda subject_id: db.cases.find_one({"subject.id": subject_id})


def announced(case):
    return [parse_event(event["payload"]) for event in case["unsent"]]


def test_danger_shows_help_at_once_and_calls_those_on_duty(db, write, case_about, make_person):
    author = make_person()

    verdict, [card], post_id = write(author, "I want to die")

    shown = orjson.loads(card.frame)["notification"]
    assert card.topic == f"user:{author.user_id}"
    assert (shown["title_key"], shown["category"], shown["data"]) == ("crisis.help", "security", {})
    case = case_about(post_id)
    [event] = announced(case)
    assert isinstance(event, CrisisSuspected)
    assert (event.user_id, event.source, event.source_id, event.level) == (
        author.user_id,
        "post",
        post_id,
        "urgent",
    )
    assert case["due_at"] == NOW + timedelta(minutes=15)
    assert verdict.outcome is Outcome.FLAG
    assert "want to die" not in event.model_dump_json()


def test_speaking_of_it_shows_help_and_calls_nobody(write, case_about, make_person):
    verdict, shown, post_id = write(make_person(), "my uncle died by suicide")

    assert (verdict.outcome, len(shown)) == (Outcome.ALLOW, 1)
    assert case_about(post_id) is None


def test_the_same_text_twice_calls_once(db, write, case_about, make_person):
    author, post_id = make_person(), uuid.uuid4()

    write(author, "I want to die", post_id=post_id)
    write(author, "I want to die", post_id=post_id)

    assert len(announced(case_about(post_id))) == 1
    assert db.notifications.count_documents({"user_id": author.user_id}) == 1


def test_what_gets_graver_calls_again(write, case_about, make_person):
    author, post_id = make_person(), uuid.uuid4()

    write(author, "I want to die", post_id=post_id)
    write(author, "I am going to kill myself", post_id=post_id)
    write(author, "I want to die", post_id=post_id)

    levels = [event.level for event in announced(case_about(post_id))]
    assert levels == ["urgent", "imminent"]
    assert case_about(post_id)["crisis"] == CrisisLevel.IMMINENT


def test_what_is_held_waits_in_a_case_for_a_day(write, case_about, make_person):
    verdict, shown, post_id = write(make_person(), "cheap vapes here")

    case = case_about(post_id)
    assert (verdict.is_hidden, shown) == (True, [])
    assert (case["reasons"], case["is_hidden"], case["text"]) == (
        ["selling_tobacco"],
        True,
        "cheap vapes here",
    )
    assert case["due_at"] == NOW + timedelta(hours=24)
    assert case["unsent"] == [] if "unsent" in case else True


def test_good_posts_earn_trust_and_each_counts_once(db, write, make_person):
    author, post_id = make_person(), uuid.uuid4()
    for number in range(10):
        write(author, "a good day", post_id=post_id, now=NOW + timedelta(hours=number))
    before = actions.trust_of(db, author.user_id)

    for number in range(4):
        write(author, "a good day", now=NOW + timedelta(days=1 + number))

    assert (before, actions.trust_of(db, author.user_id)) == (Trust.NEW, Trust.KNOWN)


def test_staff_are_trusted_and_strangers_are_new(db, make_person):
    coach = make_person(role=Role.COACH)

    assert actions.trust_of(db, coach.user_id) is Trust.TRUSTED
    assert actions.trust_of(db, uuid.uuid4()) is Trust.NEW


def test_somebody_new_writes_five_posts_an_hour(write, make_person):
    author, other = make_person(), make_person()

    outcomes = [write(author, "links: example.org")[0].outcome for _ in range(6)]
    later = write(author, "hello", now=NOW + timedelta(minutes=40))[0]

    assert outcomes == [Outcome.HOLD] * 5 + [Outcome.BOUNCE]
    assert later.outcome is Outcome.ALLOW
    assert write(other, "hello")[0].breach is not Breach.TOO_FAST


def test_who_is_silenced_is_still_heard_when_in_danger():
    outcomes = [
        actions.screen_message(text, is_silenced=True).outcome
        for text in ("hello", "I want to die")
    ]

    assert outcomes == [Outcome.BOUNCE, Outcome.FLAG]
