"""What an account event tells us about a person, and how the ties of a pair are named.

Pure: no clock, no database, no web.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from services.social_media.people.models import Status, TieKind
from shared.models.events import (
    AccountDisabled,
    AccountEnabled,
    AccountRegistered,
    AccountRenamed,
    AccountRoleChanged,
)
from shared.models.ids import UserId

AccountEvent = (
    AccountRegistered | AccountRenamed | AccountRoleChanged | AccountDisabled | AccountEnabled
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def facts_in(event: AccountEvent) -> dict[str, Any]:
    """The fields of a person that the event gives a value."""
    match event:
        case AccountRegistered():
            return {
                "display_name": event.display_name,
                "role": event.role.value,
                "status": Status.ACTIVE.value,
                "registered_at": event.occurred_at,
            }
        case AccountRenamed():
            return {"display_name": event.display_name}
        case AccountRoleChanged():
            return {"role": event.role.value}
        case AccountDisabled():
            return {"status": Status.DISABLED.value}
        case AccountEnabled():
            return {"status": Status.ACTIVE.value}


def microseconds(moment: datetime) -> int:
    """An instant exactly as an event gives it; a BSON date would keep milliseconds only."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def contact_tie(one: UserId, other: UserId) -> str:
    """The one name of a pair as contacts, whoever of them asks."""
    low, high = sorted((one, other))
    return f"{TieKind.CONTACT}:{low}:{high}"


def coach_tie(member: UserId, coach: UserId) -> str:
    """The name of one person being coached by another; the other way round is another tie."""
    return f"{TieKind.COACH}:{member}:{coach}"


def ties_between(one: UserId, other: UserId) -> list[str]:
    """The names of every tie two people can have."""
    return [contact_tie(one, other), coach_tie(one, other), coach_tie(other, one)]
