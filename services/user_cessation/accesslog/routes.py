"""HTTP for whoever wants to know who looked at their record."""

from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.accesslog import rules, store
from services.user_cessation.accesslog.models import AccessLog, AccessOut, AccessPage
from services.user_cessation.db import autocommit
from services.user_cessation.paging import NEWEST, Place, cut
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

accesslog = APIBlueprint(
    "accesslog",
    __name__,
    url_prefix=f"{PREFIX}/privacy/access-log",
    abp_tags=[Tag(name="privacy")],
    abp_security=[{"bearer": []}],
)
accesslog.before_request(require_user)


@accesslog.get("", responses={HTTPStatus.OK: AccessLog})
def list_accesses(query: AccessPage) -> Response:
    """Everyone else who read or changed something about me, newest first."""
    with autocommit() as conn:
        rows = store.select_accesses(
            conn, caller().user_id, after=query.after or NEWEST, most=query.limit + 1
        )

    shown, following = cut(rows, query.limit, lambda row: Place(row.happened_at, row.audit_id))
    items = [
        AccessOut(
            access_id=row.audit_id,
            at=row.happened_at,
            action=row.action,
            purpose=rules.purpose_of(row.action),
            role=row.role,
            name=rules.name_of(row),
            reason=row.reason,
        )
        for row in shown
    ]
    return reply(AccessLog(items=items, next=following))
