"""The very statements our stores send, for peers to send as well."""

import re
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from services.user_cessation.checkins import store as checkins
from services.user_cessation.checkins.models import CheckInIn
from services.user_cessation.progress import store as progress
from shared.models.events import CheckInRecorded
from shared.models.ids import UserId
from shared.postgres.pool import Connection

TYPES = {
    **dict.fromkeys(("user_id", "check_in_id", "client_id", "event_id"), "uuid"),
    **dict.fromkeys(("mood", "craving"), "smallint"),
    **dict.fromkeys(("note", "event_type", "event"), "text"),
    "local_date": "date",
    "look_back": "integer",
    "now": "timestamptz",
    "smoke_free": "boolean",
}
"""What Node's driver does not say of a value, and ours does."""


class _Recorder:
    """A connection that keeps what it is asked to execute, and has no rows."""

    statement = ""

    def cursor(self, **_: Any) -> "_Recorder":
        return self

    def __enter__(self) -> "_Recorder":
        return self

    def __exit__(self, *_: object) -> None: ...

    def execute(self, statement: str, _: Any) -> "_Recorder":
        self.statement = statement
        return self

    def fetchone(self) -> None:
        return None


def recorded() -> dict[str, str]:
    """The statement of a dashboard read and of a check-in, with values named `%(so)s`."""
    somebody, now = UserId(uuid.uuid4()), datetime.now(UTC)
    read, write = _Recorder(), _Recorder()
    progress.select_journey(cast("Connection", read), somebody)
    checkins.insert_check_in(
        cast("Connection", write),
        somebody,
        uuid.uuid4(),
        CheckInIn(client_id=uuid.uuid4(), smoke_free=True),
        CheckInRecorded(
            user_id=somebody,
            coach_id=None,
            check_in_id=uuid.uuid4(),
            local_date=now.date(),
            smoke_free=True,
        ),
        now=now,
        look_back=timedelta(days=7),
    )
    return {"dashboard": read.statement, "check_in": write.statement}


def for_node(statement: str) -> dict[str, Any]:
    """The statement with values numbered, and their names in that order."""
    names: list[str] = []

    def number(match: re.Match[str]) -> str:
        if match[1] not in names:
            names.append(match[1])
        return f"${names.index(match[1]) + 1}::{TYPES[match[1]]}"

    return {"text": re.sub(r"%\((\w+)\)s", number, statement), "names": names}
