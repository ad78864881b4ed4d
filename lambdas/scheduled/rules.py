"""Whether something that fell due is worth saying, and in which words of the platform.

Pure: no clock, no database. Callers pass `now`.
"""

from datetime import UTC, datetime, timedelta

from lambdas.scheduled.models import Due, Kind, Meeting
from shared.models.events import Event, MilestoneReached, ReminderDue
from shared.models.notices import NotificationCategory, titled

CATEGORIES: dict[Kind, NotificationCategory] = {
    "check_in": NotificationCategory.REMINDERS,
    "silence": NotificationCategory.REMINDERS,
    "weekly": NotificationCategory.PROGRESS,
    "programme": NotificationCategory.PROGRAMME,
}

DAY_BEFORE = timedelta(hours=24)
HOUR_BEFORE = timedelta(hours=1)


def announcement(due: Due, now: datetime) -> Event | None:
    """What to announce; None where it is too late for it, or there is nothing to say any more."""
    if not due.is_active or due.attempt_id is None:
        return None
    if due.kind == "milestone":
        return MilestoneReached(occurred_at=due.due_at, user_id=due.user_id, code=due.code or "")
    expires_at = due.due_at + due.patience if due.patience else None
    if expires_at and now >= expires_at:
        return None
    if due.kind == "check_in" and due.has_checked_in:
        return None
    return ReminderDue(
        occurred_at=due.due_at,
        user_id=due.user_id,
        category=CATEGORIES[due.kind],
        key=titled("reminder", due.kind),
        data={"code": due.code} if due.code else {},
        expires_at=expires_at,
    )


def next_word(starts_at: datetime, after: datetime) -> datetime | None:
    """When an appointment is next to be spoken of: a day before, then an hour before."""
    times = (starts_at - DAY_BEFORE, starts_at - HOUR_BEFORE)
    return next((moment for moment in times if moment > after), None)


def invitations(meeting: Meeting, now: datetime) -> list[ReminderDue]:
    """For both who meet; nothing once it has begun. Less than an hour before it cannot wait."""
    if now >= meeting.starts_at:
        return []
    is_close = meeting.starts_at - now <= HOUR_BEFORE
    return [
        ReminderDue(
            occurred_at=now,
            user_id=user_id,
            category=NotificationCategory.APPOINTMENTS,
            key="appointment.in_an_hour" if is_close else "appointment.tomorrow",
            data={
                "appointment_id": str(meeting.appointment_id),
                "starts_at": meeting.starts_at.astimezone(UTC).isoformat(),
            },
            critical=is_close,
            expires_at=meeting.starts_at,
        )
        for user_id in (meeting.member_id, meeting.coach_id)
    ]
