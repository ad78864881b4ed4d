"""HTTP for notes on meetings."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import transaction
from services.user_cessation.etag import etag, expected_version
from services.user_cessation.session_notes import actions, rules
from services.user_cessation.session_notes.models import (
    AddendumIn,
    NoteIn,
    NoteOut,
    NotePath,
    Notes,
    NotesPath,
)
from shared.auth.guard import caller, require_role, require_user
from shared.auth.roles import Role
from shared.web import PREFIX, reply

session_notes = APIBlueprint(
    "session_notes",
    __name__,
    url_prefix=f"{PREFIX}/coaching/appointments/<uuid:appointment_id>/notes",
    abp_tags=[Tag(name="appointments")],
    abp_security=[{"bearer": []}],
)
session_notes.before_request(require_user)

note_taking = APIBlueprint(
    "note_taking",
    __name__,
    url_prefix=f"{PREFIX}/coaching/appointments/<uuid:appointment_id>/notes/<note_kind>",
    abp_tags=[Tag(name="appointments")],
    abp_security=[{"bearer": []}],
)
note_taking.before_request(require_role(Role.COACH))


@session_notes.get("", responses={HTTPStatus.OK: Notes})
def read_notes(path: NotesPath) -> Response:
    """What was written down of a meeting of mine: the summary, and as its coach my own note."""
    with transaction() as conn:
        notes = actions.read_notes(
            conn, caller().user_id, path.appointment_id, request_id=g.request_id
        )

    return reply(Notes(items=[rules.shown(note) for note in notes]))


@note_taking.put("", responses={HTTPStatus.CREATED: NoteOut, HTTPStatus.OK: NoteOut})
def write_note(path: NotePath, body: NoteIn) -> Response:
    """Write a note, or write it again within a day; with `If-Match`, only if nobody did since."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        note, is_new = actions.write_note(
            conn,
            caller().user_id,
            path.appointment_id,
            path.note_kind,
            body,
            version=version,
            now=now,
            request_id=g.request_id,
        )

    status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return reply(rules.shown(note), status, ETag=etag(note.version))


@note_taking.post("/addenda", responses={HTTPStatus.CREATED: NoteOut, HTTPStatus.OK: NoteOut})
def add_to_note(path: NotePath, body: AddendumIn) -> Response:
    """Add to a note; sent again with the same client id, it is added once."""
    now = datetime.now(UTC)

    with transaction() as conn:
        note, is_new = actions.add_to_note(
            conn,
            caller().user_id,
            path.appointment_id,
            path.note_kind,
            body,
            now=now,
            request_id=g.request_id,
        )

    status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return reply(rules.shown(note), status, ETag=etag(note.version))
