"""Reporting something, and hearing what became of it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.social_media.cases import actions as cases
from services.social_media.cases.models import Keepers
from services.social_media.moderation.actions import offer_help
from services.social_media.moderation.models import Reason, Subject
from services.social_media.notifications.actions import notify
from services.social_media.notifications.models import News
from services.social_media.reports import store
from services.social_media.reports.models import NewReport, Report, ReportOutcome
from services.social_media.sockets.fanout import Delivery
from shared.models.ids import UserId, uuid7
from shared.models.notices import NotificationCategory, titled
from shared.models.problem import Conflict, NotFound, RateLimited

MOST_A_DAY = 30

_NEWS = UUID("77f4a0bd-1f0e-4f0c-9a34-4d6c0c8c7d21")


def report(
    db: Database[Any], keepers: Keepers, me: UserId, wanted: NewReport, *, now: datetime
) -> tuple[Report, list[Delivery]]:
    """Have somebody look at something I can see. Saying it again says nothing new.

    Whoever somebody is worried about is offered help at once.
    """
    keeper = keepers.get(wanted.subject_kind)
    exhibit = keeper.look_at(db, wanted.subject_id, me) if keeper else None
    if exhibit is None:
        raise NotFound
    if exhibit.author_id == me:
        raise Conflict("This is your own.", code="own")
    if store.count_since(db, me, now - timedelta(days=1)) >= MOST_A_DAY:
        raise RateLimited("That is a lot of reports for a day.", retry_after=3600)

    subject = Subject(wanted.subject_kind, wanted.subject_id)
    kept = _keep(db, me, wanted, now)
    case_id = cases.open_for_report(
        db, subject, exhibit, me, kept.reason, report_id=kept.report_id, now=now
    )
    store.update_case(db, kept.report_id, case_id)
    if kept.reason is Reason.SELF_HARM and exhibit.author_id:
        return kept, [offer_help(db, exhibit.author_id, subject, now)]
    return kept, []


def tell_outcome(db: Database[Any], case_id: UUID, *, acted: bool, now: datetime) -> list[Delivery]:
    """Tell everyone who reported it what became of it, and not what was done to whom."""
    outcome = ReportOutcome.ACTED if acted else ReportOutcome.NOTHING_WRONG
    told = [
        notify(
            db,
            News(
                user_id=each.reporter,
                event_id=uuid5(_NEWS, f"{each.report_id} {case_id}"),
                category=NotificationCategory.MODERATION,
                title_key=titled("report", outcome),
                data={"report_id": each.report_id, "subject_kind": each.subject_kind.value},
                at=now,
            ),
        )
        for each in store.select_of_case(db, case_id)
    ]
    store.update_decided(db, case_id, outcome, now)
    return told


def _keep(db: Database[Any], me: UserId, wanted: NewReport, now: datetime) -> Report:
    made = Report(
        uuid7(), me, wanted.subject_kind, wanted.subject_id, wanted.reason, wanted.note, now
    )
    try:
        return store.upsert_report(db, made)
    except DuplicateKeyError:
        # The same person, at the same moment, elsewhere; now there is one to find.
        return store.upsert_report(db, made)
