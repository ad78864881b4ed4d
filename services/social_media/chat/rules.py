"""How conversations are named and where a place in a list is.

Pure: no clock, no database, no web.
"""

import re
import string
import unicodedata
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from services.social_media.chat.models import NO_TERMS, Room, Terms
from shared.models.ids import UserId
from shared.models.problem import Invalid

_DIRECT = UUID("8f0f5a1c-6b0e-5d0c-9a57-3a3a2f8f6f11")
"""The namespace of conversations between two people."""

FOR_GOOD = datetime(2200, 1, 1, tzinfo=UTC)
"""Until when something is muted that is not to be heard again."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def direct_id(one: UserId, other: UserId) -> UUID:
    """The id of the one conversation two people have, whoever of them begins it."""
    low, high = sorted((one, other))
    return uuid5(_DIRECT, f"{low} {high}")


def terms(room: Room, sender: UserId, now: datetime) -> Terms:
    """How long a message is kept, and by when it wants an answer.

    `now` is when it is said. Most rooms keep what is said, and most messages want nothing.
    """
    promise = room.promise
    asks = promise is not None and sender == promise.member
    if room.keep_days is None and not asks:
        return NO_TERMS
    return Terms(
        expires_at=now + timedelta(days=room.keep_days) if room.keep_days else None,
        reply_by=now + timedelta(hours=promise.hours) if promise and asks else None,
    )


def pattern(words: str) -> str:
    """The regular expression that finds these words as they are, whatever they are made of.

    A letter typed without its marks is found with any: `chao` finds `chào`, and not the other way
    round.
    """
    letters = unicodedata.normalize("NFC", words)
    return "".join(_VARIANTS.get(letter.lower(), re.escape(letter)) for letter in letters)


def _variants() -> dict[str, str]:
    """For each plain letter, a character class of it and of all that are it with marks."""
    found = {letter: [letter] for letter in string.ascii_lowercase}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        plain = unicodedata.normalize("NFD", letter)[0].lower()
        if letter in "đĐ":
            plain = "d"
        if plain in found and not letter.isascii():
            found[plain].append(letter)
    return {plain: f"[{''.join(letters)}]" for plain, letters in found.items()}


_VARIANTS = _variants()


def cursor_of(last_at: datetime, conversation_id: UUID) -> str:
    return f"{(last_at - _EPOCH) // _MILLISECOND}_{conversation_id}"


def place_from(cursor: str) -> tuple[datetime, UUID]:
    """What `cursor_of` was made from. Raises Invalid for anything else."""
    milliseconds, _, conversation_id = cursor.partition("_")
    try:
        return _EPOCH + int(milliseconds) * _MILLISECOND, UUID(conversation_id)
    except (ValueError, OverflowError) as error:
        fault = {"field": "after", "message": "is not a cursor we gave"}
        raise Invalid(errors=[fault]) from error
