"""HTTP for the quit plan."""

from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit, transaction
from services.user_cessation.etag import etag, expected_version
from services.user_cessation.paging import NEWEST, Place, cut
from services.user_cessation.plan import actions, rules, store
from services.user_cessation.plan.models import (
    Attempt,
    AttemptOut,
    Attempts,
    AttemptsPage,
    EndIn,
    KeepGoingIn,
    QuitPlanIn,
    QuitPlanOut,
)
from services.user_cessation.readiness.rules import is_ready, track
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

    return _shown(attempts, now)


@plan.put("", responses={HTTPStatus.OK: QuitPlanOut})
def set_quit_date(body: QuitPlanIn) -> Response:
    """Set the day, in the past or the coming year; a day that has passed becomes an attempt."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        attempts = actions.set_quit_date(
            conn,
            caller().user_id,
            body.quit_at,
            version=version,
            now=now,
            request_id=g.request_id,
        )

    return _shown(attempts, now)


@plan.post("/keep-going", responses={HTTPStatus.OK: QuitPlanOut})
def keep_going(body: KeepGoingIn) -> Response:
    """After a slip: go on with the date I have. Nothing starts again from zero."""
    now = datetime.now(UTC)

    with transaction() as conn:
        attempts = actions.keep_going(conn, caller().user_id, body.client_id, now=now)

    return _shown(attempts, now)


@plan.post("/end", responses={HTTPStatus.OK: AttemptOut})
def end_attempt(body: EndIn) -> Response:
    """Say that this attempt is over; it is kept with all the others."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        ended = actions.end_attempt(conn, caller().user_id, body.reason, version=version, now=now)

    return reply(AttemptOut.model_validate(ended, from_attributes=True))


@plan.get("/attempts", responses={HTTPStatus.OK: Attempts})
def list_attempts(query: AttemptsPage) -> Response:
    """Every time I tried; none is ever taken away."""
    with autocommit() as conn:
        rows = store.select_attempts_after(
            conn, caller().user_id, after=query.after or NEWEST, most=query.limit + 1
        )

    shown, following = cut(
        rows, query.limit, lambda row: Place(row.ended_at or NEWEST.at, row.attempt_id)
    )
    return reply(
        Attempts(
            items=[AttemptOut.model_validate(row, from_attributes=True) for row in shown],
            next=following,
        )
    )


def _shown(attempts: Sequence[Attempt], now: datetime) -> Response:
    current = attempts[0]
    document = QuitPlanOut(
        attempt_id=current.attempt_id,
        quit_at=current.quit_at,
        status=rules.status(current.quit_at, now),
        track=track(ready=is_ready(current.quit_at, now)),
        created_at=current.created_at,
        attempts=[AttemptOut.model_validate(each, from_attributes=True) for each in attempts],
        version=current.version,
        advice=rules.advice(current.quit_at, now),
    )
    return reply(document, ETag=etag(current.version))
