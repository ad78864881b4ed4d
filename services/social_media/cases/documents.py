"""Cases as they are read from their documents."""

from collections.abc import Mapping
from typing import Any

from services.social_media.cases.models import Appeal, AppealState, Case, CaseState, Decision
from services.social_media.moderation.models import CrisisLevel, Reason, Subject, SubjectKind


def case_from(document: Mapping[str, Any]) -> Case:
    decision, appeal = document.get("decision"), document.get("appeal")
    return Case(
        case_id=document["_id"],
        subject=Subject(SubjectKind(document["subject"]["kind"]), document["subject"]["id"]),
        author_id=document["author_id"],
        text=document["text"],
        is_hidden=document["is_hidden"],
        state=CaseState(document["state"]),
        crisis=CrisisLevel(document["crisis"]) if document["crisis"] else None,
        reasons=tuple(map(Reason, document["reasons"])),
        reporters=frozenset(document["reporters"]),
        opened_at=document["opened_at"],
        due_at=document["due_at"],
        overdue_at=document["overdue_at"],
        claimed_by=document["claimed_by"],
        claimed_until=document["claimed_until"],
        decision=_decision(decision) if decision else None,
        appeal=_appeal(appeal) if appeal else None,
    )


def _decision(document: Mapping[str, Any]) -> Decision:
    return Decision(**{**document, "reason": Reason(document["reason"])})


def _appeal(document: Mapping[str, Any]) -> Appeal:
    return Appeal(**{**document, "state": AppealState(document["state"])})
