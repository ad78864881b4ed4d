"""HTTP for what a member is reminded of."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit, transaction
from services.user_cessation.reminders import actions, store
from services.user_cessation.reminders.models import (
    Reminder,
    ReminderIn,
    ReminderOut,
    ReminderPath,
    Reminders,
)
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

reminders = APIBlueprint(
    "reminders",
    __name__,
    url_prefix=f"{PREFIX}/reminders",
    abp_tags=[Tag(name="reminders")],
    abp_security=[{"bearer": []}],
)
reminders.before_request(require_user)


@reminders.get("", responses={HTTPStatus.OK: Reminders})
def list_reminders() -> Response:
    """What I am reminded of, at which time of my day, and when next."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        rows = actions.read_reminders(conn, caller().user_id, now=now)

    return reply(_shown(rows))


@reminders.put("/<kind>", responses={HTTPStatus.OK: Reminders})
def change_reminder(path: ReminderPath, body: ReminderIn) -> Response:
    """Switch one on or off, or move it; it holds from this moment."""
    now = datetime.now(UTC)

    with transaction() as conn:
        store.upsert_setting(conn, caller().user_id, path.kind, body)
        rows = actions.read_reminders(conn, caller().user_id, now=now)

    return reply(_shown(rows))


def _shown(rows: list[Reminder]) -> Reminders:
    return Reminders(
        items=[
            ReminderOut(
                kind=row.kind,
                enabled=row.enabled,
                local_time=row.local_time.strftime("%H:%M"),
                weekday=row.weekday,
                next_at=row.next_at,
            )
            for row in rows
        ]
    )
