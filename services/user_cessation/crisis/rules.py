"""How long somebody in danger may wait, who must be called, and when a case may be closed.

Pure: no clock, no database, no web.
"""

from datetime import datetime, timedelta

from services.user_cessation.crisis.models import (
    CrisisCase,
    CrisisCaseOut,
    CrisisLevel,
    CrisisOutcome,
)
from services.user_cessation.crisis.templates import CODES
from shared.models.problem import Conflict, Invalid

ANSWERED_WITHIN = timedelta(minutes=15)
"""After the Help Texts protocol: a person has read it and answered within a quarter of an hour."""

LONGEST_DUTY = timedelta(hours=24)


def due_at(level: CrisisLevel, now: datetime) -> datetime | None:
    """When somebody must have answered. At `info` help is offered and nobody is called."""
    return None if level == "info" else now + ANSWERED_WITHIN


def check_duty(until: datetime, now: datetime) -> None:
    """Raise a Problem for a duty that is over before it began, or that nobody stands."""
    if not now < until <= now + LONGEST_DUTY:
        raise Invalid(
            errors=[{"field": "until", "message": "must be within the next twenty-four hours"}]
        )


def check_template(code: str) -> None:
    """Raise a Problem for a text nobody agreed on."""
    if code not in CODES:
        raise Invalid(errors=[{"field": "template", "message": "must be one of the templates"}])


def refusal_to_close(case: CrisisCase, closer_is_handler: bool, outcome: CrisisOutcome) -> Conflict:
    """Why a case could not be closed."""
    if case.closed_at is not None:
        return Conflict("This case is closed.", code="case_closed")
    if case.handler_id is None:
        return Conflict("Somebody has to take this on first.", code="not_claimed")
    if closer_is_handler:
        return Conflict(
            "Ask somebody else to close it: two people have to agree that it is over.",
            code="four_eyes",
        )
    return Conflict("Nobody has answered this person yet.", code="not_answered")


def shown(case: CrisisCase) -> CrisisCaseOut:
    return CrisisCaseOut(
        case_id=case.case_id,
        user_id=case.user_id,
        level=case.level,
        source=case.source,
        source_id=case.source_id,
        opened_at=case.opened_at,
        due_at=case.due_at,
        is_overdue=case.overdue_at is not None,
        handler_id=case.handler_id,
        claimed_at=case.claimed_at,
        answered_at=case.answered_at,
        closed_at=case.closed_at,
        closed_by=case.closed_by,
        outcome=case.outcome,
    )
