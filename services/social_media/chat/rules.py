"""How conversations are named and where a place in a list is.

Pure: no clock, no database, no web.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from shared.models.ids import UserId
from shared.models.problem import Invalid

_DIRECT = UUID("8f0f5a1c-6b0e-5d0c-9a57-3a3a2f8f6f11")
"""The namespace of conversations between two people."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def direct_id(one: UserId, other: UserId) -> UUID:
    """The id of the one conversation two people have, whoever of them begins it."""
    low, high = sorted((one, other))
    return uuid5(_DIRECT, f"{low} {high}")


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
