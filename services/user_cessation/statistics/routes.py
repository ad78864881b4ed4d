"""HTTP for statistics: everything for administrators, and our own outcomes for members."""

from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit, transaction
from services.user_cessation.statistics import actions, rules, store
from services.user_cessation.statistics.models import (
    ActivityOut,
    Engagement,
    OutcomesList,
    RegisteredOut,
    Registrations,
    Retention,
    Span,
)
from shared.auth.guard import caller, require_role, require_user
from shared.auth.roles import Role
from shared.web import PREFIX, reply

statistics = APIBlueprint(
    "statistics",
    __name__,
    url_prefix=f"{PREFIX}/admin/statistics",
    abp_tags=[Tag(name="statistics")],
    abp_security=[{"bearer": []}],
)
statistics.before_request(require_role(Role.ADMIN))

honesty = APIBlueprint(
    "honesty",
    __name__,
    url_prefix=f"{PREFIX}/insights/outcomes",
    abp_tags=[Tag(name="statistics")],
    abp_security=[{"bearer": []}],
)
honesty.before_request(require_user)


@honesty.get("", responses={HTTPStatus.OK: OutcomesList})
def read_our_outcomes() -> Response:
    """How many who tried to quit here did, by the strictest count: silence is not success."""
    with autocommit() as conn:
        judged, counted_at = actions.read_outcomes(conn)

    items = rules.overall(judged)
    return reply(OutcomesList(items=items, fewest=rules.FEWEST, counted_at=counted_at))


@statistics.get("/outcomes", responses={HTTPStatus.OK: OutcomesList})
def read_outcomes(query: Span) -> Response:
    """Abstinence by month of quitting and follow-up, by intention to treat, in whole months."""
    with autocommit() as conn:
        judged, counted_at = actions.read_outcomes(conn, since=query.since, until=query.until)

    items = rules.outcomes(judged)
    return reply(OutcomesList(items=items, fewest=rules.FEWEST, counted_at=counted_at))


@statistics.get(
    "/outcome-export",
    responses={HTTPStatus.OK: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
def export_outcomes(query: Span) -> Response:
    """The same as CSV, without the lines that are about too few. On the record."""
    with transaction() as conn:
        text = actions.export_outcomes(conn, caller().user_id, query, request_id=g.request_id)

    return Response(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="outcomes.csv"'},
    )


@statistics.get("/registrations", responses={HTTPStatus.OK: Registrations})
def read_registrations(query: Span) -> Response:
    """How many registered on each day, and how many of them confirmed their address."""
    with autocommit() as conn:
        days = store.select_registrations(conn, since=query.since, until=query.until)

    items = [RegisteredOut.model_validate(day, from_attributes=True) for day in days]
    return reply(Registrations(items=items))


@statistics.get("/retention", responses={HTTPStatus.OK: Retention})
def read_retention(query: Span) -> Response:
    """Of those who registered in a week, how many did something in each week since."""
    with autocommit() as conn:
        stayed = store.select_retention(conn, since=query.since, until=query.until)

    return reply(Retention(items=rules.retention(stayed)))


@statistics.get("/engagement", responses={HTTPStatus.OK: Engagement})
def read_engagement(query: Span) -> Response:
    """What each day saw. Today is counted tomorrow."""
    with autocommit() as conn:
        days = store.select_days(conn, since=query.since, until=query.until)

    items = [ActivityOut.model_validate(day, from_attributes=True) for day in days]
    return reply(Engagement(items=items))
