"""What follows when a coach lets a member wait for longer than promised."""

from datetime import datetime
from uuid import UUID

from services.user_cessation import audit
from services.user_cessation.overdue_replies import store
from shared.models.events import ReminderDue, ReplyOverdue, StandInAsked
from shared.models.ids import UserId, uuid7
from shared.models.notices import NotificationCategory, TitleKey
from shared.models.problem import NotFound
from shared.postgres import outbox
from shared.postgres.pool import Connection


def on_reply_overdue(conn: Connection, event: ReplyOverdue, now: datetime) -> None:
    """Put the wait on the list of support, and tell both: the member may have another coach.

    Who agreed to it beforehand gets another coach to talk to at once, as a contact (domain.md, G).
    That coach learns who waits, and sees nothing of what is shared with a coach of one's own.
    """
    overdue_id = uuid7()
    if not store.insert_overdue(conn, overdue_id, event, now=now):
        return
    stand_in = store.update_stand_in(conn, overdue_id, now=now)
    told: list[tuple[UUID, TitleKey]] = [(event.coach_id, "reply.overdue")]
    if stand_in is None:
        told.append((event.member_id, "coach.offer_another"))
    else:
        outbox.append(
            conn,
            StandInAsked(
                occurred_at=now,
                request_id=event.request_id,
                member_id=event.member_id,
                coach_id=stand_in,
            ),
        )
    for user_id, key in told:
        outbox.append(
            conn,
            ReminderDue(
                occurred_at=now,
                request_id=event.request_id,
                user_id=user_id,
                category=NotificationCategory.COACHING,
                key=key,
                data={
                    "conversation_id": str(event.conversation_id),
                    "waiting_since": event.waiting_since.isoformat(),
                },
            ),
        )


def close(
    conn: Connection, by: UserId, overdue_id: UUID, *, now: datetime, request_id: str
) -> None:
    """Support has seen to it."""
    member_id = store.update_closed(conn, overdue_id, by=by, now=now)
    if member_id is None:
        raise NotFound
    audit.append(conn, audit.Entry("overdue_reply.closed", by, member_id, request_id))
