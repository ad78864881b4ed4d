"""HTTP for the quit plan."""

from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit, transaction
from services.user_cessation.plan import actions, rules, store
from services.user_cessation.plan.models import Attempt, AttemptOut, QuitPlanIn, QuitPlanOut
from shared.auth.guard import caller, require_user
from shared.models.problem import NotFound
from shared.web import PREFIX, reply

plan = APIBlueprint(
    "plan",
    __name__,
    url_prefix=f"{PREFIX}/quit-plan",
    abp_tags=[Tag(name="quit plan")],
    abp_security=[{"bearer": []}],
)
plan.before_request(require_user)


@plan.get("", responses={HTTPStatus.OK: QuitPlanOut})
def read_plan() -> Response:
    """When I quit or will, and the times I tried before."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        attempts = store.select_attempts(conn, caller().user_id, most=actions.MOST_SHOWN)
    if not attempts or attempts[0].ended_at is not None:
        raise NotFound("You have not set a quit date yet.")

    return reply(_document(attempts, now))


@plan.put("", responses={HTTPStatus.OK: QuitPlanOut})
def set_quit_date(body: QuitPlanIn) -> Response:
    """Set the day, in the past or the coming year; a day that has passed becomes an attempt."""
    now = datetime.now(UTC)

    with transaction() as conn:
        attempts = actions.set_quit_date(
            conn, caller().user_id, body.quit_at, now=now, request_id=g.request_id
        )

    return reply(_document(attempts, now))


def _document(attempts: Sequence[Attempt], now: datetime) -> QuitPlanOut:
    current = attempts[0]
    return QuitPlanOut(
        attempt_id=current.attempt_id,
        quit_at=current.quit_at,
        status=rules.status(current.quit_at, now),
        created_at=current.created_at,
        attempts=[AttemptOut.model_validate(each, from_attributes=True) for each in attempts],
        version=current.version,
        advice=rules.advice(current.quit_at, now),
    )
