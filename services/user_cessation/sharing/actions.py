"""Choosing what a coach sees, and the one door through which a coach looks."""

from datetime import datetime
from uuid import UUID

from services.user_cessation import audit
from services.user_cessation.sharing import store
from services.user_cessation.sharing.models import SharedField, Sharing, SharingIn
from shared.models.ids import UserId
from shared.models.problem import NotFound, PreconditionFailed
from shared.postgres.pool import Connection


def choose(
    conn: Connection,
    member_id: UserId,
    new: SharingIn,
    *,
    version: int | None,
    now: datetime,
    request_id: str,
) -> Sharing:
    fields = [field for field in SharedField if field in new.fields]
    if not store.upsert_sharing(
        conn, member_id, fields, stand_in=new.stand_in, version=version, now=now
    ):
        raise PreconditionFailed
    detail: dict[str, object] = {"fields": [str(field) for field in fields]}
    if new.stand_in is not None:
        detail["stand_in"] = new.stand_in
    audit.append(conn, audit.Entry("sharing.changed", member_id, member_id, request_id, detail))
    return store.select_sharing(conn, member_id)


def look(
    conn: Connection, coach_id: UserId, member_id: UUID, field: SharedField, *, request_id: str
) -> UserId:
    """Let a coach look at one thing of a member's, on the record; else nobody is there.

    Every feature that shows a coach something of a member calls this first, in the transaction or
    before the statement that reads it.
    """
    may_see = store.insert_read(
        conn, coach_id=coach_id, member_id=member_id, field=field, request_id=request_id
    )
    if not may_see:
        raise NotFound
    return UserId(member_id)
