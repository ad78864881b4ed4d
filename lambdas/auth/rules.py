"""Who may register, which passwords are too easy, and what a refresh token is worth.

Pure: no clock, no database, no web. Callers pass the day and the moment.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto
from uuid import UUID

from shared.models.ids import UserId

GRACE = timedelta(seconds=10)
"""How long a replaced refresh token is forgiven: two tabs, or a reply that was lost."""

SESSION_LIFETIME = timedelta(days=30)

PRODUCT_WORDS = ("unlit", "smoke", "smoking", "smoker", "quit", "quitting", "stop", "cigarette",
                 "tobacco", "nicotine", "vape", "free")  # fmt: skip
PLAIN_WORDS = ("password", "passwort", "passw", "pass", "word", "secret", "welcome", "letmein",
               "login", "admin", "qwerty", "qwertz", "azerty", "hello", "love", "iloveyou", "my",
               "the", "is", "me", "you", "user", "test", "matkhau", "abc", "xyz")  # fmt: skip
_ROWS = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz",
    "qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1q2w3e4r5t6y7u8i9o0p",
)  # fmt: skip
_LOOKALIKES = str.maketrans("@4301!57$", "aaeoiists")
_SHORTEST_PERSONAL_PART = 4


def age_on(day: date, birth_date: date) -> int:
    """Whole years lived. Someone born on 29 February turns on 1 March in other years."""
    had_birthday = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (not had_birthday)


def is_personal(password: str, *, email: str, display_name: str) -> bool:
    """Whether a password contains what anybody knows about its owner."""
    known = (email, email.partition("@")[0], display_name)
    typed = _squeezed(password)
    return any(
        len(part) >= _SHORTEST_PERSONAL_PART and part in typed for part in map(_squeezed, known)
    )


def is_predictable(password: str) -> bool:
    """Whether a password is a few obvious words with decoration, a pattern, or a row of keys."""
    typed = password.casefold()
    return _repeats(typed) or _runs_along(typed) or _is_decorated_words(typed)


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())


def _repeats(typed: str) -> bool:
    """One short piece again and again: "aaaaaaaaaa", "abcabcabcabc", "password1password1"."""
    return len(set(typed)) <= 3 or typed in (typed + typed)[1:-1]


def _runs_along(typed: str) -> bool:
    """Nothing but walks of four or more keys or letters, forwards or backwards."""
    position = 0
    while position < len(typed):
        for end in range(len(typed), position + 3, -1):
            piece = typed[position:end]
            if any(piece in line or piece[::-1] in line for line in _LINES):
                position = end
                break
        else:
            return False
    return True


_LINES = tuple(row * 3 for row in _ROWS)
"""Walks may go round: after 0 comes 1 again."""

_DECORATED = re.compile(rf"[\W\d_]*(?:(?:{'|'.join(PRODUCT_WORDS + PLAIN_WORDS)})[\W\d_]*){{1,3}}")


def _is_decorated_words(typed: str) -> bool:
    return any(_DECORATED.fullmatch(way) for way in (typed, typed.translate(_LOOKALIKES)))


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
    if session.status != "active":
        return Worth.DISABLED
    return Worth.CURRENT if is_current else Worth.FORMER


def _is_forgiven(digest: bytes, session: Session, now: datetime) -> bool:
    if session.rotated_at is None or digest != session.former_sha256:
        return False
    return now <= session.rotated_at + GRACE
