"""Cases in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.crisis.models import (
    CrisisCase,
    CrisisLevel,
    CrisisOutcome,
    CrisisSource,
)
from services.user_cessation.paging import Place
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def insert_case(
    conn: Connection,
    case_id: UUID,
    user_id: UUID,
    *,
    level: CrisisLevel,
    source: CrisisSource,
    source_id: UUID,
    opened_by: UUID | None,
    now: datetime,
    due_at: datetime | None,
) -> CrisisCase | None:
    """Open a case; None where there is one about this already, or nobody by that id."""
    with conn.cursor(row_factory=class_row(CrisisCase)) as cursor:
        return cursor.execute(
            """
            INSERT INTO safety.cases
                   (case_id, user_id, level, source, source_id, opened_by, opened_at, due_at)
            SELECT %(case_id)s, user_id, %(level)s, %(source)s, %(source_id)s, %(opened_by)s,
                   %(now)s, %(due_at)s
              FROM account.people
             WHERE user_id = %(user_id)s
                ON CONFLICT (source, source_id) DO NOTHING
            RETURNING case_id, user_id, level, source, source_id, opened_by, opened_at, due_at,
                      overdue_at, handler_id, claimed_at, answered_at, closed_at, closed_by,
                      outcome
            """,
            {
                "case_id": case_id,
                "user_id": user_id,
                "level": level,
                "source": source,
                "source_id": source_id,
                "opened_by": opened_by,
                "now": now,
                "due_at": due_at,
            },
        ).fetchone()


def update_graver(
    conn: Connection, source: CrisisSource, source_id: UUID, level: CrisisLevel
) -> CrisisCase | None:
    """Take an open case more seriously; None where it is as grave already, or closed."""
    with conn.cursor(row_factory=class_row(CrisisCase)) as cursor:
        return cursor.execute(
            """
            UPDATE safety.cases
               SET level = %(level)s
             WHERE source = %(source)s
               AND source_id = %(source_id)s
               AND closed_at IS NULL
               AND array_position('{info,urgent,imminent}'::text[], level)
                   < array_position('{info,urgent,imminent}'::text[], %(level)s)
            RETURNING case_id, user_id, level, source, source_id, opened_by, opened_at, due_at,
                      overdue_at, handler_id, claimed_at, answered_at, closed_at, closed_by,
                      outcome
            """,
            {"source": source, "source_id": source_id, "level": level},
        ).fetchone()


def select_case(conn: Connection, case_id: UUID) -> CrisisCase | None:
    with conn.cursor(row_factory=class_row(CrisisCase)) as cursor:
        return cursor.execute(
            """
            SELECT case_id, user_id, level, source, source_id, opened_by, opened_at, due_at,
                   overdue_at, handler_id, claimed_at, answered_at, closed_at, closed_by, outcome
              FROM safety.cases
             WHERE case_id = %(case_id)s
            """,
            {"case_id": case_id},
        ).fetchone()


def select_case_of(conn: Connection, source: CrisisSource, source_id: UUID) -> CrisisCase | None:
    with conn.cursor(row_factory=class_row(CrisisCase)) as cursor:
        return cursor.execute(
            """
            SELECT case_id, user_id, level, source, source_id, opened_by, opened_at, due_at,
                   overdue_at, handler_id, claimed_at, answered_at, closed_at, closed_by,
                   outcome
              FROM safety.cases
             WHERE source = %(source)s
               AND source_id = %(source_id)s
            """,
            {"source": source, "source_id": source_id},
        ).fetchone()


def select_open(conn: Connection, *, after: Place | None, most: int) -> list[CrisisCase]:
    """What waits, the longest first."""
    with conn.cursor(row_factory=class_row(CrisisCase)) as cursor:
        return cursor.execute(
            """
            SELECT case_id, user_id, level, source, source_id, opened_by, opened_at, due_at,
                   overdue_at, handler_id, claimed_at, answered_at, closed_at, closed_by,
                   outcome
              FROM safety.cases
             WHERE closed_at IS NULL
               AND (%(at)s::timestamptz IS NULL OR (opened_at, case_id) > (%(at)s, %(id)s))
             ORDER BY opened_at, case_id
             LIMIT %(most)s
            """,
            {"at": after and after.at, "id": after and after.id, "most": most},
        ).fetchall()


def select_closed(conn: Connection, *, after: Place, most: int) -> list[CrisisCase]:
    """What is over, newest first."""
    with conn.cursor(row_factory=class_row(CrisisCase)) as cursor:
        return cursor.execute(
            """
            SELECT case_id, user_id, level, source, source_id, opened_by, opened_at, due_at,
                   overdue_at, handler_id, claimed_at, answered_at, closed_at, closed_by,
                   outcome
              FROM safety.cases
             WHERE closed_at IS NOT NULL
               AND (opened_at, case_id) < (%(at)s, %(id)s)
             ORDER BY opened_at DESC, case_id DESC
             LIMIT %(most)s
            """,
            {"at": after.at, "id": after.id, "most": most},
        ).fetchall()


def update_claimed(
    conn: Connection, case_id: UUID, handler: UserId, now: datetime
) -> CrisisCase | None:
    """Take a case on, if nobody has, or whoever did let the person wait too long."""
    with conn.cursor(row_factory=class_row(CrisisCase)) as cursor:
        return cursor.execute(
            """
            UPDATE safety.cases
               SET handler_id = %(handler)s,
                   claimed_at = CASE WHEN handler_id IS NOT DISTINCT FROM %(handler)s
                                     THEN claimed_at ELSE %(now)s END
             WHERE case_id = %(case_id)s
               AND closed_at IS NULL
               AND (coalesce(handler_id, %(handler)s) = %(handler)s
                    OR (answered_at IS NULL AND due_at < %(now)s))
            RETURNING case_id, user_id, level, source, source_id, opened_by, opened_at, due_at,
                      overdue_at, handler_id, claimed_at, answered_at, closed_at, closed_by,
                      outcome
            """,
            {"case_id": case_id, "handler": handler, "now": now},
        ).fetchone()


def update_answered(
    conn: Connection, case_id: UUID, handler: UserId, now: datetime
) -> CrisisCase | None:
    """Note that the handler answers; None when it is not theirs, or over."""
    with conn.cursor(row_factory=class_row(CrisisCase)) as cursor:
        return cursor.execute(
            """
            UPDATE safety.cases
               SET answered_at = coalesce(answered_at, %(now)s)
             WHERE case_id = %(case_id)s
               AND handler_id = %(handler)s
               AND closed_at IS NULL
            RETURNING case_id, user_id, level, source, source_id, opened_by, opened_at, due_at,
                      overdue_at, handler_id, claimed_at, answered_at, closed_at, closed_by,
                      outcome
            """,
            {"case_id": case_id, "handler": handler, "now": now},
        ).fetchone()


def update_closed(
    conn: Connection, case_id: UUID, closer: UserId, outcome: CrisisOutcome, now: datetime
) -> CrisisCase | None:
    """Close a case somebody else has handled and answered; a false alarm needs no answer."""
    with conn.cursor(row_factory=class_row(CrisisCase)) as cursor:
        return cursor.execute(
            """
            UPDATE safety.cases
               SET closed_at = %(now)s, closed_by = %(closer)s, outcome = %(outcome)s
             WHERE case_id = %(case_id)s
               AND closed_at IS NULL
               AND handler_id <> %(closer)s
               AND (answered_at IS NOT NULL OR %(outcome)s = 'false_alarm')
            RETURNING case_id, user_id, level, source, source_id, opened_by, opened_at, due_at,
                      overdue_at, handler_id, claimed_at, answered_at, closed_at, closed_by,
                      outcome
            """,
            {"case_id": case_id, "closer": closer, "outcome": outcome, "now": now},
        ).fetchone()


def update_informed(conn: Connection, case_id: UUID, now: datetime) -> CrisisCase:
    """Close a case in which offering help was all there was to do."""
    with conn.cursor(row_factory=class_row(CrisisCase)) as cursor:
        return cursor.execute(
            """
            UPDATE safety.cases
               SET closed_at = %(now)s, outcome = 'informed'
             WHERE case_id = %(case_id)s
            RETURNING case_id, user_id, level, source, source_id, opened_by, opened_at, due_at,
                      overdue_at, handler_id, claimed_at, answered_at, closed_at, closed_by,
                      outcome
            """,
            {"case_id": case_id, "now": now},
        ).fetchall()[0]


def update_overdue(conn: Connection, now: datetime) -> list[CrisisCase]:
    """Mark every case nobody has answered in time, once."""
    with conn.cursor(row_factory=class_row(CrisisCase)) as cursor:
        return cursor.execute(
            """
            UPDATE safety.cases
               SET overdue_at = %(now)s
             WHERE closed_at IS NULL
               AND answered_at IS NULL
               AND overdue_at IS NULL
               AND due_at <= %(now)s
            RETURNING case_id, user_id, level, source, source_id, opened_by, opened_at, due_at,
                      overdue_at, handler_id, claimed_at, answered_at, closed_at, closed_by,
                      outcome
            """,
            {"now": now},
        ).fetchall()
