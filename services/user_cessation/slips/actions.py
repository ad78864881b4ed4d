"""Admitting a slip: once, however often the same one arrives."""

from datetime import datetime
from uuid import UUID

from services.user_cessation.slips import rules, store
from services.user_cessation.slips.models import Slip, SlipChanges, SlipIn
from shared.models.events import SlipRecorded
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict, NotFound, PreconditionFailed
from shared.postgres.pool import Connection


def record_slip(
    conn: Connection, user_id: UserId, new: SlipIn, *, now: datetime, request_id: str
) -> tuple[Slip, bool]:
    """The slip as stored, and whether it is new.

    Each statement may be its own transaction: the one that writes also announces, and the
    constraint decides between two that come at once.
    """
    situation = store.select_situation(conn, user_id, new.client_id)
    repeated = situation is not None and situation.is_repeated

    if situation is not None and situation.is_undone:
        raise Conflict("This slip was taken back.", code="undone")
    if not repeated:
        if situation is None or situation.attempt_id is None or situation.quit_at is None:
            raise Conflict("Set the day you quit first.", code="no_quit_date")
        slip = Slip(
            slip_id=uuid7(),
            attempt_id=situation.attempt_id,
            client_id=new.client_id,
            smoked_at=new.smoked_at,
            local_date=rules.day_of_slip(
                new.smoked_at, situation.quit_at, situation.time_zone, now
            ),
            cigarettes=new.cigarettes,
            product=new.product.value if new.product else None,
            trigger=new.trigger,
            confidence=new.confidence,
            confidence_before=situation.confidence_before,
            note=new.note,
            recorded_at=now,
            version=1,
        )
        event = SlipRecorded(
            occurred_at=now,
            request_id=request_id,
            user_id=user_id,
            coach_id=situation.coach_id,
            slip_id=slip.slip_id,
        )
        if store.insert_slip(conn, user_id, slip, event):
            return slip, True

    first = store.select_slip(conn, user_id, new.client_id)
    if first is None:
        raise Conflict("This slip was erased meanwhile.")
    return first, False


def correct_slip(
    conn: Connection, user_id: UserId, slip_id: UUID, new: SlipChanges, *, version: int | None
) -> Slip:
    """Change what was told: how many, what set it off, how sure they are now."""
    changed = store.update_slip(conn, user_id, slip_id, new, version=version)
    if changed is None:
        if store.select_one(conn, user_id, slip_id) is None:
            raise NotFound
        raise PreconditionFailed
    return changed


def undo_slip(conn: Connection, user_id: UserId, slip_id: UUID, *, now: datetime) -> None:
    """Take back a slip that was told by mistake."""
    slip = store.select_one(conn, user_id, slip_id)
    if slip is None:
        raise NotFound

    rules.undoable(slip, now)

    store.delete_slip(conn, user_id, slip_id, undone_at=now)
