"""Which milestones a member sees, and how far they are.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from services.user_cessation.timeline.evidence import MILESTONES
from services.user_cessation.timeline.models import (
    Clock,
    Differing,
    Disagreement,
    Evidence,
    Milestone,
    MilestoneOut,
    Milestones,
    Span,
    Standing,
    State,
)
from services.user_cessation.timeline.sources import (
    BY_COUNTRY,
    CAUTION,
    DIFFER,
    ELSEWHERE,
    SOURCES,
)

SHORT_TERM = timedelta(hours=72)
"""What comes back this soon is lost again with one cigarette, and starts over."""


def evidence_for(country: str | None) -> Evidence:
    return BY_COUNTRY.get(country or "", ELSEWHERE)


def timeline(standing: Standing, evidence: Evidence, now: datetime) -> Milestones:
    """The milestones of one set: the soonest from the last cigarette, the rest from quitting."""
    quit_at = standing.quit_at
    last = max(quit_at, standing.last_smoked_at or quit_at) if quit_at else None
    return Milestones(
        source=SOURCES[evidence],
        caution=CAUTION,
        quit_at=quit_at,
        last_cigarette_at=last if quit_at and quit_at <= now else None,
        items=[
            _shown(milestone, last if clock(milestone) == "last_cigarette" else quit_at, now)
            for milestone in MILESTONES
            if milestone.evidence is evidence
        ],
    )


def clock(milestone: Milestone) -> Clock:
    soon = milestone.since.months == 0 and milestone.since.exactly <= SHORT_TERM
    return "last_cigarette" if soon else "quit_date"


def state(starts_at: datetime | None, ends_at: datetime | None, now: datetime) -> State:
    """Locked until it starts; a range is in progress until it ends."""
    if starts_at is None or now < starts_at:
        return "locked"
    return "in_progress" if ends_at is not None and now < ends_at else "reached"


def after(moment: datetime, span: Span) -> datetime:
    """So long after: on the same day of a later month, or that month's last."""
    months = moment.month - 1 + span.months
    year, month = moment.year + months // 12, months % 12 + 1
    day = min(moment.day, monthrange(year, month)[1])
    return moment.replace(year=year, month=month, day=day) + span.exactly


def _shown(milestone: Milestone, begun: datetime | None, now: datetime) -> MilestoneOut:
    starts_at, ends_at = _times(milestone, begun)
    return MilestoneOut(
        code=milestone.code,
        topic=milestone.topic,
        words=milestone.words,
        direction=milestone.direction,
        clock=clock(milestone),
        state=state(starts_at, ends_at, now),
        starts_at=starts_at,
        ends_at=ends_at,
        note=milestone.note,
        disagreement=_disagreement(milestone, begun),
        reviewed=milestone.reviewed,
    )


def _disagreement(milestone: Milestone, begun: datetime | None) -> Disagreement | None:
    """What the other sets say of the same thing, if any says another time."""
    others = [
        other
        for other in MILESTONES
        if other.topic is milestone.topic
        and (other.since, other.until) != (milestone.since, milestone.until)
    ]
    if not others:
        return None
    return Disagreement(
        note=DIFFER,
        by=_latest([milestone, *others], begun),
        others=[_differing(other, begun) for other in others],
    )


def _differing(other: Milestone, begun: datetime | None) -> Differing:
    starts_at, ends_at = _times(other, begun)
    return Differing(evidence=other.evidence, starts_at=starts_at, ends_at=ends_at)


def _latest(milestones: Iterable[Milestone], begun: datetime | None) -> datetime | None:
    if begun is None:
        return None
    return max(after(begun, each.until or each.since) for each in milestones)


def _times(milestone: Milestone, begun: datetime | None) -> tuple[datetime | None, datetime | None]:
    if begun is None:
        return None, None
    begun = begun.astimezone(UTC)
    until = milestone.until
    return after(begun, milestone.since), after(begun, until) if until else None
