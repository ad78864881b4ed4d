"""Whoever is forgotten is in no collection any more, and whoever asks gets theirs and no more."""

import uuid
from datetime import UTC, date, datetime, timedelta

import orjson
import pytest

from services.social_media.audit.store import insert_act
from services.social_media.cases import actions as cases
from services.social_media.cases.models import Finding
from services.social_media.chat import change_store, message_store
from services.social_media.chat import store as chat
from services.social_media.chat.models import (
    ConversationKind,
    Message,
    ReactionKind,
    RoomRole,
    Tail,
)
from services.social_media.chat.privacy import REMOVED
from services.social_media.chat.rules import direct_id
from services.social_media.clock import tick
from services.social_media.cohorts import rules, wish_store
from services.social_media.cohorts import store as cohorts
from services.social_media.consumer import reacting
from services.social_media.feed import comment_store
from services.social_media.feed import store as posts_store
from services.social_media.feed.effort import Effort
from services.social_media.feed.models import NewComment, NewPost, PostState
from services.social_media.groups import actions as groups
from services.social_media.groups import store as applications
from services.social_media.groups.models import NewGroup
from services.social_media.manners import store as manners
from services.social_media.manners.models import Manners
from services.social_media.moderation import store as moderation
from services.social_media.moderation.models import CrisisLevel, Subject, SubjectKind, Surface
from services.social_media.notifications.actions import notify
from services.social_media.notifications.models import News
from services.social_media.people import actions as people
from services.social_media.people.models import Person
from services.social_media.presence import store as presence
from services.social_media.privacy import actions
from services.social_media.privacy.features import FEATURES
from services.social_media.privacy.models import NOBODY
from services.social_media.reactions import store as reactions
from services.social_media.reactions.models import Reaction
from services.social_media.sockets.fanout import Delivery, user_topic
from services.social_media.sockets.packing import pack
from shared.auth.roles import Role
from shared.models.events import (
    AccountErased,
    AccountRenamed,
    CheckInRecorded,
    CoachAssigned,
    SessionRevoked,
    StoreErased,
    parse_event,
)
from shared.models.ids import uuid7
from shared.models.notices import NotificationCategory

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def handle(db, published):
    return reacting(db, published.extend)


@pytest.fixture
def say(db):
    """Have someone say something to someone."""

    def message(sender, other, text):
        conversation = direct_id(sender.user_id, other.user_id)
        chat.upsert_direct(db, conversation, (sender.user_id, other.user_id), now=NOW)
        seq = message_store.select_last_seqs(db, [conversation])[conversation] + 1
        said = Message(uuid7(), conversation, seq, sender.user_id, uuid.uuid4(), text, NOW)
        message_store.insert_messages(db, [said])
        tail = Tail(conversation)
        tail.grow(said)
        chat.update_tails(db, [tail])
        return conversation

    return message


@pytest.fixture
def make_life(db, make_person, befriend, say, handle):
    """Someone who has left traces in every collection, and their coach and their friend."""

    def make():
        name = f"Linh {uuid.uuid4().hex}"
        person, friend = make_person(name), make_person("A friend")
        coach = make_person("A coach", Role.COACH)
        befriend(person, friend)
        handle(
            CoachAssigned(member_id=person.user_id, coach_id=coach.user_id, reply_within_hours=24)
        )
        handle(SessionRevoked(user_id=person.user_id, origin_jti=str(uuid.uuid4())))
        handle(
            CheckInRecorded(
                user_id=person.user_id,
                coach_id=coach.user_id,
                check_in_id=uuid.uuid4(),
                local_date=NOW.date(),
                smoke_free=True,
            )
        )
        conversation = say(friend, person, "How are you?")
        change_store.update_reaction(
            db, conversation, 1, person.user_id, ReactionKind.HEART, on=True, now=NOW
        )
        say(person, friend, f"It is me, {name}.")
        say(person, coach, "I slipped.")
        subject = Subject(SubjectKind.MESSAGE, uuid.uuid4())
        text = f"Words of {name}"
        finding = Finding(subject, person.user_id, text, (), CrisisLevel.URGENT, False)
        cases.open_for_finding(db, finding, now=NOW)
        about = Subject(SubjectKind.PERSON, person.user_id)
        named = Finding(about, person.user_id, name, (), None, False)
        cases.open_for_finding(db, named, now=NOW)
        moderation.upsert_good(db, person.user_id, uuid.uuid4())
        fill(db, person, friend)
        later = datetime.now(UTC) + timedelta(hours=1)
        moderation.upsert_pace(db, person.user_id, Surface.MESSAGE, NOW, forget_at=later)
        return person, friend, coach

    return make


