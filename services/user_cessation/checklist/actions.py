"""Ticking off what gets somebody ready."""

from dataclasses import fields
from datetime import datetime

from services.user_cessation.checklist import rules, store
from services.user_cessation.checklist.models import ChecklistIn, Readying
from services.user_cessation.profile.actions import hold_member
from services.user_cessation.revisions import actions as revisions
from services.user_cessation.revisions.models import PlanArea
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def tick(
    conn: Connection, user_id: UserId, new: ChecklistIn, *, version: int | None, now: datetime
) -> Readying:
    """The whole list as it is from now on."""
    hold_member(conn, user_id)
    former = store.select_readying(conn, user_id)
    attempt_id = rules.attempt_of(former, version)
    mine = rules.ticked(new, former.version)

    store.upsert_preparation(conn, user_id, attempt_id, mine)
    revisions.record(
        conn,
        user_id,
        PlanArea.CHECKLIST,
        before=rules.state(former),
        after=rules.state(mine),
        now=now,
    )
    return Readying(
        **{field.name: getattr(mine, field.name) for field in fields(mine)},
        attempt_id=attempt_id,
        quit_at=former.quit_at,
        pairs=former.pairs,
    )
