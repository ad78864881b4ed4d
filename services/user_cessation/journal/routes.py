"""HTTP for the journal."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.etag import etag, expected_version
from services.user_cessation.journal import actions, store
from services.user_cessation.journal.models import (
    Entry,
    EntryChanges,
    EntryIn,
    EntryOut,
    EntryPath,
    Journal,
    JournalOwner,
    JournalPage,
)
from services.user_cessation.paging import NEWEST, Place, cut
from shared.auth.guard import caller, require_role, require_user
from shared.auth.roles import Role
from shared.models.problem import NotFound
from shared.web import PREFIX, no_content, reply

TAGS = [Tag(name="journal")]

journal = APIBlueprint(
    "journal",
    __name__,
    url_prefix=f"{PREFIX}/journal",
    abp_tags=TAGS,
    abp_security=[{"bearer": []}],
)
journal.before_request(require_user)

shared_journal = APIBlueprint(
    "shared_journal",
    __name__,
    url_prefix=f"{PREFIX}/coaching/members/<uuid:member_id>/journal",
    abp_tags=TAGS,
    abp_security=[{"bearer": []}],
)
shared_journal.before_request(require_role(Role.COACH))


@journal.post("", responses={HTTPStatus.CREATED: EntryOut, HTTPStatus.OK: EntryOut})
def write_entry(body: EntryIn) -> Response:
    """Write about a day; nobody else reads it unless I share it."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        entry, is_new = actions.write_entry(conn, caller().user_id, body, now=now)

    return _reply(entry, HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@journal.get("", responses={HTTPStatus.OK: Journal})
def list_entries(query: JournalPage) -> Response:
    """What I wrote, the latest first."""
    with autocommit() as conn:
        rows = store.select_entries(
            conn, caller().user_id, after=query.after or NEWEST, most=query.limit + 1
        )

    shown, following = cut(rows, query.limit, lambda row: Place(row.written_at, row.entry_id))
    return reply(Journal(items=[_shown(row) for row in shown], next=following))


@journal.get("/<uuid:entry_id>", responses={HTTPStatus.OK: EntryOut})
def read_entry(path: EntryPath) -> Response:
    """One entry."""
    with autocommit() as conn:
        entry = store.select_entry(conn, caller().user_id, path.entry_id)
    if entry is None:
        raise NotFound

    return _reply(entry, HTTPStatus.OK)


@journal.put("/<uuid:entry_id>", responses={HTTPStatus.OK: EntryOut})
def change_entry(path: EntryPath, body: EntryChanges) -> Response:
    """Change an entry; with `If-Match`, only the version I read."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        entry = actions.change_entry(
            conn, caller().user_id, path.entry_id, body, version=expected_version(), now=now
        )

    return _reply(entry, HTTPStatus.OK)


@journal.delete("/<uuid:entry_id>", responses={HTTPStatus.NO_CONTENT: None})
def delete_entry(path: EntryPath) -> Response:
    """Take an entry out, for good."""
    with autocommit() as conn:
        deleted = store.delete_entry(conn, caller().user_id, path.entry_id)
    if not deleted:
        raise NotFound

    return no_content()


@shared_journal.get("", responses={HTTPStatus.OK: Journal})
def read_shared_journal(path: JournalOwner, query: JournalPage) -> Response:
    """What someone I coach shares of their journal with me; they can see that I looked."""
    with autocommit() as conn:
        rows = actions.look_into_journal(
            conn,
            caller().user_id,
            path.member_id,
            after=query.after or NEWEST,
            most=query.limit + 1,
            request_id=g.request_id,
        )

    shown, following = cut(rows, query.limit, lambda row: Place(row.written_at, row.entry_id))
    return reply(Journal(items=[_shown(row) for row in shown], next=following))


def _reply(entry: Entry, status: HTTPStatus) -> Response:
    return reply(_shown(entry), status, ETag=etag(entry.version))


def _shown(entry: Entry) -> EntryOut:
    return EntryOut.model_validate(entry, from_attributes=True)
