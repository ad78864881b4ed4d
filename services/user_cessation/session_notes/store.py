"""Notes in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row
from pydantic import TypeAdapter

from services.user_cessation.session_notes.models import Meeting, Note, NoteIn, NoteKind
from shared.models.ids import UserId
from shared.postgres.pool import Connection

_notes = TypeAdapter(list[Note])


def lock_meeting(conn: Connection, coach_id: UserId, appointment_id: UUID) -> Meeting | None:
    """A meeting with somebody the coach still looks after; its notes wait for the transaction."""
    with conn.cursor(row_factory=class_row(Meeting)) as cursor:
        return cursor.execute(
            """
            SELECT appointments.appointment_id, appointments.member_id, appointments.kind
              FROM coaching.appointments
              JOIN coaching.assignments USING (member_id, coach_id)
             WHERE appointments.appointment_id = %(appointment_id)s
               AND appointments.coach_id = %(coach_id)s
               AND assignments.ended_at IS NULL
               FOR NO KEY UPDATE OF appointments
            """,
            {"appointment_id": appointment_id, "coach_id": coach_id},
        ).fetchone()


def select_notes(
    conn: Connection, user_id: UserId, appointment_id: UUID
) -> tuple[UUID, list[Note]] | None:
    """The member and the notes somebody may read; None where the meeting is not theirs.

    A member reads what is shared. The private note is for the coach who wrote it, while they look
    after that member, and for nobody else.
    """
    row = conn.execute(
        """
        SELECT appointments.member_id,
               (SELECT coalesce(json_agg(note ORDER BY note.kind DESC), '[]')
                  FROM (SELECT notes.note_id, notes.kind, notes.text, notes.covered,
                               notes.version, notes.written_at,
                               (SELECT coalesce(json_agg(added ORDER BY added.addendum_id), '[]')
                                  FROM (SELECT addendum_id, client_id, text, written_at
                                          FROM coaching.addenda
                                         WHERE addenda.note_id = notes.note_id) AS added
                               ) AS addenda
                          FROM coaching.session_notes AS notes
                         WHERE notes.appointment_id = appointments.appointment_id
                           AND (notes.kind = 'shared'
                                OR appointments.coach_id = %(user_id)s)) AS note)::text
          FROM coaching.own_appointments AS own
          JOIN coaching.appointments USING (appointment_id)
         WHERE own.user_id = %(user_id)s
           AND own.appointment_id = %(appointment_id)s
        """,
        {"user_id": user_id, "appointment_id": appointment_id},
    ).fetchone()
    return (row[0], _notes.validate_json(row[1])) if row else None


def insert_note(
    conn: Connection,
    appointment_id: UUID,
    kind: NoteKind,
    new: NoteIn,
    *,
    note_id: UUID,
    now: datetime,
) -> None:
    conn.execute(
        """
        INSERT INTO coaching.session_notes
               (note_id, appointment_id, kind, text, covered, written_at)
        VALUES (%(note_id)s, %(appointment_id)s, %(kind)s, %(text)s, %(covered)s, %(now)s)
        """,
        {
            "note_id": note_id,
            "appointment_id": appointment_id,
            "kind": kind,
            "now": now,
            **new.model_dump(),
        },
    )


def update_note(conn: Connection, note_id: UUID, new: NoteIn) -> None:
    conn.execute(
        """
        UPDATE coaching.session_notes
           SET text = %(text)s,
               covered = %(covered)s,
               version = version + 1
         WHERE note_id = %(note_id)s
        """,
        {"note_id": note_id, **new.model_dump()},
    )


def insert_addendum(
    conn: Connection,
    note_id: UUID,
    *,
    addendum_id: UUID,
    client_id: UUID,
    text: str,
    now: datetime,
) -> bool:
    """Add to a note, unless the client id is taken."""
    return (
        conn.execute(
            """
            INSERT INTO coaching.addenda (addendum_id, note_id, client_id, text, written_at)
            VALUES (%(addendum_id)s, %(note_id)s, %(client_id)s, %(text)s, %(now)s)
                ON CONFLICT DO NOTHING
            """,
            {
                "addendum_id": addendum_id,
                "note_id": note_id,
                "client_id": client_id,
                "text": text,
                "now": now,
            },
        ).rowcount
        == 1
    )
