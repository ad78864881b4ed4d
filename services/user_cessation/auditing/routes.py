"""HTTP for administrators who review what was done here, by whom, to whom and from where."""

from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation import audit
from services.user_cessation.accesslog.store import select_present
from services.user_cessation.auditing import store
from services.user_cessation.auditing.models import (
    CheckOut,
    Checks,
    ChecksPage,
    Record,
    RecordAsked,
    Recorded,
    RecordedOut,
)
from services.user_cessation.db import autocommit, transaction
from services.user_cessation.paging import NEWEST, Place, cut
from shared.auth.guard import caller, require_role
from shared.auth.roles import Role
from shared.web import PREFIX, reply

auditing = APIBlueprint(
    "auditing",
    __name__,
    url_prefix=f"{PREFIX}/admin/audit-log",
    abp_tags=[Tag(name="administration")],
    abp_security=[{"bearer": []}],
)
auditing.before_request(require_role(Role.ADMIN))


@auditing.get("", responses={HTTPStatus.OK: Record})
def review(query: RecordAsked) -> Response:
    """What was done and what was refused, newest first.

    Looking is on the record of whom it was asked about, and of everyone it shows something about.
    """
    with transaction() as conn:
        rows = store.select_recorded(conn, query, most=query.limit + 1)
        shown, following = cut(rows, query.limit, lambda row: Place(row.happened_at, row.audit_id))
        by = caller().user_id
        named = {row.subject_id for row in shown} | {query.subject_id}
        present = select_present(conn, [person for person in named if person])
        asked_about = query.subject_id if query.subject_id in present else None
        audit.append_listed(conn, "audit_log.read", by, present - {asked_about}, g.request_id)
        if asked_about:
            audit.append(conn, audit.Entry("audit_log.reviewed", by, asked_about, g.request_id))
    return reply(Record(items=[_shown(row) for row in shown], next=following))


@auditing.get("/checks", responses={HTTPStatus.OK: Checks})
def list_checks(query: ChecksPage) -> Response:
    """Whether the chains hold: what each daily check of them found, newest first."""
    with autocommit() as conn:
        rows = store.select_checks(conn, after=query.after or NEWEST, most=query.limit + 1)

    shown, following = cut(rows, query.limit, lambda row: Place(row.finished_at, row.check_id))
    items = [CheckOut.model_validate(row, from_attributes=True) for row in shown]
    return reply(Checks(items=items, next=following))


def _shown(row: Recorded) -> RecordedOut:
    return RecordedOut(
        audit_id=row.audit_id,
        at=row.happened_at,
        action=row.action,
        outcome=row.outcome,
        actor_id=row.actor_id,
        subject_id=row.subject_id,
        origin=row.origin,
        request_id=row.request_id,
        detail=row.detail,
        chain_id=row.chain_id,
        place=row.place,
    )
