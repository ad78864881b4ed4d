"""HTTP for ratings of meetings, and for what came of a coach's work."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.appointments.models import AppointmentPath
from services.user_cessation.availability.models import CoachPath
from services.user_cessation.coach_ratings import rules, store
from services.user_cessation.coach_ratings.models import CoachStatistics, RatingIn, RatingOut
from services.user_cessation.db import autocommit
from shared.auth.guard import caller, require_user
from shared.models.problem import NotFound
from shared.web import PREFIX, reply

coach_ratings = APIBlueprint(
    "coach_ratings",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="coaching")],
    abp_security=[{"bearer": []}],
)
coach_ratings.before_request(require_user)


@coach_ratings.put(
    "/coaching/appointments/<uuid:appointment_id>/rating", responses={HTTPStatus.OK: RatingOut}
)
def rate(path: AppointmentPath, body: RatingIn) -> Response:
    """Say what I thought of a meeting of mine that was held; the last word counts."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        rating = store.upsert_rating(conn, caller().user_id, path.appointment_id, body, now=now)
    if rating is None:
        raise NotFound

    return reply(RatingOut.model_validate(rating, from_attributes=True))


@coach_ratings.get(
    "/coaches/<uuid:coach_id>/statistics", responses={HTTPStatus.OK: CoachStatistics}
)
def read_statistics(path: CoachPath) -> Response:
    """What came of a coach's work after four weeks, and what members thought of it."""
    with autocommit() as conn:
        totals = store.select_totals(conn, path.coach_id)
    if totals is None:
        raise NotFound

    return reply(rules.statistics(path.coach_id, totals))
