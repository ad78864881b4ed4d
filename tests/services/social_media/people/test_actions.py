"""What we know of people converges, whatever order the news comes in."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import uuid4

import pytest

from services.social_media.people import actions, store
from services.social_media.people.models import Person, Whereabouts
from shared.auth.authenticator import Standing
from shared.auth.roles import Role
from shared.models.events import (
    AccountDisabled,
    AccountEnabled,
    AccountLocaleChanged,
    AccountRegistered,
    AccountRenamed,
    AccountRoleChanged,
    ProfileChanged,
    SessionRevoked,
)
from shared.models.ids import UserId

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def story():
    """A person's account events in the order they happened, a microsecond apart."""

    def tell(user_id, *news):
        return [
            kind(user_id=user_id, occurred_at=NOON + timedelta(microseconds=moment), **fields)
            for moment, (kind, fields) in enumerate(news)
        ]

    return tell


def test_any_order_of_events_leads_to_the_same_person(db, story):
    happened = (
        (AccountRegistered, {"display_name": "Linh", "role": Role.MEMBER, "locale": "vi"}),
        (AccountRoleChanged, {"role": Role.COACH}),
        (AccountDisabled, {}),
        (AccountRenamed, {"display_name": "Linh the coach"}),
        (AccountEnabled, {}),
    )

    for order in permutations(range(len(happened))):
        user_id = UserId(uuid4())
        events = story(user_id, *happened)
        for position in order:
            actions.learn(db, events[position])

        assert store.select_people(db, [user_id]) == {
            user_id: Person(user_id, "Linh the coach", Role.COACH)
        }, order
        assert actions.standing_of(db)(user_id, "any") == Standing(Role.COACH, True, False), order


def test_any_order_of_events_leads_to_the_same_whereabouts(db, story):
    born = {"display_name": "Linh", "role": Role.MEMBER, "locale": "vi"}
    happened = (
        (AccountRegistered, {**born, "time_zone": "Asia/Ho_Chi_Minh", "country": "VN"}),
        (ProfileChanged, {"time_zone": "Europe/Madrid", "country": "ES"}),
        (AccountLocaleChanged, {"locale": "en"}),
        (ProfileChanged, {"time_zone": "Asia/Kolkata", "country": "IN"}),
    )

    for order in permutations(range(len(happened))):
        user_id = UserId(uuid4())
        events = story(user_id, *happened)
        for position in order:
            actions.learn(db, events[position])

        assert store.select_whereabouts(db, [user_id]) == {
            user_id: Whereabouts("Asia/Kolkata", "IN", "en")
        }, order


def test_whoever_did_not_say_where_they_live_is_nowhere(db, make_person):
    person = make_person()

    assert store.select_whereabouts(db, [person.user_id]) == {
        person.user_id: Whereabouts(None, None, "en")
    }


def test_an_event_delivered_again_changes_nothing(db, story):
    user_id = UserId(uuid4())
    events = story(
        user_id,
        (AccountRegistered, {"display_name": "Linh", "role": Role.MEMBER, "locale": "vi"}),
        (AccountRoleChanged, {"role": Role.COACH}),
    )
    for event in events:
        actions.learn(db, event)
    before = db.people.find_one({"_id": user_id})

    for event in events:
        actions.learn(db, event)

    assert db.people.find_one({"_id": user_id}) == before


def test_someone_whose_registration_has_not_arrived_is_unknown(db, story):
    user_id = UserId(uuid4())
    [event] = story(user_id, (AccountRoleChanged, {"role": Role.ADMIN}))

    actions.learn(db, event)

    assert store.select_people(db, [user_id]) == {}
    assert actions.standing_of(db)(user_id, "any") is None


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("$role", id="a field of the document"),
        pytest.param("$$ROOT", id="a variable of the server"),
        pytest.param("🚭 Ông Già", id="Unicode"),
        pytest.param("🚭" * 80, id="the longest"),
    ],
)
def test_a_name_is_kept_as_it_is(db, make_person, name):
    person = make_person(name)

    assert store.select_people(db, [person.user_id])[person.user_id].display_name == name


def test_a_disabled_person_may_not_come_in(db, make_person):
    person = make_person()

    actions.learn(db, AccountDisabled(user_id=person.user_id))

    standing = actions.standing_of(db)(person.user_id, "any")
    assert standing is not None
    assert not standing.is_active


def test_a_revoked_sign_in_is_that_one_only(db, make_person):
    person = make_person()
    event = SessionRevoked(user_id=person.user_id, origin_jti=f"sign-in {uuid4()}")

    actions.revoke_session(db, event)
    actions.revoke_session(db, event)

    standing = actions.standing_of(db)
    assert standing(person.user_id, event.origin_jti).session_is_revoked
    assert not standing(person.user_id, "another sign-in").session_is_revoked


def test_a_revoked_sign_in_is_forgotten_when_its_tokens_are_dead(db, make_person):
    event = SessionRevoked(user_id=make_person().user_id, origin_jti=str(uuid4()), occurred_at=NOON)

    actions.revoke_session(db, event)

    stored = db.revoked_sessions.find_one({"_id": event.origin_jti})
    assert stored["expires_at"] == NOON + timedelta(days=1)
    indexes = db.revoked_sessions.index_information().values()
    assert any(index.get("expireAfterSeconds") == 0 for index in indexes)


def test_many_sign_ins_are_looked_up_together(db, make_person, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    here, disabled, signed_out = (make_person().user_id for _ in range(3))
    actions.learn(db, AccountDisabled(user_id=disabled))
    revoked = SessionRevoked(user_id=signed_out, origin_jti=str(uuid4()))
    actions.revoke_session(db, revoked)

    ended = actions.ended_among(
        db,
        {
            (here, "phone"),
            (here, "laptop"),
            (disabled, "phone"),
            (signed_out, revoked.origin_jti),
            (signed_out, "another"),
        },
    )

    assert ended == {(disabled, "phone"), (signed_out, revoked.origin_jti)}


def test_strangers_may_not_talk_even_with_themselves(db, make_person):
    one, other = make_person(), make_person()

    assert not actions.may_talk(db, one.user_id, other.user_id)
    assert not actions.may_talk(db, one.user_id, one.user_id)