def fill(db, person, friend):
    """Documents of the features that have no simple way to make one."""
    me, now = person.user_id, datetime.now(UTC)
    pair = sorted([me, friend.user_id])
    picture = {"purpose": "avatar", "width": 1, "height": 1, "blurhash": "LEHV6n"}
    db.pictures.insert_one({"_id": uuid.uuid4(), "user_id": me, "at": now, **picture})
    db.milestones.insert_one({"_id": f"{me}:d1", "user_id": me, "code": "days_1", "at": now})
    db.buddies.insert_one(
        {
            "_id": f"{pair[0]}:{pair[1]}",
            "people": pair,
            "state": "accepted",
            "requested_by": friend.user_id,
            "at": now,
            "shares": {str(me): []},
        }
    )
    for by, used in ((me, {}), (friend.user_id, {"used_by": me})):
        invitation = {"_id": uuid.uuid4().hex, "by": by, "expires_at": now + timedelta(days=1)}
        db.buddy_invitations.insert_one({**invitation, **used})
    for by, whom in ((me, friend.user_id), (friend.user_id, me)):
        directed = {"_id": f"{by}:{whom}", "by": by, "whom": whom, "at": now}
        db.blocks.insert_one({**directed, "people": pair})
        db.mutes.insert_one(directed)
    db.preferences.insert_one({"_id": me, "per_day": 2})
    db.muted_words.insert_one({"_id": me, "words": ["vape"]})
    for whom, by in ((me, friend.user_id), (friend.user_id, me)):
        db.sanctions.insert_one(
            {
                "_id": uuid.uuid4(),
                "user_id": whom,
                "kind": "warn",
                "reason": "spam",
                "case_id": uuid.uuid4(),
                "by": by,
                "at": now,
                "until": None,
                "lifted_at": None,
            }
        )
    for reporter, subject in ((me, friend.user_id), (friend.user_id, me)):
        db.reports.insert_one(
            {
                "_id": uuid.uuid4(),
                "reporter": reporter,
                "subject": {"kind": "person", "id": subject},
                "case_id": None,
                "reason": "spam",
                "note": f"about {person.display_name}",
                "at": now,
                "outcome": None,
                "decided_at": None,
            }
        )
    decided = {"reason": "spam", "hide": True, "rung": 0, "note": "x", "at": now}
    appealed = {"at": now, "state": "upheld", "note": "x", "judged_at": now}
    said = f"I am {person.display_name}"
    for author, judge, plea in ((me, friend.user_id, said), (friend.user_id, me, "No.")):
        db.cases.insert_one(
            {
                "_id": uuid.uuid4(),
                "subject": {"kind": "post", "id": uuid.uuid4()},
                "author_id": author,
                "text": "a post",
                "is_hidden": False,
                "state": "decided",
                "crisis": None,
                "reasons": ["spam"],
                "reporters": [judge],
                "opened_at": now,
                "due_at": now,
                "overdue_at": None,
                "claimed_by": judge,
                "claimed_until": now,
                "decision": {**decided, "by": judge},
                "is_applied": True,
                "appeal": {**appealed, "text": plea, "by": judge},
            }
        )
    manners.upsert_manners(db, me, Manners(presence=True))
    presence.upsert_here(db, [me], uuid.uuid4().hex, now=now)
    told = pack([Delivery(user_topic(me), b"{}")])
    db.hints.insert_one({"_id": uuid.uuid4(), "via": 1, "at": now, "deliveries": told})
    db.reaches.insert_one(
        {
            "_id": f"{me}:today",
            "user_id": me,
            "by": [str(uuid.uuid4())],
            "forget_at": now + timedelta(days=1),
        }
    )
    db.push_subscriptions.insert_one(
        {
            "_id": uuid.uuid4(),
            "user_id": me,
            "endpoint": f"https://push.example/{me}",
            "p256dh": b"k",
            "auth": b"k",
            "at": now,
        }
    )
    for reader in (me, friend.user_id):
        item = {
            "notification_id": uuid.uuid4(),
            "category": "progress",
            "title_key": "checkin.recorded",
            "data": {"user_id": me, "display_name": person.display_name},
            "critical": False,
            "expires_at": None,
        }
        db.parcels.insert_one(
            {
                "_id": uuid.uuid4().hex,
                "user_id": reader,
                "channel": "email",
                "way": "daily",
                "status": "sent",
                "items": [item],
                "attempts": 1,
                "sent_to": [],
                "error": None,
                "at": now,
                "due_at": None,
                "sent_at": now,
                "read_at": None,
            }
        )
    gather(db, person, friend)
    join_cohort(db, person)
    for staff, concerned in ((friend.user_id, me), (me, friend.user_id)):
        insert_act(
            db,
            staff,
            "deliveries.read",
            about=concerned,
            people=[concerned],
            is_list=False,
            details={},
            request_id="req-1",
            origin=bytes(32),
            now=now,
        )


