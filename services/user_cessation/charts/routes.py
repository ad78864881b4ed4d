"""HTTP for charts."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.charts import rules, store
from services.user_cessation.charts.models import ChartAsked, ChartOut, PointOut
from services.user_cessation.db import autocommit
from shared.auth.guard import caller, require_user
from shared.models.problem import Conflict
from shared.web import PREFIX, reply

charts = APIBlueprint(
    "charts",
    __name__,
    url_prefix=f"{PREFIX}/insights/charts",
    abp_tags=[Tag(name="insights")],
    abp_security=[{"bearer": []}],
)
charts.before_request(require_user)


@charts.get("", responses={HTTPStatus.OK: ChartOut})
def read_chart(query: ChartAsked) -> Response:
    """Check-ins, cravings, cigarettes and mood over time, from the first day on."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        extent = store.select_extent(conn, caller().user_id)
        if extent is None:
            raise Conflict("Tell us where you live first.", code="no_profile")
        step = query.step or rules.step_for(extent.first_at, now)
        points = store.select_points(
            conn,
            caller().user_id,
            step=step,
            time_zone=extent.time_zone,
            first_at=extent.first_at or now,
            most=rules.MOST_POINTS[step],
            now=now,
        )

    return reply(
        ChartOut(
            step=step,
            time_zone=extent.time_zone,
            points=[PointOut.model_validate(point, from_attributes=True) for point in points],
        )
    )
