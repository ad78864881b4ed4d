"""HTTP for reports."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.cases.keeping import keepers
from services.social_media.mongo import database
from services.social_media.reports import actions, store
from services.social_media.reports.models import (
    NewReport,
    Report,
    ReportList,
    ReportOut,
    ReportQuery,
)
from services.social_media.sockets.publishing import publish
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

reports = APIBlueprint(
    "reports",
    __name__,
    url_prefix=f"{PREFIX}/reports",
    abp_tags=[Tag(name="Reports")],
    abp_security=[{"bearer": []}],
)
# Whoever is suspended may still report.
reports.before_request(require_user)


@reports.post("", summary="Report something", responses={"201": ReportOut})
def report_something(body: NewReport) -> Response:
    now = datetime.now(UTC)

    made, deliveries = actions.report(database(), keepers(), caller().user_id, body, now=now)

    publish(deliveries)
    return reply(_shown(made), HTTPStatus.CREATED)


@reports.get("", summary="List what you reported, newest first", responses={"200": ReportList})
def list_reports(query: ReportQuery) -> Response:
    found = store.select_mine(database(), caller().user_id, after=query.after, most=query.limit + 1)
    page = found[: query.limit]
    following = str(page[-1].report_id) if len(found) > len(page) else None
    return reply(ReportList(items=[_shown(each) for each in page], next=following))


def _shown(made: Report) -> ReportOut:
    return ReportOut(
        report_id=made.report_id,
        subject_kind=made.subject_kind,
        subject_id=made.subject_id,
        reason=made.reason,
        at=made.at,
        outcome=made.outcome,
        decided_at=made.decided_at,
    )
