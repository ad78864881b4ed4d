"""What changed between two states of a part of a plan, and who may read what.

Pure: no clock, no database, no web.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.user_cessation.revisions.models import (
    FieldChange,
    PlanArea,
    Revision,
    RevisionOut,
    Turn,
    Value,
)

State = Mapping[str, Any]

PRIVATE = frozenset({PlanArea.REASONS})
"""Why somebody quits is theirs: a coach learns of it in a talk, not from a record."""


def difference(before: State | None, after: State | None) -> tuple[Turn, list[FieldChange]]:
    """The fields that differ, in the order they are named; None is a state without any."""
    former, latter = before or {}, after or {}
    names = list(dict.fromkeys([*former, *latter]))
    fields = [
        FieldChange(field=name, before=_plain(former.get(name)), after=_plain(latter.get(name)))
        for name in names
    ]
    turn: Turn = "added" if before is None else "removed" if after is None else "changed"
    return turn, [field for field in fields if field.before != field.after]


def shown_to_member(revision: Revision) -> RevisionOut:
    return _document(revision, revision.fields, withheld=False)


def shown_to_coach(revision: Revision) -> RevisionOut:
    """That a private part changed, but not what it says."""
    if revision.area not in PRIVATE:
        return shown_to_member(revision)
    named = [FieldChange(field=each.field, before=None, after=None) for each in revision.fields]
    return _document(revision, named, withheld=True)


def _document(revision: Revision, fields: Iterable[FieldChange], *, withheld: bool) -> RevisionOut:
    return RevisionOut(
        number=revision.number,
        area=revision.area,
        turn=revision.turn,
        subject_id=revision.subject_id,
        fields=list(fields),
        withheld=withheld,
        changed_at=revision.changed_at,
    )


def _plain(value: Any) -> Value:
    """As JSON has it."""
    match value:
        case None | bool() | int():
            return value
        case datetime() | date():
            return value.isoformat()
        case str() | UUID():
            return str(value)
    return [str(each) for each in value]
