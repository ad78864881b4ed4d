"""Asking for a buddy, by contact or by code; answering; showing something; ending it at once."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.social_media.buddies import rules, store
from services.social_media.buddies.models import BuddyOut, InvitationOut, Pairing, Share
from services.social_media.buddies.rules import Step
from services.social_media.milestones.store import select_milestones
from services.social_media.notifications.actions import notify
from services.social_media.notifications.models import News
from services.social_media.people.actions import may_talk, shown, would_hear
from services.social_media.people.bonds import is_blocked
from services.social_media.people.models import Person, TieState
from services.social_media.people.store import select_people, select_quit_dates
from services.social_media.sockets.fanout import Delivery
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory, titled
from shared.models.problem import Conflict, NotFound

MILESTONES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Paired:
    """The pairing as it is now, and what the two should see at once."""

    pairing: Pairing
    is_new: bool
    deliveries: Sequence[Delivery]


def ask(db: Database[Any], me: UserId, other: UserId, *, now: datetime) -> Paired:
    """Ask a contact to be a buddy. Where they have asked already, this accepts."""
    if me == other or not may_talk(db, me, other):
        raise NotFound("Only a contact of yours can become your buddy.")
    pairing = store.select_pairing(db, me, other)
    step = rules.next_step(pairing, me, now)
    if step is Step.WAIT and pairing is not None:
        return Paired(pairing, is_new=False, deliveries=[])
    if step is Step.ACCEPT:
        return accept(db, me, other, now=now)

    rules.check_room(store.count_pairings(db, me))
    made = store.upsert_request(db, me, other, TieState.REQUESTED, by=me, at=now)
    if made is None:  # They asked at the same moment.
        return ask(db, me, other, now=now)
    return Paired(made, is_new=True, deliveries=_tell(db, made, about=me, to=other))


def accept(db: Database[Any], me: UserId, other: UserId, *, now: datetime) -> Paired:
    if is_blocked(db, me, other):
        raise NotFound
    before = store.select_pairing(db, me, other)
    if before is not None and before.state is TieState.ACCEPTED:
        return Paired(before, is_new=False, deliveries=[])
    if before is None or before.state is TieState.ENDED:
        raise NotFound
    if before.requested_by == me:
        raise Conflict("Only the person you asked can accept.", code="not_yours_to_accept")

    rules.check_room(store.count_pairings(db, me))
    pairing = store.update_accepted(db, me, other, at=now)
    if pairing is None:
        raise NotFound
    return Paired(pairing, is_new=False, deliveries=_tell(db, pairing, about=me, to=other))


def invite(db: Database[Any], me: UserId, *, now: datetime) -> InvitationOut:
    """A code to hand to somebody who is not a contact."""
    if store.count_invitations(db, me, now=now) >= rules.MOST_INVITATIONS:
        raise Conflict("Take back an invitation nobody used first.", code="too_many_invitations")
    code = rules.code_from(secrets.token_bytes(rules.CODE_BYTES))
    expires_at = now + rules.INVITATION_LIFETIME
    store.insert_invitation(db, rules.digest_of(code), me, expires_at=expires_at)
    return InvitationOut(code=code, expires_at=expires_at)


def redeem(db: Database[Any], me: UserId, code: str, *, now: datetime) -> Paired:
    """Become the buddy of whoever gave me this code. It works once, and again for me alone."""
    wrong = NotFound("This code is not right, too old, or was used.", code="wrong_code")
    digest = rules.digest_of(code)
    invitation = store.select_invitation(db, digest, me, now=now)
    if invitation is None or is_blocked(db, me, invitation.by):
        raise wrong
    if invitation.by == me:
        raise Conflict("This is your own code: give it to somebody.", code="own_code")
    before = store.select_pairing(db, me, invitation.by)
    if before is not None and before.state is TieState.ACCEPTED:
        return Paired(before, is_new=False, deliveries=[])
    rules.check_room(store.count_pairings(db, me))
    rules.check_room(store.count_pairings(db, invitation.by))

    if not store.update_used(db, digest, me, now=now):
        raise wrong
    made = store.upsert_request(
        db, me, invitation.by, TieState.ACCEPTED, by=invitation.by, at=now
    ) or store.update_accepted(db, me, invitation.by, at=now)
    if made is None:  # I had asked them myself; their code is their yes.
        made = store.update_accepted(db, invitation.by, me, at=now)
    if made is None:
        raise wrong
    deliveries = _tell(db, made, about=me, to=invitation.by)
    return Paired(made, is_new=True, deliveries=deliveries)


def take_back_invitations(db: Database[Any], me: UserId) -> None:
    store.delete_invitations(db, me)


def show(db: Database[Any], me: UserId, other: UserId, shares: Collection[Share]) -> Pairing:
    """Let a buddy see this much of me and no more, from now on."""
    if is_blocked(db, me, other):
        raise NotFound
    pairing = store.update_shares(db, me, other, shares)
    if pairing is None:
        raise NotFound
    return pairing


def end(db: Database[Any], me: UserId, other: UserId, *, now: datetime) -> None:
    """Refuse, take back or end. The other side sees nothing of mine from this moment."""
    if not store.update_ended(db, me, other, at=now):
        raise NotFound


def part(db: Database[Any], one: UserId, other: UserId, *, now: datetime) -> None:
    """End whatever two people have as buddies, if anything."""
    store.update_ended(db, one, other, at=now)


def as_shown(db: Database[Any], me: UserId, pairings: Sequence[Pairing]) -> list[BuddyOut]:
    """Pairings as I see them, with what each buddy lets me see; in a few questions for all."""
    others = [pairing.other(me) for pairing in pairings]
    people = select_people(db, others)
    quit_dates = select_quit_dates(db, _showing(pairings, me, Share.QUIT_DATE))
    milestones = select_milestones(
        db, _showing(pairings, me, Share.MILESTONES), most=MILESTONES_SHOWN
    )
    return [
        _shown(pairing, me, people[other], quit_dates.get(other), milestones.get(other, []))
        for pairing, other in zip(pairings, others, strict=True)
        if other in people
    ]


def _shown(
    pairing: Pairing, me: UserId, person: Person, quit_at: datetime | None, milestones: list[str]
) -> BuddyOut:
    theirs = pairing.shares[person.user_id]
    knows_name = pairing.state is TieState.ACCEPTED or pairing.requested_by != me
    return BuddyOut(
        person=shown(person, by_name=knows_name),
        state=rules.state_for(pairing, me),
        since=pairing.at,
        i_show=sorted(pairing.shares[me]),
        they_show=sorted(theirs),
        quit_at=quit_at if Share.QUIT_DATE in theirs else None,
        milestones=milestones if Share.MILESTONES in theirs else None,
    )


def _showing(pairings: Sequence[Pairing], me: UserId, share: Share) -> list[UserId]:
    return [
        other
        for pairing in pairings
        if share in pairing.shares[other := pairing.other(me)]
        and pairing.state is TieState.ACCEPTED
    ]


def _tell(db: Database[Any], pairing: Pairing, *, about: UserId, to: UserId) -> list[Delivery]:
    if not would_hear(db, to, about):
        return []
    person = select_people(db, [about]).get(about)
    news = News(
        user_id=to,
        event_id=rules.news_id(pairing),
        category=NotificationCategory.CONTACTS,
        title_key=titled("buddy", pairing.state),
        data={"user_id": about, "display_name": person.display_name if person else None},
        at=pairing.at,
    )
    return [notify(db, news)]
