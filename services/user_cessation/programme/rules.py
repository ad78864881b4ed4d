"""Which messages of the programme a member has had by now.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from services.user_cessation.coping.models import CopingPair, CopingPairOut
from services.user_cessation.followups.rules import months_later
from services.user_cessation.programme.messages import MESSAGES
from services.user_cessation.programme.models import Anchor, Message, Programme, ProgrammeMessage
from services.user_cessation.programme.sources import SOURCES


def programme(anchor: Anchor | None, pairs: Sequence[CopingPair], now: datetime) -> Programme:
    own = [CopingPairOut.model_validate(pair, from_attributes=True) for pair in pairs]
    times = [(moment_of(message, anchor), message) for message in MESSAGES] if anchor else []
    times.sort(key=lambda each: each[0])
    return Programme(
        items=[
            ProgrammeMessage(
                code=message.code,
                at=moment,
                words=message.words,
                basis=message.basis,
                asks=message.asks,
                reviewed=message.reviewed,
                pairs=own if message.reminds else None,
            )
            for moment, message in reversed(times)
            if moment <= now
        ],
        next_at=next((moment for moment, _ in times if moment > now), None),
        sources=list(SOURCES),
    )


def moment_of(message: Message, anchor: Anchor) -> datetime:
    """When a message comes: by the member's calendar, at their time of day."""
    zone = ZoneInfo(anchor.time_zone)
    quit_day = anchor.quit_at.astimezone(zone).date()
    day = months_later(quit_day, message.months) + timedelta(days=message.days)
    return datetime.combine(day, anchor.local_time, zone).astimezone(UTC)
