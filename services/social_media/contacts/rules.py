"""Who may ask whom, and what a tie looks like from either end.

Pure: no clock, no database, no web.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum, auto
from math import ceil
from uuid import UUID, uuid5

from services.social_media.contacts.models import Contact, ContactKind, State, Tie
from services.social_media.people.models import Person, TieKind, TieState
from services.social_media.people.rules import microseconds
from shared.models.ids import UserId
from shared.models.problem import Conflict, RateLimited

MOST_OPEN_REQUESTS = 20
"""Unanswered requests one person may have out; beyond that they are collecting strangers."""

REST = timedelta(days=1)
"""How long whoever asked last waits, after a refusal or an end, before asking again."""

_NEWS = UUID("8c1f7f5e-3a52-4a55-9d0b-6f2f0f6f9a10")


class Step(Enum):
    """What asking someone comes to."""

    ASK = auto()
    ACCEPT = auto()
    """They asked first, so both want it."""
    WAIT = auto()
    """I asked already."""


def next_step(ties: Sequence[Tie], me: UserId, now: datetime) -> Step:
    """Decide what my request means, given what there is between us. Raises when I may not."""
    if any(tie.state is TieState.ACCEPTED for tie in ties):
        raise Conflict("You can already talk to each other.", code="already_connected")
    contact = next((tie for tie in ties if tie.kind is TieKind.CONTACT), None)
    if contact is None:
        return Step.ASK
    mine = contact.requested_by == me
    if contact.state is TieState.REQUESTED:
        return Step.WAIT if mine else Step.ACCEPT
    left = (contact.at + REST - now).total_seconds()
    if mine and left > 0:
        raise RateLimited(
            "You asked this person not long ago.", retry_after=ceil(left), code="asked_recently"
        )
    return Step.ASK


def contact_from(ties: Sequence[Tie], me: UserId, other: Person) -> Contact:
    """How I see the other person. Coaching comes first where we are contacts as well."""
    tie = min(ties, key=lambda tie: tie.kind is not TieKind.COACH)
    if tie.kind is TieKind.COACH:
        kind = ContactKind.COACH if tie.coach_id == other.user_id else ContactKind.MEMBER
    else:
        kind = ContactKind.CONTACT
    if tie.state is TieState.ACCEPTED:
        state = State.ACCEPTED
    else:
        state = State.REQUESTED_BY_ME if tie.requested_by == me else State.REQUESTED_BY_THEM
    return Contact(other, kind, state)


def news_id(tie: Tie) -> UUID:
    """The event that brought a tie into its state: the same id however often we tell of it."""
    return uuid5(_NEWS, f"{tie.tie_id} {tie.state} {microseconds(tie.at)}")
