"""Opening cases."""

from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.social_media.cases import rules, store
from services.social_media.cases.models import Finding
from shared.models.ids import uuid7


def open_for_finding(db: Database[Any], finding: Finding, *, now: datetime) -> None:
    """Have somebody look at a text, and call those on duty where it sounds like danger."""
    due_at = rules.due_at(now, finding.crisis)
    case_id = store.upsert_found(db, uuid7(), finding, now=now, due_at=due_at)
    event = rules.alarm(finding, now)
    if finding.crisis and event:
        milder = rules.milder_than(finding.crisis)
        store.update_crisis(db, case_id, finding.crisis, milder, [event])
