"""Achievements in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime

from pydantic import TypeAdapter

from services.user_cessation.achievements.models import Record
from shared.models.events import Event
from shared.models.ids import UserId
from shared.postgres import outbox
from shared.postgres.pool import Connection

_record = TypeAdapter(Record)


def select_record(conn: Connection, user_id: UserId) -> Record:
    """What a member did, and what they earned for it, in one round trip."""
    [(document,)] = conn.execute(
        """
        SELECT json_build_object(
               'slips_told', (SELECT coalesce(max(slips_told), 0)
                                FROM cessation.summaries
                               WHERE user_id = %(user_id)s),
               'times_back', (SELECT count(*)
                                FROM cessation.slips
                               WHERE slips.user_id = %(user_id)s
                                 AND EXISTS (SELECT
                                               FROM cessation.check_ins
                                              WHERE check_ins.user_id = slips.user_id
                                                AND check_ins.smoke_free
                                                AND check_ins.local_date > slips.local_date)),
               'missions', (SELECT count(DISTINCT code)
                              FROM cessation.missions_done
                             WHERE user_id = %(user_id)s),
               'lessons', (SELECT count(*)
                             FROM cessation.lessons_done
                            WHERE user_id = %(user_id)s),
               'earned', (SELECT coalesce(json_object_agg(code, earned_at), '{}')
                            FROM cessation.achievements
                           WHERE user_id = %(user_id)s))::text
        """,
        {"user_id": user_id},
    ).fetchall()
    return _record.validate_json(document)


def insert_achievement(
    conn: Connection, user_id: UserId, code: str, *, earned_at: datetime, event: Event
) -> None:
    """Award it and announce it, unless it was awarded before."""
    conn.execute(
        """
        WITH fresh AS (
            INSERT INTO cessation.achievements (user_id, code, earned_at)
            VALUES (%(user_id)s, %(code)s, %(earned_at)s)
                ON CONFLICT DO NOTHING
            RETURNING code
        )
        INSERT INTO messaging.outbox (event_id, type, payload)
        SELECT %(event_id)s, %(event_type)s, %(event)s
          FROM fresh
        """,
        {"user_id": user_id, "code": code, "earned_at": earned_at, **outbox.row(event)},
    )
