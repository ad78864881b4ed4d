"""HTTP for the packs I follow and what I use of them."""

from datetime import UTC, date, datetime
from http import HTTPStatus
from itertools import groupby

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit, transaction
from services.user_cessation.etag import etag, expected_version
from services.user_cessation.medication.models import NrtProduct
from services.user_cessation.paging import NEWEST, Place, cut
from services.user_cessation.replacement import actions, store
from services.user_cessation.replacement.models import (
    CourseIn,
    CourseOut,
    CoursePath,
    Courses,
    UsedDayOut,
    UsedDays,
    UsedDaysPage,
    UsedOut,
    UseIn,
    UseOut,
    Uses,
    UsesPage,
)
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, no_content, reply

replacement = APIBlueprint(
    "replacement",
    __name__,
    url_prefix=f"{PREFIX}/medication",
    abp_tags=[Tag(name="medication")],
    abp_security=[{"bearer": []}],
)
replacement.before_request(require_user)


@replacement.get("/courses", responses={HTTPStatus.OK: Courses})
def list_courses() -> Response:
    """The packs I follow, and when each goes on to its next strength."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        courses = actions.read_courses(conn, caller().user_id, now=now)

    return reply(courses)


@replacement.put("/courses/<product>", responses={HTTPStatus.OK: CourseOut})
def follow_label(path: CoursePath, body: CourseIn) -> Response:
    """Follow a pack's label; with `If-Match`, only if nobody changed the course meanwhile."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        course = actions.follow_label(
            conn, caller().user_id, path.product, body, version=version, now=now
        )

    return reply(course, ETag=etag(course.version))


@replacement.delete("/courses/<product>", responses={HTTPStatus.NO_CONTENT: None})
def stop_course(path: CoursePath) -> Response:
    """Follow it no more; with `If-Match`, only if nobody changed it meanwhile."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        actions.stop_course(conn, caller().user_id, path.product, version=version, now=now)

    return no_content()


@replacement.post("/uses", responses={HTTPStatus.CREATED: UsedOut, HTTPStatus.OK: UsedOut})
def note_use(body: UseIn) -> Response:
    """Note what I took; sent again with the same client id, it answers with the first."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        used, is_new = actions.note_use(conn, caller().user_id, body, now=now)

    return reply(used, HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@replacement.get("/uses", responses={HTTPStatus.OK: Uses})
def list_uses(query: UsesPage) -> Response:
    """All I took, the latest first."""
    with autocommit() as conn:
        rows = store.select_uses(
            conn, caller().user_id, after=query.after or NEWEST, most=query.limit + 1
        )

    shown, following = cut(rows, query.limit, lambda row: Place(row.used_at, row.use_id))
    items = [UseOut.model_validate(row, from_attributes=True) for row in shown]
    return reply(Uses(items=items, next=following))


@replacement.get("/days", responses={HTTPStatus.OK: UsedDays})
def list_days(query: UsedDaysPage) -> Response:
    """How much I took of what on each day, the latest first."""
    with autocommit() as conn:
        rows = store.select_days(
            conn, caller().user_id, before=query.after or date.max, most=query.limit + 1
        )

    days = [
        UsedDayOut(
            local_date=day, amounts={NrtProduct(each.product): each.amount for each in those}
        )
        for day, those in groupby(rows, key=lambda row: row.local_date)
    ]
    shown, following = cut(days, query.limit, lambda day: day.local_date)
    return reply(UsedDays(items=list(shown), next=following))
