"""The very statements our stores send, for peers to send as well, and what they stand for."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from services.user_cessation.checkins import store as checkins
from services.user_cessation.checkins.models import CheckInIn
from services.user_cessation.progress import store as progress
from shared.models.events import CheckInRecorded
from shared.models.ids import UserId
from shared.postgres.pool import Connection
from shared.postgres.standing import standing_of

TYPES = {
    **dict.fromkeys(("user_id", "check_in_id", "client_id", "event_id"), "uuid"),
    **dict.fromkeys(("mood", "craving"), "smallint"),
    **dict.fromkeys(("note", "event_type", "event", "session"), "text"),
    **dict.fromkeys(("local_date", "today"), "date"),
    "look_back": "integer",
    "now": "timestamptz",
    "smoke_free": "boolean",
}
"""What Node's driver does not say of a value, and ours does."""

USUAL_CHECK_IN = {
    "member": """
        SELECT (%(now)s AT TIME ZONE profiles.time_zone)::date AS today, shared.coach_id
          FROM cessation.profiles
          LEFT JOIN coaching.shared_progress AS shared ON shared.member_id = profiles.user_id
         WHERE profiles.user_id = %(user_id)s
        """,
    "insert": """
        INSERT INTO cessation.check_ins
               (check_in_id, user_id, client_id, local_date, smoke_free, mood, craving, note,
                recorded_at)
        VALUES (%(check_in_id)s, %(user_id)s, %(client_id)s, coalesce(%(local_date)s, %(today)s),
                %(smoke_free)s, %(mood)s, %(craving)s, %(note)s, %(now)s)
            ON CONFLICT DO NOTHING
        RETURNING local_date
        """,
    "announce": """
        INSERT INTO messaging.outbox (event_id, type, payload)
        VALUES (%(event_id)s, %(event_type)s, %(event)s::jsonb)
        """,
}
"""A check-in as it is usually written, between BEGIN and COMMIT; the same rows come of it."""

_SUMMARY = "LEFT JOIN cessation.summaries USING (user_id)"
_ADDED_UP = """
    CROSS JOIN LATERAL (
        SELECT count(*) AS check_ins_total, max(local_date) AS last_check_in
          FROM cessation.check_ins WHERE user_id = %(user_id)s) AS checked_in
    CROSS JOIN LATERAL (
        SELECT count(*) AS urges_passed
          FROM cessation.cravings WHERE user_id = %(user_id)s AND NOT smoked) AS urges
    CROSS JOIN LATERAL (
        SELECT count(*) AS slips_total, sum(cigarettes) AS cigarettes, 0 AS slips_cost,
               max(smoked_at) AS last_slip_at,
               array_agg(DISTINCT local_date) FILTER (WHERE local_date IS NOT NULL) AS smoked_days
          FROM cessation.slips WHERE user_id = %(user_id)s) AS slipped
    CROSS JOIN LATERAL (
        SELECT checked_in.*, urges.*, slipped.*) AS summaries
    """


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


@contextmanager
def _lent(recorder: _Recorder) -> Iterator[Connection]:
    yield cast("Connection", recorder)


def recorded() -> dict[str, str]:
    """Each statement by its name, with values named `%(so)s`: ours, and the usual ones."""
    somebody, now = UserId(uuid.uuid4()), datetime.now(UTC)
    read, write, look = _Recorder(), _Recorder(), _Recorder()
    standing_of(lambda: _lent(look))(somebody, "")
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
    if _SUMMARY not in read.statement:
        raise RuntimeError("the dashboard is no longer read from a summary")
    return {
        "standing": look.statement,
        "dashboard": read.statement,
        "check_in": write.statement,
        "usual_dashboard": read.statement.replace(_SUMMARY, _ADDED_UP),
        **{f"usual_{name}": text for name, text in USUAL_CHECK_IN.items()},
    }


def for_node(statement: str) -> dict[str, Any]:
    """The statement with values numbered, and their names in that order."""
    names: list[str] = []

    def number(match: re.Match[str]) -> str:
        if match[1] not in names:
            names.append(match[1])
        return f"${names.index(match[1]) + 1}::{TYPES[match[1]]}"

    return {"text": re.sub(r"%\((\w+)\)s", number, statement), "names": names}
