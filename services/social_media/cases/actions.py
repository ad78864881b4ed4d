"""Opening cases, taking them, and noticing which wait too long."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.cases import rules, store
from services.social_media.cases.models import Case, Exhibit, Finding
from services.social_media.moderation.models import CrisisLevel, Reason, Subject
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict, NotFound

CLAIMED_FOR = timedelta(minutes=30)
"""After this somebody else may take a case that was not decided."""


def open_for_finding(db: Database[Any], finding: Finding, *, now: datetime) -> None:
    """Have somebody look at a text, and call those on duty where it sounds like danger."""
    case_id = store.upsert_case(
        db,
        uuid7(),
        finding.subject,
        author_id=finding.author_id,
        text=finding.text,
        is_hidden=finding.is_hidden,
        reasons=finding.reasons,
        reporters=(),
        now=now,
        due_at=rules.due_at(now, finding.crisis),
    )
    event = rules.alarm(finding, now)
    if finding.crisis and event:
        milder = rules.milder_than(finding.crisis)
        store.update_crisis(db, case_id, finding.crisis, milder, [event])


def open_for_report(
    db: Database[Any],
    subject: Subject,
    exhibit: Exhibit,
    reporter: UserId,
    reason: Reason,
    *,
    report_id: UUID,
    now: datetime,
) -> UUID:
    """Have somebody look at what was reported; call those on duty when it is about danger."""
    crisis = CrisisLevel.URGENT if reason is Reason.SELF_HARM else None
    case_id = store.upsert_case(
        db,
        uuid7(),
        subject,
        author_id=exhibit.author_id,
        text=exhibit.text,
        is_hidden=False,
        reasons=[reason],
        reporters=[reporter],
        now=now,
        due_at=rules.due_at(now, crisis),
    )
    if crisis and exhibit.author_id:
        event = rules.alarm_by_report(exhibit.author_id, report_id, now)
        store.update_crisis(db, case_id, crisis, rules.milder_than(crisis), [event])
    return case_id


def look_at(db: Database[Any], case_id: UUID) -> Case:
    case = store.select_case(db, case_id)
    if case is None:
        raise NotFound
    return case


def claim(db: Database[Any], case_id: UUID, by: UserId, *, now: datetime) -> Case:
    """Take a case, so that nobody else decides it meanwhile. Taking it again prolongs that."""
    rules.check_may_judge(look_at(db, case_id), by)
    claimed = store.update_claimed(db, case_id, by, now, until=now + CLAIMED_FOR)
    if claimed is None:
        raise Conflict("Somebody else has this case, or it is decided.", code="claimed")
    return claimed


def look_for_overdue(db: Database[Any], now: datetime) -> int:
    """Mark what waits too long; how many are new."""
    return store.update_overdue(db, now)
