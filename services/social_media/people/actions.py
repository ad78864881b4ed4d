"""Learning about people from events, and what other features may ask about them."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import Any

from pymongo.database import Database

from services.social_media.people import bonds, handles, rules, store
from services.social_media.people.models import Card, Person, PersonOut, TieState
from services.social_media.pictures.actions import shown as picture
from services.social_media.sanctions.store import select_barred
from shared.auth.authenticator import Standing, StandingOf
from shared.models.events import SessionRevoked
from shared.models.ids import UserId
from shared.models.problem import Conflict, NotFound, RateLimited

SignIn = tuple[UserId, str]
"""Somebody, and by which sign-in of theirs they are here."""

LONGEST_TOKEN = timedelta(days=1)
"""No access token outlives its sign-in by more; Cognito takes no longer lifetime than this."""


AT_ONCE = 1_000
"""Sign-ins looked up with one question."""


def learn(db: Database[Any], event: rules.PersonEvent) -> None:
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
    return lambda user_id, session: standings(db, [(user_id, session)])[user_id, session]


def standings(db: Database[Any], sign_ins: Collection[SignIn]) -> dict[SignIn, Standing | None]:
    """The same of many at once; None for those we do not know."""
    accounts = store.select_accounts(db, {user_id for user_id, _ in sign_ins})
    revoked = store.select_revoked(db, {session for _, session in sign_ins})
    return {
        (user_id, session): Standing(account.role, account.is_active, session in revoked)
        if (account := accounts.get(user_id))
        else None
        for user_id, session in sign_ins
    }


def ended_among(db: Database[Any], sign_ins: Collection[SignIn]) -> set[SignIn]:
    """Those of many sign-ins by which nobody may come in any more, in a few questions."""
    ended: set[SignIn] = set()
    now = datetime.now(UTC)
    for some in _chunks(sign_ins, AT_ONCE):
        people = {user_id for user_id, _ in some}
        welcome = store.select_active(db, people) - select_barred(db, people, now)
        revoked = store.select_revoked(db, {session for _, session in some})
        ended |= {
            (user_id, session)
            for user_id, session in some
            if user_id not in welcome or session in revoked
        }
    return ended


def may_talk(db: Database[Any], one: UserId, other: UserId) -> bool:
    """Whether two people are coach and member, contacts or buddies, and no block is between."""
    return (one, other) in who_may_talk(db, [(one, other)])


def who_may_talk(
    db: Database[Any], pairs: Collection[tuple[UserId, UserId]]
) -> set[tuple[UserId, UserId]]:
    """Those of many pairs who may talk with each other, in three questions."""
    ties = {pair: rules.ties_between(*pair) for pair in pairs}
    tied = bonds.select_accepted(db, chain.from_iterable(ties.values()))
    buddies = bonds.select_buddies(db, (rules.pair(*pair) for pair in pairs))
    blocks = bonds.select_blocks(
        db, (block for pair in pairs for block in rules.blocks_between(*pair))
    )
    return {
        pair
        for pair in pairs
        if (rules.pair(*pair) in buddies or not tied.isdisjoint(ties[pair]))
        and blocks.isdisjoint(rules.blocks_between(*pair))
    }


def would_hear(db: Database[Any], reader: UserId, speaker: UserId) -> bool:
    """Whether one is told unasked of what another does: neither blocked nor muted."""
    return not (
        bonds.is_blocked(db, reader, speaker) or bonds.is_muted(db, by=reader, whom=speaker)
    )


def look_at(db: Database[Any], viewer: UserId, user_id: UserId) -> PersonOut:
    """A person as the viewer may see them.

    Someone who has no handle does not exist for strangers, nor does anyone for whom they block.
    """
    person = store.select_people(db, [user_id]).get(user_id)
    if person is None or bonds.is_blocked(db, viewer, user_id):
        raise NotFound
    states = bonds.select_tie_states(db, rules.ties_between(viewer, user_id))
    is_named = viewer == user_id or any(
        state is TieState.ACCEPTED or (state is TieState.REQUESTED and asker == user_id)
        for state, asker in states
    )
    if is_named or bonds.are_buddies(db, viewer, user_id):
        return shown(person)
    asked = any(state is TieState.REQUESTED for state, _ in states)
    if not asked and not (person.handle and store.select_people(db, [user_id], only_active=True)):
        raise NotFound
    return shown(person, by_name=False)


def look_at_self(db: Database[Any], me: UserId) -> Card:
    card = store.select_card(db, me)
    if card is None:
        raise NotFound
    return card


def choose_handle(db: Database[Any], me: UserId, handle: str, *, now: datetime) -> Card:
    """Take a handle nobody has or had. Saying the same again changes nothing."""
    checked = handles.checked(handle)
    card = look_at_self(db, me)
    if card.person.handle == checked:
        return card
    try:
        taken = store.update_handle(
            db,
            me,
            handle=checked,
            key=handles.folded(checked),
            now=now,
            not_changed_since=now - handles.CHANGE_AGAIN_AFTER,
        )
    except store.HandleTaken as error:
        raise Conflict("Somebody has this handle.", code="handle_taken") from error
    if not taken:
        left = handles.CHANGE_AGAIN_AFTER
        if card.handle_changed_at is not None:
            left -= now - card.handle_changed_at
        raise RateLimited(
            "You changed your handle not long ago.",
            retry_after=int(left.total_seconds()) + 1,
            code="handle_changed_recently",
        )
    return look_at_self(db, me)


def remove_avatar(db: Database[Any], me: UserId, *, now: datetime) -> None:
    """Show no picture of me, from now on; one that becomes ready later is another decision."""
    store.update_person(db, me, {"avatar": None}, as_of=rules.microseconds(now))


def search(
    db: Database[Any],
    prefix: str,
    *,
    after: str | None,
    limit: int,
    hidden: Collection[UserId],
) -> tuple[list[Person], str | None]:
    """People by how their handle begins, and where to go on. Whatever is in it is data."""
    key = handles.folded(prefix.removeprefix("@"))
    found = store.select_by_handle(db, key, after=after, most=limit + 1, without=hidden)
    page = found[:limit]
    following = page[-1][0] if len(found) > len(page) else None
    return [person for _, person in page], following


def shown(person: Person, *, by_name: bool = True) -> PersonOut:
    """A person as they are shown to those they have to do with, or to everybody else."""
    return PersonOut(
        user_id=person.user_id,
        display_name=person.display_name if by_name else None,
        role=person.role,
        handle=person.handle,
        avatar=picture(person.avatar) if person.avatar else None,
    )


def _chunks(
    sign_ins: Iterable[tuple[UserId, str]], size: int
) -> Iterator[list[tuple[UserId, str]]]:
    rest = iter(sign_ins)
    while some := list(islice(rest, size)):
        yield some
