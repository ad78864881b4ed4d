"""Writing down what changed in a plan. Callers hold the member (`profile.actions.hold_member`)."""

from datetime import datetime
from uuid import UUID

from services.user_cessation.revisions import rules, store
from services.user_cessation.revisions.models import PlanArea, Revision
from services.user_cessation.revisions.rules import State
from shared.models.ids import UserId
from shared.models.problem import NotFound
from shared.postgres.pool import Connection


def record(
    conn: Connection,
    user_id: UserId,
    area: PlanArea,
    *,
    before: State | None,
    after: State | None,
    now: datetime,
    subject_id: UUID | None = None,
) -> None:
    """Note a change, unless nothing differs."""
    turn, fields = rules.difference(before, after)
    if fields:
        store.insert_revision(
            conn,
            user_id,
            area=area,
            turn=turn,
            subject_id=subject_id,
            fields=fields,
            changed_at=now,
            client_id=None,
        )


def record_kept(conn: Connection, user_id: UserId, client_id: UUID, *, now: datetime) -> None:
    """Note that somebody goes on with the date they have; once, however often it arrives."""
    store.insert_revision(
        conn,
        user_id,
        area=PlanArea.QUIT_DATE,
        turn="kept",
        subject_id=None,
        fields=[],
        changed_at=now,
        client_id=client_id,
    )


def plan_version(conn: Connection, user_id: UserId) -> int:
    """1, and 1 more for every change to the plan."""
    return 1 + store.select_latest(conn, user_id)


def look_at_revisions(
    conn: Connection,
    coach_id: UserId,
    member_id: UUID,
    *,
    before: int,
    most: int,
    request_id: str,
) -> list[Revision]:
    """Show a coach how a plan changed, on the record; else it is as if nobody were there."""
    may_see = store.insert_plan_read(
        conn, coach_id=coach_id, member_id=member_id, request_id=request_id
    )
    if not may_see:
        raise NotFound
    return store.select_revisions(conn, member_id, before=before, most=most)
