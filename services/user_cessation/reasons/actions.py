"""Saying why, changing one's mind, and choosing a picture of it."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from services.user_cessation.profile.actions import hold_member
from services.user_cessation.reasons import rules, store
from services.user_cessation.reasons.models import NewReasonIn, Reason, ReasonIn, ReasonPhoto
from services.user_cessation.revisions import actions as revisions
from services.user_cessation.revisions.models import PlanArea
from shared.models.ids import UserId, uuid7
from shared.models.problem import Invalid
from shared.postgres.pool import Connection


def add_reason(
    conn: Connection, user_id: UserId, new: NewReasonIn, *, now: datetime
) -> tuple[Reason, bool]:
    """The reason as stored, and whether it is new."""
    hold_member(conn, user_id)
    reasons = store.select_reasons(conn, user_id)
    first = next((each for each in reasons if each.client_id == new.client_id), None)
    if first is not None:
        return first, False

    rules.room(reasons)
    reason = Reason(uuid7(), new.client_id, new.words, 1, now)

    store.insert_reason(conn, user_id, reason)
    _record(conn, user_id, reason.reason_id, now, before=None, after=reason)
    return reason, True


def change_reason(
    conn: Connection,
    user_id: UserId,
    reason_id: UUID,
    new: ReasonIn,
    *,
    version: int | None,
    now: datetime,
) -> Reason:
    hold_member(conn, user_id)
    former = rules.chosen(store.select_reasons(conn, user_id), reason_id, version)
    reason = replace(former, words=new.words, version=former.version + 1)

    store.update_reason(conn, user_id, reason)
    _record(conn, user_id, reason_id, now, before=former, after=reason)
    return reason


def drop_reason(
    conn: Connection, user_id: UserId, reason_id: UUID, *, version: int | None, now: datetime
) -> None:
    hold_member(conn, user_id)
    former = rules.chosen(store.select_reasons(conn, user_id), reason_id, version)

    store.delete_reason(conn, user_id, reason_id)
    _record(conn, user_id, reason_id, now, before=former, after=None)


def choose_photo(
    conn: Connection, user_id: UserId, upload_id: UUID, *, now: datetime
) -> ReasonPhoto:
    """Take this picture, in place of the one before."""
    hold_member(conn, user_id)
    former = store.select_photo_id(conn, user_id)
    if not store.upsert_photo(conn, user_id, upload_id):
        raise Invalid(
            errors=[{"field": "upload_id", "message": "must be a picture of yours that is ready"}]
        )
    _record_photo(conn, user_id, now, before=former, after=upload_id)
    return store.select_photo(conn, user_id)


def drop_photo(conn: Connection, user_id: UserId, *, now: datetime) -> None:
    hold_member(conn, user_id)
    former = store.delete_photo(conn, user_id)
    _record_photo(conn, user_id, now, before=former, after=None)


def _record(
    conn: Connection,
    user_id: UserId,
    reason_id: UUID,
    now: datetime,
    *,
    before: Reason | None,
    after: Reason | None,
) -> None:
    revisions.record(
        conn,
        user_id,
        PlanArea.REASONS,
        before={"words": before.words} if before else None,
        after={"words": after.words} if after else None,
        subject_id=reason_id,
        now=now,
    )


def _record_photo(
    conn: Connection, user_id: UserId, now: datetime, *, before: UUID | None, after: UUID | None
) -> None:
    revisions.record(
        conn,
        user_id,
        PlanArea.REASONS,
        before={"photo": before} if before else None,
        after={"photo": after} if after else None,
        now=now,
    )
