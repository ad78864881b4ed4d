"""What asking for a buddy comes to, and how an invitation's code is written.

Pure: no clock, no database, no web. The caller brings the random bytes.
"""

import hashlib
from datetime import datetime, timedelta
from enum import Enum, auto
from math import ceil
from uuid import UUID, uuid5

from services.social_media.buddies.models import BuddyState, Pairing
from services.social_media.people.models import TieState
from services.social_media.people.rules import microseconds, pair
from shared.models.ids import UserId
from shared.models.problem import Conflict, RateLimited

MOST = 5
"""Buddies one person may have or wait for: more would be a crowd."""

MOST_INVITATIONS = 3
INVITATION_LIFETIME = timedelta(hours=48)
CODE_BYTES = 10

REST = timedelta(days=1)
"""How long whoever asked last waits, after a refusal or an end, before asking again."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter is taken for another when read aloud."""
_MISREAD = str.maketrans("OIL", "011")

_NEWS = UUID("3b0d1a52-64a5-4b7d-8f4e-0b8f3e9c2d71")


class Step(Enum):
    ASK = auto()
    ACCEPT = auto()
    """They asked first, so both want it."""
    WAIT = auto()
    """I asked already, or we are buddies."""


def next_step(pairing: Pairing | None, me: UserId, now: datetime) -> Step:
    """Decide what my request means. Raises when I have to wait."""
    if pairing is None:
        return Step.ASK
    mine = pairing.requested_by == me
    if pairing.state is TieState.ACCEPTED:
        return Step.WAIT
    if pairing.state is TieState.REQUESTED:
        return Step.WAIT if mine else Step.ACCEPT
    left = (pairing.at + REST - now).total_seconds()
    if mine and left > 0:
        raise RateLimited(
            "You asked this person not long ago.", retry_after=ceil(left), code="asked_recently"
        )
    return Step.ASK


def check_room(count: int) -> None:
    """Raise Conflict when somebody has as many buddies as one can."""
    if count >= MOST:
        raise Conflict(f"Nobody has more than {MOST} buddies.", code="too_many_buddies")


def state_for(pairing: Pairing, me: UserId) -> BuddyState:
    if pairing.state is TieState.ACCEPTED:
        return BuddyState.ACCEPTED
    asked_by_me = pairing.requested_by == me
    return BuddyState.REQUESTED_BY_ME if asked_by_me else BuddyState.REQUESTED_BY_THEM


def code_from(random: bytes) -> str:
    """Sixteen characters in groups of four, for 80 random bits."""
    number = int.from_bytes(random)
    letters = "".join(_ALPHABET[(number >> shift) & 31] for shift in range(75, -1, -5))
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def digest_of(code: str) -> str:
    """What is stored of a code, however it was typed: who reads the database cannot use it."""
    plain = "".join(code.upper().translate(_MISREAD).replace("-", " ").split())
    return hashlib.sha256(plain.encode()).hexdigest()


def news_id(pairing: Pairing) -> UUID:
    """The event that brought a pairing into its state, however often we tell of it."""
    name = f"{pair(*pairing.people)} {pairing.state} {microseconds(pairing.at)}"
    return uuid5(_NEWS, name)
