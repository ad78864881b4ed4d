"""How long a case may wait, and what is announced of danger.

Pure: no clock, no database, no web.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from services.social_media.cases.models import Case, Finding
from services.social_media.moderation.models import CrisisLevel, SubjectKind
from shared.models.events import CrisisSuspected
from shared.models.ids import UserId
from shared.models.problem import Forbidden, Invalid

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


def alarm_by_report(author_id: UserId, report_id: UUID, now: datetime) -> CrisisSuspected:
    """What those on call are told when somebody else is worried. One event for each report."""
    return CrisisSuspected(
        event_id=uuid5(_CRISES, f"report {report_id}"),
        occurred_at=now,
        user_id=author_id,
        source="report",
        source_id=report_id,
        level=CrisisLevel.URGENT.value,
    )


def check_may_judge(case: Case, moderator: UserId) -> None:
    """Raise for whoever it is about, or whoever brought it up."""
    if moderator == case.author_id or moderator in case.reporters:
        raise Forbidden("Somebody else has to look at this.", code="not_yours_to_judge")


def place_from(cursor: str) -> tuple[datetime, UUID]:
    """What `cursor_of` was made from. Raises Invalid for anything else."""
    at, _, case_id = cursor.partition("_")
    try:
        moment = datetime.fromtimestamp(int(at) / 1000, UTC)
        return moment, UUID(case_id)
    except (ValueError, OverflowError, OSError) as error:
        fault = {"field": "after", "message": "is not a cursor we gave"}
        raise Invalid(errors=[fault]) from error


def cursor_of(case: Case) -> str:
    return f"{round(case.due_at.timestamp() * 1000)}_{case.case_id}"


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
