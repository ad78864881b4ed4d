"""Learning about people from events, and what other features may ask about them."""

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from pymongo.database import Database

from services.social_media.people import rules, store
from services.social_media.people.models import Person, TieState
from shared.auth.authenticator import Standing, StandingOf
from shared.models.events import SessionRevoked
from shared.models.ids import UserId
from shared.models.problem import NotFound

LONGEST_TOKEN = timedelta(days=1)
"""No access token outlives its sign-in by more; Cognito takes no longer lifetime than this."""


AT_ONCE = 1_000
"""Sign-ins looked up with one question."""


def learn(db: Database[Any], event: rules.AccountEvent) -> None:
    store.update_person(
        db,
        UserId(event.user_id),
        rules.facts_in(event),
        as_of=rules.microseconds(event.occurred_at),
    )


def revoke_session(db: Database[Any], event: SessionRevoked) -> None:
    store.upsert_revoked_session(
        db,
        event.origin_jti,
        UserId(event.user_id),
        expires_at=event.occurred_at + LONGEST_TOKEN,
    )


def standing_of(db: Database[Any]) -> StandingOf:
    """How this service looks up whether someone may come in, and as what."""

    def standing(user_id: UserId, session: str) -> Standing | None:
        account = store.select_account(db, user_id)
        if account is None:
            return None
        return Standing(
            role=account.role,
            is_active=account.is_active,
            session_is_revoked=store.is_revoked(db, session),
        )

    return standing


def ended_among(
    db: Database[Any], sign_ins: Collection[tuple[UserId, str]]
) -> set[tuple[UserId, str]]:
    """Those of many sign-ins by which nobody may come in any more, in a few questions."""
    ended: set[tuple[UserId, str]] = set()
    for some in _chunks(sign_ins, AT_ONCE):
        disabled = store.select_disabled(db, {user_id for user_id, _ in some})
        revoked = store.select_revoked(db, {session for _, session in some})
        ended |= {
            (user_id, session)
            for user_id, session in some
            if user_id in disabled or session in revoked
        }
    return ended


def may_talk(db: Database[Any], one: UserId, other: UserId) -> bool:
    """Whether two people are coach and member, or contacts who both said yes."""
    return store.is_tied(db, rules.ties_between(one, other), [TieState.ACCEPTED])


def look_at(db: Database[Any], viewer: UserId, user_id: UserId) -> Person:
    """A person as seen by someone who has to do with them. A stranger does not exist."""
    person = store.select_people(db, [user_id]).get(user_id)
    if person is None or not _have_to_do(db, viewer, user_id):
        raise NotFound
    return person


def _have_to_do(db: Database[Any], one: UserId, other: UserId) -> bool:
    return one == other or store.is_tied(
        db, rules.ties_between(one, other), [TieState.ACCEPTED, TieState.REQUESTED]
    )


def _chunks(
    sign_ins: Iterable[tuple[UserId, str]], size: int
) -> Iterator[list[tuple[UserId, str]]]:
    rest = iter(sign_ins)
    while some := list(islice(rest, size)):
        yield some
