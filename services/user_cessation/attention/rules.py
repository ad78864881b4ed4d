"""Why a coach should look at somebody now.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.user_cessation.attention.models import (
    AttentionReason,
    MemberToSee,
    ReasonCode,
    Signals,
)

FALL, LOW = 2, 4
"""Of ten: by how much confidence has to fall, or how low it has to be (PMID 21787035)."""

RECENT = timedelta(days=7)
"""For how long a slip, or what somebody said of their confidence, calls for attention."""

WEIGHT: dict[ReasonCode, int] = {
    "reply_overdue": 16,
    "slip": 8,
    "confidence_low": 4,
    "confidence_fell": 2,
    "silence": 1,
}
"""Powers of two: a graver reason always stands above all lesser ones together."""


def who_first(members: Iterable[Signals], now: datetime, *, silence_days: int) -> list[MemberToSee]:
    """Those there is a reason to look at, the gravest first."""
    found = [
        MemberToSee(user_id=each.user_id, display_name=each.display_name, reasons=reasons)
        for each in members
        if (reasons := list(_reasons(each, now, silence_days)))
    ]
    found.sort(
        key=lambda each: (-sum(WEIGHT[reason.code] for reason in each.reasons), each.user_id)
    )
    return found


def _reasons(member: Signals, now: datetime, silence_days: int) -> Iterator[AttentionReason]:
    if member.waiting_since is not None:
        yield AttentionReason(code="reply_overdue", since=member.waiting_since, value=None)
    if member.slipped_at is not None and member.slipped_at > now - RECENT:
        yield AttentionReason(code="slip", since=member.slipped_at, value=None)
    if member.confidence is not None and member.rated_at is not None:
        yield from _confidence(member.confidence, member.confidence_before, member.rated_at, now)
    silence = _silence(member, now, silence_days)
    if silence is not None:
        yield silence


def _confidence(
    confidence: int, before: int | None, rated_at: datetime, now: datetime
) -> Iterator[AttentionReason]:
    if rated_at <= now - RECENT:
        return
    if before is not None and before - confidence >= FALL:
        yield AttentionReason(code="confidence_fell", since=rated_at, value=before - confidence)
    if confidence <= LOW:
        yield AttentionReason(code="confidence_low", since=rated_at, value=confidence)


def _silence(member: Signals, now: datetime, silence_days: int) -> AttentionReason | None:
    """Days of the member's own calendar since they checked in, or since they were coached."""
    if not member.shares_progress:
        return None
    zone = ZoneInfo(member.time_zone)
    began = member.since.astimezone(zone).date()
    last = max(began, member.checked_in_on) if member.checked_in_on else began
    days = (now.astimezone(zone).date() - last).days
    if days < silence_days:
        return None
    since = datetime.combine(last, time(), zone)
    return AttentionReason(code="silence", since=since, value=days)
