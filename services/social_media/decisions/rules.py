"""Who may appeal, until when, and who may judge it.

Pure: no clock, no database, no web.
"""

from datetime import datetime, timedelta

from services.social_media.cases.models import AppealState, Case, CaseState, Decision
from services.social_media.sanctions.models import SanctionKind
from services.social_media.sanctions.rules import LADDER
from shared.models.ids import UserId
from shared.models.problem import Conflict, Forbidden, NotFound

APPEAL_WITHIN = timedelta(days=30)


def sanction_of(decision: Decision) -> SanctionKind | None:
    return None if decision.rung is None else LADDER[decision.rung].kind


def has_consequences(decision: Decision) -> bool:
    return decision.hide or decision.rung is not None


def appeal_until(case: Case, now: datetime) -> datetime | None:
    """Until when its author may appeal; None when they may not, or did."""
    if case.decision is None or case.appeal or not has_consequences(case.decision):
        return None
    until = case.decision.at + APPEAL_WITHIN
    return until if now < until else None


def check_may_decide(case: Case, moderator: UserId, now: datetime) -> None:
    """Raise when somebody has not taken an open case."""
    if case.state is CaseState.DECIDED:
        raise Conflict("This case is decided.", code="decided")
    if case.claimed_by != moderator or case.claimed_until is None or case.claimed_until <= now:
        raise Conflict("Take the case first.", code="not_claimed")


def check_may_judge_appeal(case: Case, moderator: UserId) -> None:
    """Raise when there is no appeal, or somebody has to do with what it is about."""
    if case.appeal is None or case.decision is None:
        raise NotFound
    if case.appeal.state is not AppealState.OPEN:
        raise Conflict("This appeal is judged.", code="judged")
    if moderator == case.decision.by:
        raise Forbidden("Somebody else judges an appeal.", code="judge_yourself")
