"""Sessions with many in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row, scalar_row

from services.user_cessation.group_sessions.models import GroupSession, Held
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_sessions(
    conn: Connection,
    user_id: UserId,
    *,
    now: datetime,
    after: UUID,
    most: int,
    session_id: UUID | None = None,
    client_id: UUID | None = None,
) -> list[GroupSession]:
    """What is to come, as somebody sees it; with an id, that one; with a client id, their own."""
    with conn.cursor(row_factory=class_row(GroupSession)) as cursor:
        return cursor.execute(
            """
            SELECT sessions.session_id,
                   sessions.coach_id,
                   coach.display_name AS coach_name,
                   sessions.title,
                   sessions.language,
                   sessions.starts_at,
                   sessions.ends_at,
                   sessions.seats,
                   (SELECT count(*)
                      FROM coaching.seats
                     WHERE seats.session_id = sessions.session_id) AS people,
                   (SELECT nullif(count(*), 0)
                      FROM coaching.seats
                     WHERE seats.session_id = sessions.session_id
                       AND seats.place <= mine.place) AS position
              FROM coaching.group_sessions AS sessions
              JOIN account.people AS coach ON coach.user_id = sessions.coach_id
              LEFT JOIN coaching.seats AS mine ON mine.session_id = sessions.session_id
                                              AND mine.member_id = %(user_id)s
             WHERE sessions.cancelled_at IS NULL
               AND (sessions.ends_at > %(now)s OR %(client_id)s::uuid IS NOT NULL)
               AND (%(session_id)s::uuid IS NULL OR sessions.session_id = %(session_id)s)
               AND (%(client_id)s::uuid IS NULL
                    OR (sessions.client_id = %(client_id)s AND sessions.coach_id = %(user_id)s))
               AND sessions.session_id > %(after)s
             ORDER BY sessions.session_id
             LIMIT %(most)s
            """,
            {
                "user_id": user_id,
                "now": now,
                "session_id": session_id,
                "client_id": client_id,
                "after": after,
                "most": most,
            },
        ).fetchall()


def insert_session(
    conn: Connection,
    *,
    session_id: UUID,
    coach_id: UserId,
    client_id: UUID,
    title: str,
    language: str,
    starts_at: datetime,
    ends_at: datetime,
    seats: int,
    now: datetime,
) -> None:
    """Write a session and take the coach's time; raises `ExclusionViolation` if it is taken."""
    conn.execute(
        """
        WITH planned AS (
            INSERT INTO coaching.group_sessions
                   (session_id, coach_id, client_id, title, language, starts_at, ends_at, seats,
                    created_at)
            VALUES (%(session_id)s, %(coach_id)s, %(client_id)s, %(title)s, %(language)s,
                    %(starts_at)s, %(ends_at)s, %(seats)s, %(now)s)
            RETURNING session_id, coach_id, starts_at, ends_at
        )
        INSERT INTO coaching.commitments (person_id, as_coach, during, session_id)
        SELECT coach_id, true, tstzrange(starts_at, ends_at), session_id
          FROM planned
        """,
        {
            "session_id": session_id,
            "coach_id": coach_id,
            "client_id": client_id,
            "title": title,
            "language": language,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "seats": seats,
            "now": now,
        },
    )


def lock_session(conn: Connection, session_id: UUID, *, now: datetime) -> Held | None:
    """Let nobody else come or go until the transaction ends; None for what is not to come."""
    with conn.cursor(row_factory=class_row(Held)) as cursor:
        return cursor.execute(
            """
            SELECT session_id, coach_id, starts_at, ends_at, seats
              FROM coaching.group_sessions
             WHERE session_id = %(session_id)s
               AND cancelled_at IS NULL
               AND starts_at > %(now)s
               FOR NO KEY UPDATE
            """,
            {"session_id": session_id, "now": now},
        ).fetchone()


def insert_seat(
    conn: Connection, held: Held, member_id: UserId, seat_id: UUID, *, now: datetime
) -> None:
    """Come, once, and keep the time free; raises `ExclusionViolation` where it is not."""
    conn.execute(
        """
        WITH came AS (
            INSERT INTO coaching.seats (seat_id, session_id, member_id, joined_at)
            VALUES (%(seat_id)s, %(session_id)s, %(member_id)s, %(now)s)
                ON CONFLICT (session_id, member_id) DO NOTHING
            RETURNING seat_id, member_id
        )
        INSERT INTO coaching.commitments (person_id, as_coach, during, seat_id)
        SELECT member_id, false, tstzrange(%(starts_at)s, %(ends_at)s), seat_id
          FROM came
        """,
        {
            "seat_id": seat_id,
            "session_id": held.session_id,
            "member_id": member_id,
            "starts_at": held.starts_at,
            "ends_at": held.ends_at,
            "now": now,
        },
    )


def select_order(conn: Connection, session_id: UUID) -> list[UUID]:
    """Everybody, in the order they came."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            SELECT member_id
              FROM coaching.seats
             WHERE session_id = %(session_id)s
             ORDER BY place
            """,
            {"session_id": session_id},
        ).fetchall()


def delete_seat(conn: Connection, session_id: UUID, member_id: UserId) -> None:
    """Go; the time goes with the row."""
    conn.execute(
        """
        DELETE FROM coaching.seats
         WHERE session_id = %(session_id)s
           AND member_id = %(member_id)s
        """,
        {"session_id": session_id, "member_id": member_id},
    )


def update_cancelled(
    conn: Connection,
    coach_id: UUID,
    *,
    session_id: UUID | None,
    first: datetime,
    until: datetime,
    now: datetime,
) -> list[tuple[UUID, UUID, str, datetime]]:
    """Call off what has not begun; return who had a seat or waited, with what it was."""
    return conn.execute(
        """
        WITH cancelled AS (
            UPDATE coaching.group_sessions
               SET cancelled_at = %(now)s
             WHERE coach_id = %(coach_id)s
               AND (%(session_id)s::uuid IS NULL OR session_id = %(session_id)s)
               AND cancelled_at IS NULL
               AND starts_at > %(now)s
               AND starts_at < %(until)s
               AND ends_at > %(first)s
            RETURNING session_id, title, starts_at
        ), freed AS (
            DELETE FROM coaching.commitments
             WHERE session_id IN (SELECT session_id FROM cancelled)
                OR seat_id IN (SELECT seat_id
                                 FROM coaching.seats
                                 JOIN cancelled USING (session_id))
        )
        SELECT cancelled.session_id, seats.member_id, cancelled.title, cancelled.starts_at
          FROM cancelled
          LEFT JOIN coaching.seats USING (session_id)
         ORDER BY cancelled.starts_at, seats.place
        """,
        {
            "coach_id": coach_id,
            "session_id": session_id,
            "first": first,
            "until": until,
            "now": now,
        },
    ).fetchall()
