"""From a suspicion to two people who agree that it is over. Every step is on the record."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid5

from services.user_cessation import audit
from services.user_cessation.crisis import calling, duty, file_store, rules, store
from services.user_cessation.crisis.models import (
    CrisisCase,
    CrisisLevel,
    CrisisOutcome,
    CrisisSource,
    NewCrisisCase,
    NewCrisisNote,
    NewCrisisReply,
)
from shared.auth.authenticator import Caller
from shared.models.events import ClockTicked, CrisisSuspected
from shared.models.ids import UserId, uuid7
from shared.models.notices import titled
from shared.models.problem import Conflict, NotFound
from shared.postgres.pool import Connection


def on_suspicion(conn: Connection, event: CrisisSuspected, now: datetime) -> None:
    """Call those on duty about what social-media heard; once more if it turns out graver."""
    request_id = event.request_id or str(event.event_id)
    case = _open(
        conn,
        event.user_id,
        level=event.level,
        source=event.source,
        source_id=event.source_id,
        opened_by=None,
        now=now,
        request_id=request_id,
    )
    if case is None and (
        graver := store.update_graver(conn, event.source, event.source_id, event.level)
    ):
        calling.call_staff(conn, graver, "crisis.case_opened", now, request_id, all_hands=False)


def open_by_staff(
    conn: Connection, caller: Caller, new: NewCrisisCase, *, now: datetime, request_id: str
) -> tuple[CrisisCase, bool]:
    """A case somebody of staff opens, and whether it is new. A coach: about whom they coach."""
    if not duty.is_their_coach(conn, caller.user_id, new.user_id):
        duty.require_duty(conn, caller, now)
    # Clients make up their ids by themselves, so they hold for one person alone.
    source_id = uuid5(caller.user_id, str(new.client_id))
    case = _open(
        conn,
        new.user_id,
        level=new.level,
        source="staff",
        source_id=source_id,
        opened_by=caller.user_id,
        now=now,
        request_id=request_id,
    )
    if case is None:
        known = store.select_case_of(conn, "staff", source_id)
        if known is None:
            raise NotFound
        return known, False
    if new.note:
        file_store.insert_note(conn, uuid7(), case.case_id, caller.user_id, new.note, now)
    _record(conn, "crisis.opened", caller, case, request_id)
    return case, True


def read(conn: Connection, caller: Caller, case_id: UUID, *, request_id: str) -> CrisisCase:
    case = store.select_case(conn, case_id)
    if case is None:
        raise NotFound
    _record(conn, "crisis.read", caller, case, request_id)
    return case


def claim(
    conn: Connection, caller: Caller, case_id: UUID, *, now: datetime, request_id: str
) -> CrisisCase:
    """Take a case on. Of any number who try at once, one does."""
    case = store.update_claimed(conn, case_id, caller.user_id, now)
    if case is None:
        known = _known(conn, case_id)
        code = "case_closed" if known.closed_at else "already_claimed"
        raise Conflict("Somebody has taken this on.", code=code)
    _record(conn, "crisis.claimed", caller, case, request_id)
    return case


def note(
    conn: Connection,
    caller: Caller,
    case_id: UUID,
    new: NewCrisisNote,
    *,
    now: datetime,
    request_id: str,
) -> CrisisCase:
    case = _known(conn, case_id)
    file_store.insert_note(conn, new.client_id, case_id, caller.user_id, new.text, now)
    _record(conn, "crisis.noted", caller, case, request_id)
    return case


def answer(
    conn: Connection,
    caller: Caller,
    case_id: UUID,
    new: NewCrisisReply,
    *,
    now: datetime,
    request_id: str,
) -> CrisisCase:
    """Tell the person something that was agreed on before; it reaches them at any hour."""
    rules.check_template(new.template)
    case = store.update_answered(conn, case_id, caller.user_id, now)
    if case is None:
        known = _known(conn, case_id)
        if known.closed_at:
            raise Conflict("This case is closed.", code="case_closed")
        raise Conflict("Take this on first.", code="not_handler")
    if file_store.insert_reply(conn, new.client_id, case_id, new.template, caller.user_id, now):
        calling.tell(
            conn, UserId(case.user_id), titled("crisis.reply", new.template), {}, now, request_id
        )
        detail = {"template": new.template}
        _record(conn, "crisis.answered", caller, case, request_id, detail)
    return case


def close(
    conn: Connection,
    caller: Caller,
    case_id: UUID,
    outcome: CrisisOutcome,
    *,
    now: datetime,
    request_id: str,
) -> CrisisCase:
    """Agree that it is over: never whoever handled it."""
    case = store.update_closed(conn, case_id, caller.user_id, outcome, now)
    if case is None:
        known = _known(conn, case_id)
        raise rules.refusal_to_close(known, known.handler_id == caller.user_id, outcome)
    _record(conn, "crisis.closed", caller, case, request_id, {"outcome": outcome})
    return case


def on_clock(conn: Connection, event: ClockTicked, now: datetime) -> None:
    """Call everybody where nobody has answered in time."""
    for case in store.update_overdue(conn, now):
        calling.call_staff(
            conn, case, "crisis.case_overdue", now, str(event.event_id), all_hands=True
        )


def _open(
    conn: Connection,
    user_id: UUID,
    *,
    level: CrisisLevel,
    source: CrisisSource,
    source_id: UUID,
    opened_by: UUID | None,
    now: datetime,
    request_id: str,
) -> CrisisCase | None:
    """Open a case and offer help at once; None where there is one, or nobody by that id."""
    case = store.insert_case(
        conn,
        uuid7(),
        user_id,
        level=level,
        source=source,
        source_id=source_id,
        opened_by=opened_by,
        now=now,
        due_at=rules.due_at(level, now),
    )
    if case is None:
        return None
    calling.offer_help(conn, case, now, request_id)
    if level == "info":
        return store.update_informed(conn, case.case_id, now)
    calling.call_staff(conn, case, "crisis.case_opened", now, request_id, all_hands=False)
    return case


def _known(conn: Connection, case_id: UUID) -> CrisisCase:
    case = store.select_case(conn, case_id)
    if case is None:
        raise NotFound
    return case


def _record(
    conn: Connection,
    action: str,
    caller: Caller,
    case: CrisisCase,
    request_id: str,
    detail: Mapping[str, str] | None = None,
) -> None:
    about = {"case_id": str(case.case_id), **(detail or {})}
    audit.append(conn, audit.Entry(action, caller.user_id, case.user_id, request_id, about))