def gather(db, person, friend):
    """A group of the two, a post of each, and what they said and felt about them."""
    me, now = person.user_id, datetime.now(UTC)
    people.choose_handle(db, me, f"linh{uuid.uuid4().hex[:12]}", now=now)
    founded = NewGroup(client_id=uuid.uuid4(), name="Early risers")
    group = groups.found(db, me, founded, now=now).group.group_id
    db.rooms.update_one(
        {"_id": group},
        {
            "$push": {"members": {"user_id": friend.user_id, "role": "member", "since": now}},
            "$inc": {"count": 1},
        },
    )
    applications.upsert_application(db, group, me, at=now)
    texts = {me: "It was a calm day.", friend.user_id: "How was your day?"}
    for author, text in texts.items():
        new = NewPost(client_id=uuid.uuid4(), text=text)
        post = posts_store.upsert_post(db, uuid7(), author, new, PostState.PUBLISHED, now)
        for other, remark in texts.items():
            said = NewComment(client_id=uuid.uuid4(), text=remark)
            state = PostState.PUBLISHED
            comment_store.upsert_comment(db, uuid7(), post, other, said, state, at=now)
            reactions.upsert_reaction(db, post.post_id, other, Reaction.PROUD, at=now)


def join_cohort(db, person):
    """A cohort somebody is on the board of, and what they did there in a week."""
    me, cohort = (
        person.user_id,
        rules.cohort_id(date(2026, 3, 2), "en", int(person.user_id) % 2**31),
    )
    wish_store.upsert_wish(db, me, language="en", quit_week=date(2026, 3, 2), at=NOW)
    cohorts.upsert_cohort(db, date(2026, 3, 2), "en", int(me) % 2**31, time_zone="UTC")
    cohorts.update_board(db, cohort, me, joins=True)
    cohorts.upsert_summaries(db, cohort, 1, {me: Effort(1, 2, 3)})


@pytest.fixture
def erased():
    def event(person, posts="anonymise"):
        return AccountErased(user_id=person.user_id, erasure_id=uuid7(), posts=posts)

    return event


@pytest.fixture
def traces_of(db):
    """Every collection in which a person can still be found, by id or by name."""

    def scan(person: Person, *, but=()):
        needles = [person.display_name, str(person.user_id), person.user_id.hex]
        found = set()
        for name in db.list_collection_names():
            for document in db[name].find():
                for field in but:
                    document.pop(field, None)
                text = repr(document)
                if any(needle in text for needle in needles):
                    found.add(name)
        return found

    return scan


def test_every_feature_is_put_to_the_test(make_life, traces_of):
    """A collection this test does not fill is one it says nothing about."""
    person, _, _ = make_life()

    # Kept for a client that resumes; it names nobody.
    assert traces_of(person) == {name for feature in FEATURES for name in feature.COLLECTIONS}


@pytest.mark.parametrize("posts", ["anonymise", "remove"])
def test_nothing_of_a_forgotten_person_is_left_anywhere(
    handle, make_life, erased, traces_of, posts
):
    person, _, _ = make_life()

    handle(erased(person, posts))

    assert traces_of(person, but=["unsent"]) == set()


