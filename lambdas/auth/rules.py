"""Who may register, which passwords are too easy, and what a refresh token is worth.

Pure: no clock, no database, no web. Callers pass the day and the moment.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto
from itertools import groupby, pairwise
from uuid import UUID

from shared.auth.roles import STAFF
from shared.models.ids import UserId

GRACE = timedelta(seconds=10)
"""How long a replaced refresh token is forgiven: two tabs, or a reply that was lost."""

SESSION_LIFETIME = timedelta(days=30)

MAY_COME_IN = frozenset({"active", "incomplete"})
"""Statuses of an account whose owner may sign in; those who are incomplete get no further."""

_SHORTEST_PERSONAL_PART = 4
_MOST_UNEXPLAINED = 3
_ROWS = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop", "qsdfghjklm", "12345678901",
    "abcdefghijklmnopqrstuvwxyz", "qaz", "wsx", "edc", "rfv", "tgb", "yhn", "ujm", "qay", "wsxcd",
    "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm",
)  # fmt: skip
_STEPS = frozenset(pair for row in _ROWS for line in (row, row[::-1]) for pair in pairwise(line))
_LOOKALIKES: tuple[dict[int, int], ...] = (
    {},
    str.maketrans("@4301!57$", "aaeoiists"),
    str.maketrans("@4301!57$", "aaeollsts"),
)


def age_on(day: date, birth_date: date) -> int:
    """Whole years lived. Someone born on 29 February turns on 1 March in other years."""
    had_birthday = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (not had_birthday)


def takes_a_code(role: str, *, has_second_factor: bool) -> bool:
    """Whether somebody signs in with a code besides the password, and so in no other way."""
    return has_second_factor or role in STAFF


def may_be_linked(role: str, status: str, *, has_password: bool, has_second_factor: bool) -> bool:
    """Whether whoever has proven the same address elsewhere may also sign in to an account.

    Only where that proves no less: its own address is confirmed (an unconfirmed account may be a
    trap that waits for its owner), and a mailed code opens it as well (not one that takes the code
    of an app). One that came by a provider itself stays with who came.
    """
    return (
        status == "active"
        and has_password
        and not takes_a_code(role, has_second_factor=has_second_factor)
    )


def is_personal(password: str, *, email: str, display_name: str) -> bool:
    """Whether a password contains what anybody knows about its owner."""
    known = (email, email.partition("@")[0], display_name)
    typed = _squeezed(password)
    return any(
        len(part) >= _SHORTEST_PERSONAL_PART and part in typed for part in map(_squeezed, known)
    )


def is_predictable(password: str, common: Set[str]) -> bool:
    """Whether a password is a common one, or one with the usual decoration."""
    typed = password.casefold()
    return typed in common or _repeats(typed) or _walks(typed) or _is_decorated(typed, common)


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())


def _repeats(typed: str) -> bool:
    """One piece again and again, or hardly any different characters: "abcabcabcabc"."""
    return typed != "" and (len(set(typed)) <= 3 or typed in (typed + typed)[1:-1])


def _walks(typed: str) -> bool:
    """A finger that walks over the keyboard or the alphabet, or two fingers in turn."""
    left, right = typed[::2], typed[1::2]
    return _unexplained(typed) <= _MOST_UNEXPLAINED or not _unexplained(left) + _unexplained(right)


def _unexplained(typed: str) -> int:
    """How many characters belong to no walk of three keys or more."""
    steps = [pair in _STEPS or pair[0] == pair[1] for pair in pairwise(typed)]
    lengths = [len(list(run)) + 1 for walking, run in groupby(steps) if walking]
    return len(typed) - sum(length for length in lengths if length >= 3)


def _is_decorated(typed: str, common: Set[str]) -> bool:
    """One or two common words; digits, signs and look-alike letters do not hide them."""
    bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", typed)
    return any(
        _is_one_or_two(re.sub(r"[\W\d_]", "", way), common)
        for way in map(bare.translate, _LOOKALIKES)
    )


def _is_one_or_two(letters: str, common: Set[str]) -> bool:
    return (
        letters in common
        or _repeats(letters)
        or any(
            letters[:cut] in common and letters[cut:] in common for cut in range(1, len(letters))
        )
    )


class Worth(Enum):
    """What a refresh token that somebody presents is good for."""

    CURRENT = auto()
    FORMER = auto()  # replaced a moment ago: an access token, but no successor
    STOLEN = auto()  # replaced long ago or never issued: thief or owner, both must sign in again
    REVOKED = auto()
    EXPIRED = auto()
    DISABLED = auto()


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in, and whose it is."""

    session_id: UUID
    user_id: UserId
    origin_jti: str
    token_sha256: bytes
    former_sha256: bytes | None
    rotated_at: datetime | None
    expires_at: datetime
    revoked_at: datetime | None
    display_name: str
    role: str
    status: str


def worth_of(digest: bytes, session: Session, now: datetime) -> Worth:
    """What the token with this SHA-256 is worth in its session."""
    if session.revoked_at is not None:
        return Worth.REVOKED
    if session.expires_at <= now:
        return Worth.EXPIRED
    is_current = digest == session.token_sha256
    if not is_current and not _is_forgiven(digest, session, now):
        return Worth.STOLEN
    if session.status not in MAY_COME_IN:
        return Worth.DISABLED
    return Worth.CURRENT if is_current else Worth.FORMER


def _is_forgiven(digest: bytes, session: Session, now: datetime) -> bool:
    if session.rotated_at is None or digest != session.former_sha256:
        return False
    return now <= session.rotated_at + GRACE
