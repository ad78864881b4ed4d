"""Until when a note may be changed, and what it may name.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from dataclasses import asdict
from datetime import datetime, timedelta

from services.user_cessation.appointments.models import Kind
from services.user_cessation.session_notes.models import Note, NoteIn, NoteOut
from services.user_cessation.session_templates.programme import PROGRAMME
from shared.models.problem import Conflict, Invalid

OPEN_FOR = timedelta(hours=24)
"""A note is signed a day after it was first written: what was thought then stays readable."""


def check_note(new: NoteIn, kind: Kind) -> None:
    known = {point.code for point in PROGRAMME[kind].points}
    if not known.issuperset(new.covered):
        raise Invalid(
            errors=[{"field": "covered", "message": "must be of this session's checklist"}]
        )


def check_open(written_at: datetime, now: datetime) -> None:
    if now >= written_at + OPEN_FOR:
        raise Conflict("This note is closed; add to it instead.", code="note_closed")


def shown(note: Note) -> NoteOut:
    return NoteOut.model_validate({**asdict(note), "closes_at": note.written_at + OPEN_FOR})