def test_news_that_names_nobody_stays_while_somebody_is_left_who_made_it(
    db, handle, make_person, erased
):
    reader, person, friend = make_person(), make_person(), make_person()
    for event_id, makers in ((uuid7(), [person]), (uuid7(), [person, friend])):
        for maker in makers:
            news = News(
                user_id=reader.user_id,
                event_id=event_id,
                category=NotificationCategory.COMMUNITY,
                title_key="reaction.new",
                data={"post_id": uuid7()},
                at=NOW,
                by=maker.user_id,
            )
            notify(db, news, now=NOW)

    handle(erased(person))

    [left] = db.notifications.find({"user_id": reader.user_id})
    assert left["by"] == [friend.user_id]


def test_others_keep_what_they_said_in_its_place(db, handle, make_life, erased):
    person, friend, _ = make_life()
    conversation = direct_id(person.user_id, friend.user_id)

    handle(erased(person))

    messages = message_store.select_after(db, conversation, 0, most=9)
    assert [(each.seq, each.sender, each.text) for each in messages] == [
        (1, friend.user_id, "How are you?"),
        (2, NOBODY, REMOVED),
    ]
    shown = chat.select_conversation(db, conversation, friend.user_id)
    assert set(shown.people) == {friend.user_id, NOBODY}
    assert (shown.last_message.sender, shown.last_message.text) == (NOBODY, REMOVED)


def test_what_two_forgotten_people_said_goes_with_the_second(db, handle, make_life, erased):
    person, friend, _ = make_life()
    conversation = direct_id(person.user_id, friend.user_id)

    handle(erased(person))
    handle(erased(friend))

    assert chat.select_room(db, conversation) is None
    assert message_store.select_after(db, conversation, 0, most=9) == []


def test_it_is_announced_with_what_went_and_again_if_asked_again(db, handle, make_life, erased):
    person, _, _ = make_life()
    event = erased(person)
    # By day they were reached once more than by night.
    reaches = db.reaches.count_documents({"user_id": person.user_id})

    handle(event)
    handle(event)

    stored = db.erasures.find_one({"_id": event.erasure_id})
    assert stored["counts"] == {
        "people": 1,
        "revoked_sessions": 1,
        "ties": 2,
        "messages": 2,
        "conversations": 3,
        "message_reactions": 1,
        "promises": 1,
        "manners": 1,
        "presence": 1,
        "rooms": 1,
        "groups": 1,
        "group_applications": 1,
        "cohort_wishes": 1,
        "cohorts": 1,
        "cohort_summaries": 1,
        "posts": 1,
        "comments": 2,
        "reactions": 2,
        "pictures": 1,
        "milestones": 1,
        "buddies": 1,
        "buddy_invitations": 2,
        "blocks": 2,
        "mutes": 2,
        "preferences": 1,
        "reaches": reaches,
        "push_subscriptions": 1,
        "parcels": 4,
        "staff_acts": 1,
        "cases": 3,
        "muted_words": 1,
        "reports": 2,
        "sanctions": 1,
        "trust": 1,
        "paces": 2,
        "notifications": 3,
    }
    assert [parse_event(each["payload"]) for each in stored["unsent"]] == [
        StoreErased(
            event_id=each["event_id"],
            occurred_at=parse_event(each["payload"]).occurred_at,
            user_id=person.user_id,
            erasure_id=event.erasure_id,
            store="mongodb",
            counts=counts,
        )
        for each, counts in zip(
            stored["unsent"], [stored["counts"], dict.fromkeys(stored["counts"], 0)], strict=True
        )
    ]


