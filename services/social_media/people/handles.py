"""What a handle may be, and when two are the same.

Pure: no clock, no database, no web.
"""

import re
import unicodedata
from datetime import datetime, timedelta

from shared.models.problem import Invalid

SHORTEST, LONGEST = 3, 24
"""Characters, after folding."""

CHANGE_AGAIN_AFTER = timedelta(days=30)
"""Who changes their name every day is somebody else every day, to those they hurt too."""

RESERVED = frozenset(
    {
        "admin", "administrator", "moderator", "mod", "mods", "staff", "support", "help",
        "helpdesk", "official", "system", "root", "security", "team", "owner", "coach", "doctor",
        "nurse", "counsellor", "counselor", "unlit", "everyone", "everybody", "all", "here", "me",
        "you", "anonymous", "anonym", "nobody", "null", "undefined", "none", "deleted", "removed",
        "bot", "api", "www", "mail", "quantri", "quantrivien", "hotro", "bacsi",
        "huanluyenvien", "andanh", "moinguoi",
    }
)  # fmt: skip
"""Nobody is to pass for us, for a professional, or for no one. Compared without dots and dashes."""

_SIGNS = re.compile("[._]")


def folded(handle: str) -> str:
    """The form in which handles are compared: no two people have the same one.

    NFKC makes one of what only looks different (full-width letters, ligatures); folding the case
    can undo that, so it is done again.
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", handle).casefold())


def checked(handle: str) -> str:
    """The handle as it is shown, or Invalid."""
    shown = unicodedata.normalize("NFKC", handle)
    if not SHORTEST <= len(shown) <= LONGEST:
        raise _invalid(f"must have {SHORTEST} to {LONGEST} characters")
    if not all(_is_allowed(character) for character in shown):
        raise _invalid("must be Latin letters, digits, dots and underscores")
    if not (shown[0].isalnum() and shown[-1].isalnum()):
        raise _invalid("must begin and end with a letter or a digit")
    if _SIGNS.sub("", folded(shown)) in RESERVED:
        raise _invalid("is kept for the people who run this place")
    return shown


def may_change_at(changed_at: datetime | None, now: datetime) -> datetime | None:
    """When a handle chosen then can be changed again; None when it can be now."""
    if changed_at is None or changed_at + CHANGE_AGAIN_AFTER <= now:
        return None
    return changed_at + CHANGE_AGAIN_AFTER


def _is_allowed(character: str) -> bool:
    """Letters of one script alone: a Cyrillic `а` would pass for the `a` of somebody else."""
    if character.isascii():
        return character.isalnum() or character in "._"
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN ")


def _invalid(message: str) -> Invalid:
    return Invalid(errors=[{"field": "handle", "message": message}])
