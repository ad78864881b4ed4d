"""HTTP for what follows a quit date: the list, and a file for one's own calendar."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.followups import store
from services.user_cessation.followups.calendar import calendar
from services.user_cessation.followups.models import FollowUpOut, FollowUps
from shared.auth.guard import caller, require_user
from shared.models.problem import NotFound
from shared.web import PREFIX, reply

ICALENDAR = {
    "description": "An iCalendar file (RFC 5545).",
    "content": {"text/calendar": {"schema": {"type": "string"}}},
}

follow_ups = APIBlueprint(
    "follow_ups",
    __name__,
    url_prefix=f"{PREFIX}/quit-plan",
    abp_tags=[Tag(name="quit plan")],
    abp_security=[{"bearer": []}],
)
follow_ups.before_request(require_user)


@follow_ups.get("/follow-ups", responses={HTTPStatus.OK: FollowUps})
def list_follow_ups() -> Response:
    """When I will be asked how it goes."""
    with autocommit() as conn:
        rows = store.select_follow_ups(conn, caller().user_id)

    return reply(
        FollowUps(items=[FollowUpOut.model_validate(row, from_attributes=True) for row in rows])
    )


@follow_ups.get("/calendar", responses={HTTPStatus.OK: ICALENDAR})
def export_calendar() -> Response:
    """My quit day and what follows it, as a file for a calendar."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        schedule = store.select_schedule(conn, caller().user_id)
    if schedule is None:
        raise NotFound("You have not set a quit date yet.")

    return Response(
        calendar(schedule, now),
        headers={"Content-Disposition": 'attachment; filename="quit-plan.ics"'},
        content_type="text/calendar; charset=utf-8",
    )
