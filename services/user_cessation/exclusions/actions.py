"""Leaving a member out of outcomes, and taking that back. Both on the record."""

from datetime import datetime
from uuid import UUID

from services.user_cessation import audit
from services.user_cessation.exclusions import rules, store
from services.user_cessation.exclusions.models import Exclusion, ExclusionIn
from shared.models.ids import UserId
from shared.models.problem import NotFound
from shared.postgres.pool import Connection


def record(
    conn: Connection,
    by: UserId,
    member_id: UUID,
    new: ExclusionIn,
    *,
    now: datetime,
    request_id: str,
) -> Exclusion:
    """Say why a member cannot be followed up, in place of what was said before."""
    rules.require_happened(new.since, now)
    exclusion = store.upsert_exclusion(conn, member_id, new, now=now)
    if exclusion is None:
        raise NotFound
    detail = {"reason": new.reason, "since": new.since.isoformat()}
    audit.append(conn, audit.Entry("exclusion.recorded", by, member_id, request_id, detail))
    return exclusion


def withdraw(conn: Connection, by: UserId, member_id: UUID, *, request_id: str) -> None:
    """It was a mistake: they count like everybody else."""
    if not store.delete_exclusion(conn, member_id):
        raise NotFound
    audit.append(conn, audit.Entry("exclusion.withdrawn", by, member_id, request_id))
