"""What an event tells us about a person, and how whatever is between two people is named.

Pure: no clock, no database, no web.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from services.social_media.people.models import Status, TieKind
from shared.models.events import (
    AccountDisabled,
    AccountEnabled,
    AccountLocaleChanged,
    AccountRegistered,
    AccountRenamed,
    AccountRoleChanged,
    MediaReady,
    ProfileChanged,
    QuitPlanChanged,
)
from shared.models.ids import UserId

PersonEvent = (
    AccountRegistered
    | AccountRenamed
    | AccountRoleChanged
    | AccountLocaleChanged
    | AccountDisabled
    | AccountEnabled
    | ProfileChanged
    | QuitPlanChanged
    | MediaReady
)
"""Of the pictures that are ready, only avatars say something about a person."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def facts_in(event: PersonEvent) -> dict[str, Any]:
    """The fields of a person that the event gives a value."""
    match event:
        case AccountRegistered():
            known = {"time_zone": event.time_zone, "country": event.country}
            return {
                "display_name": event.display_name,
                "role": event.role.value,
                "status": Status.ACTIVE.value,
                "registered_at": event.occurred_at,
                "locale": event.locale,
                **{name: value for name, value in known.items() if value is not None},
            }
        case AccountLocaleChanged():
            return {"locale": event.locale}
        case ProfileChanged():
            return {"time_zone": event.time_zone, "country": event.country}
        case QuitPlanChanged():
            return {"quit_at": event.quit_at}
        case MediaReady():
            return {
                "avatar": {
                    "upload_id": event.upload_id,
                    "width": event.width,
                    "height": event.height,
                    "blurhash": event.blurhash,
                }
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
    return f"{TieKind.CONTACT}:{pair(one, other)}"


def coach_tie(member: UserId, coach: UserId) -> str:
    """The name of one person being coached by another; the other way round is another tie."""
    return f"{TieKind.COACH}:{member}:{coach}"


def ties_between(one: UserId, other: UserId) -> list[str]:
    """The names of every tie two people can have."""
    return [contact_tie(one, other), coach_tie(one, other), coach_tie(other, one)]


def blocks_between(one: UserId, other: UserId) -> list[str]:
    """The names of the blocks two people can have made."""
    return [directed(one, other), directed(other, one)]


def pair(one: UserId, other: UserId) -> str:
    """The one name of two people, whoever comes first."""
    low, high = sorted((one, other))
    return f"{low}:{high}"


def directed(by: UserId, whom: UserId) -> str:
    """The name of what one person does about another."""
    return f"{by}:{whom}"