@pytest.mark.parametrize("died_after", range(len(FEATURES)))
def test_dying_half_way_is_made_good_when_the_event_comes_again(
    db, handle, make_life, erased, traces_of, monkeypatch, died_after
):
    person, _, _ = make_life()
    event = erased(person)
    for feature in FEATURES[:died_after]:
        feature.erase(db, person.user_id, "anonymise")

    def die(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(FEATURES[died_after], "erase", die)
        with pytest.raises(KeyboardInterrupt):
            handle(event)
    half_way = traces_of(person, but=["unsent"])
    handle(event)

    assert half_way
    assert traces_of(person, but=["unsent"]) == set()


def test_what_is_heard_late_does_not_make_them_anew(handle, make_life, erased, traces_of, db):
    person, _, coach = make_life()
    handle(erased(person))

    handle(AccountRenamed(user_id=person.user_id, display_name=person.display_name))
    handle(CoachAssigned(member_id=person.user_id, coach_id=coach.user_id))

    assert traces_of(person, but=["unsent"]) == set()
    assert people.standing_of(db)(person.user_id, "any") is None


def test_a_copy_holds_everything_of_a_person_and_nothing_of_anybody_else(
    db, make_life, make_person
):
    person, friend, coach = make_life()

    copy = actions.collect(db, person.user_id)

    assert {name: len(rows) for name, rows in copy.items()} == {
        "people": 1,
        "ties": 2,
        "conversations": 3,
        "messages": 2,
        "message_reactions": 1,
        "promises": 1,
        "manners": 1,
        "presence": 1,
        "rooms": 1,
        "groups": 1,
        "group_applications": 1,
        "cohort_wishes": 1,
        "cohorts": 1,
        "cohort_summaries": 1,
        "posts": 1,
        "comments": 2,
        "reactions": 2,
        "pictures": 1,
        "milestones": 1,
        "buddies": 1,
        "buddy_invitations": 1,
        "blocks": 1,
        "mutes": 1,
        "preferences": 1,
        "push_subscriptions": 1,
        "parcels": 2,
        "staff_acts": 1,
        "cases": 3,
        "muted_words": 1,
        "reports": 1,
        "sanctions": 1,
        "trust": 1,
        "notifications": 1,
    }
    text = orjson.dumps(copy).decode()
    assert person.display_name in text
    for other in (friend, coach):
        assert str(other.user_id) not in text
        assert other.display_name not in text
    assert "How are you?" not in text


def test_a_room_goes_on_without_them(db, handle, make_life, erased):
    person, friend, _ = make_life()
    room = uuid.uuid4()
    roles = {person.user_id: RoomRole.OWNER, friend.user_id: RoomRole.MEMBER}
    chat.upsert_room(
        db, room, ConversationKind.GROUP, "Quit in May", roles, version=1, keep_days=None, now=NOW
    )

    handle(erased(person))

    left = chat.select_room(db, room)
    assert (left.people, left.roles) == ((friend.user_id,), {})


def test_a_group_belongs_to_whoever_has_been_there_longest(db, handle, make_life, erased):
    person, friend, _ = make_life()
    room = db.rooms.find_one({"members.user_id": person.user_id})

    handle(erased(person))
    tick(db, NOW, now=NOW)

    [left] = db.rooms.find({"_id": room["_id"]})
    assert [(entry["user_id"], entry["role"]) for entry in left["members"]] == [
        (friend.user_id, "owner")
    ]
    conversation = chat.select_room(db, room["_id"])
    assert (conversation.people, conversation.roles) == (
        (friend.user_id,),
        {friend.user_id: RoomRole.OWNER},
    )


def test_a_group_nobody_is_left_in_goes(db, handle, make_life, erased):
    person, friend, _ = make_life()
    room = db.rooms.find_one({"members.user_id": person.user_id})["_id"]

    handle(erased(person))
    handle(erased(friend))

    assert db.rooms.count_documents({"_id": room}) == 0


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        pytest.param("anonymise", {"It was a calm day.", "How was your day?"}, id="anonymised"),
        pytest.param("remove", {"How was your day?"}, id="removed"),
    ],
)
def test_what_they_wrote_in_public_stays_as_nobodys_or_goes(
    db, handle, make_life, erased, choice, left
):
    person, friend, _ = make_life()
    written = {post["_id"] for post in db.posts.find({"author": person.user_id})}
    others = {post["_id"] for post in db.posts.find({"author": friend.user_id})}

    handle(erased(person, choice))

    posts = list(db.posts.find({"_id": {"$in": [*written, *others]}}))
    assert {post["text"] for post in posts} == left
    assert {post["author"] for post in posts} <= {None, friend.user_id}
    remarks = [each["text"] for each in db.comments.find({"post_id": {"$in": list(others)}})]
    assert set(remarks) == left
    if choice == "remove":
        assert db.comments.count_documents({"post_id": {"$in": list(written)}}) == 0
        assert db.reactions.count_documents({"target": {"$in": list(written)}}) == 0
