"""Writing down what a meeting was about, and reading it."""

from datetime import datetime
from uuid import UUID

from services.user_cessation import audit
from services.user_cessation.session_notes import rules, store
from services.user_cessation.session_notes.models import AddendumIn, Meeting, Note, NoteIn, NoteKind
from shared.models.ids import UserId, uuid7
from shared.models.problem import NotFound, PreconditionFailed
from shared.postgres.pool import Connection


def read_notes(
    conn: Connection, user_id: UserId, appointment_id: UUID, *, request_id: str
) -> list[Note]:
    """What somebody may read of a meeting; a coach's look is on the member's record."""
    found = store.select_notes(conn, user_id, appointment_id)
    if found is None:
        raise NotFound
    member_id, notes = found
    if user_id != member_id:
        audit.append(conn, audit.Entry("session_notes.read", user_id, member_id, request_id))
    return notes


def write_note(
    conn: Connection,
    coach_id: UserId,
    appointment_id: UUID,
    kind: NoteKind,
    new: NoteIn,
    *,
    version: int | None,
    now: datetime,
    request_id: str,
) -> tuple[Note, bool]:
    """The note as stored, and whether it is new."""
    meeting = _hold(conn, coach_id, appointment_id)
    rules.check_note(new, meeting.kind)
    before = _find(conn, coach_id, appointment_id, kind)
    if version is not None and version != (before.version if before else None):
        raise PreconditionFailed
    if before is None:
        store.insert_note(conn, appointment_id, kind, new, note_id=uuid7(), now=now)
    else:
        rules.check_open(before.written_at, now)
        store.update_note(conn, before.note_id, new)
    _record(conn, "session_note.written", coach_id, meeting, kind, request_id)
    return _need(conn, coach_id, appointment_id, kind), before is None


def add_to_note(
    conn: Connection,
    coach_id: UserId,
    appointment_id: UUID,
    kind: NoteKind,
    new: AddendumIn,
    *,
    now: datetime,
    request_id: str,
) -> tuple[Note, bool]:
    """The note with what was added, and whether that is new."""
    meeting = _hold(conn, coach_id, appointment_id)
    note = _need(conn, coach_id, appointment_id, kind)
    is_new = store.insert_addendum(
        conn, note.note_id, addendum_id=uuid7(), client_id=new.client_id, text=new.text, now=now
    )
    if is_new:
        _record(conn, "session_note.added_to", coach_id, meeting, kind, request_id)
    return _need(conn, coach_id, appointment_id, kind), is_new


def _hold(conn: Connection, coach_id: UserId, appointment_id: UUID) -> Meeting:
    meeting = store.lock_meeting(conn, coach_id, appointment_id)
    if meeting is None:
        raise NotFound
    return meeting


def _find(conn: Connection, coach_id: UserId, appointment_id: UUID, kind: NoteKind) -> Note | None:
    found = store.select_notes(conn, coach_id, appointment_id)
    return next((note for note in found[1] if note.kind == kind), None) if found else None


def _need(conn: Connection, coach_id: UserId, appointment_id: UUID, kind: NoteKind) -> Note:
    note = _find(conn, coach_id, appointment_id, kind)
    if note is None:
        raise NotFound
    return note


def _record(
    conn: Connection,
    action: str,
    coach_id: UserId,
    meeting: Meeting,
    kind: NoteKind,
    request_id: str,
) -> None:
    detail = {"kind": str(kind)}
    audit.append(conn, audit.Entry(action, coach_id, meeting.member_id, request_id, detail))
