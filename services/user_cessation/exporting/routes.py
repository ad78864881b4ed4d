"""HTTP for copies of everything about me."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit, transaction
from services.user_cessation.exporting import actions, rules, store
from services.user_cessation.exporting.models import ExportLink, ExportOut, ExportPath, Exports
from shared import exports
from shared.auth.guard import caller, require_user
from shared.shelf import shelf
from shared.web import PREFIX, reply

exporting = APIBlueprint(
    "exporting",
    __name__,
    url_prefix=f"{PREFIX}/privacy/exports",
    abp_tags=[Tag(name="privacy")],
    abp_security=[{"bearer": []}],
)
exporting.before_request(require_user)

MOST = 20


@exporting.post("", responses={HTTPStatus.ACCEPTED: ExportOut})
def request_export() -> Response:
    """Have a copy of everything about me made; I am told when it is there."""
    now = datetime.now(UTC)

    with transaction() as conn:
        export = actions.request(conn, caller(), now=now, request_id=g.request_id)

    return reply(rules.shown(export), HTTPStatus.ACCEPTED)


@exporting.get("", responses={HTTPStatus.OK: Exports})
def list_exports() -> Response:
    """My copies, the newest first."""
    with autocommit() as conn:
        found = store.select_exports(conn, caller().user_id, most=MOST)

    return reply(Exports(items=[rules.shown(export) for export in found]))


@exporting.post("/<uuid:export_id>/link", responses={HTTPStatus.OK: ExportLink})
def link_export(path: ExportPath) -> Response:
    """An address that saves my copy, for a quarter of an hour."""
    now = datetime.now(UTC)

    with transaction() as conn:
        export = actions.fetch(conn, caller(), path.export_id, now=now, request_id=g.request_id)

    url = shelf().link(
        exports.archive_key(export.export_id), name=rules.NAME, lifetime=rules.LINK_LIFETIME
    )
    return reply(ExportLink(url=url, expires_at=now + rules.LINK_LIFETIME))
