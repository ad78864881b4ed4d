"""How long a case may wait, and what is announced of danger.

Pure: no clock, no database, no web.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from services.social_media.cases.models import Finding
from services.social_media.moderation.models import CrisisLevel, SubjectKind
from shared.models.events import CrisisSuspected

WITHIN = timedelta(hours=24)
"""What app stores expect of whoever shows people's texts to others: action within a day."""

WITHIN_CRISIS = timedelta(minutes=15)

CALLS = (CrisisLevel.URGENT, CrisisLevel.IMMINENT)

_CRISES = UUID("b5d1f0f6-5a2e-4f0b-8a0e-6f0d3a1c9b20")

_SOURCES = {
    SubjectKind.POST: "post",
    SubjectKind.COMMENT: "comment",
    SubjectKind.MESSAGE: "message",
}


def due_at(opened_at: datetime, crisis: CrisisLevel | None) -> datetime:
    return opened_at + (WITHIN_CRISIS if crisis in CALLS else WITHIN)


def milder_than(level: CrisisLevel | None) -> list[str | None]:
    """Every level below one, and none at all."""
    levels = list(CrisisLevel)
    below = levels[: levels.index(level)] if level else []
    return [None, *(each.value for each in below)]


def alarm(finding: Finding, now: datetime) -> CrisisSuspected | None:
    """What those on call are told: where, and how grave. The same event however often."""
    source = _SOURCES.get(finding.subject.kind)
    if finding.crisis not in CALLS or source is None:
        return None
    return CrisisSuspected(
        event_id=uuid5(_CRISES, f"{source} {finding.subject.id} {finding.crisis}"),
        occurred_at=now,
        user_id=finding.author_id,
        source=source,
        source_id=finding.subject.id,
        level=finding.crisis.value,
    )
