"""What events of the rest of the platform tell people. Pure: an event in, news out."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.social_media.notifications.models import News
from shared.models.events import (
    AchievementEarned,
    AppointmentChanged,
    MediaRejected,
    MembershipChanged,
    MilestoneReached,
    ReminderDue,
    ReplyOverdue,
)
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory as Category
from shared.models.notices import TitleKey, titled

SOON = timedelta(hours=1)
"""An appointment this close is told of at night as well."""

Tiding = (
    AchievementEarned
    | AppointmentChanged
    | MediaRejected
    | MembershipChanged
    | MilestoneReached
    | ReminderDue
    | ReplyOverdue
)


def in_event(event: Tiding) -> list[News]:
    """The news in an event, one for each person it is told to."""
    data: Mapping[str, Any]
    match event:
        case ReminderDue():
            return [
                News(
                    user_id=UserId(event.user_id),
                    event_id=event.event_id,
                    category=event.category,
                    title_key=event.key,
                    data=event.data,
                    at=event.occurred_at,
                    critical=event.critical,
                    expires_at=event.expires_at,
                )
            ]
        case AppointmentChanged():
            return _of_appointment(event)
        case ReplyOverdue():
            data = {"user_id": event.member_id, "conversation_id": event.conversation_id}
            return [_plain(event, event.coach_id, Category.COACHING, "reply.overdue", data)]
        case MembershipChanged():
            key: TitleKey = "membership.changed" if event.plan_id else "membership.ended"
            data = {"plan_id": event.plan_id, "valid_until": event.valid_until}
            return [_plain(event, event.user_id, Category.BILLING, key, data)]
        case MediaRejected():
            data = {"upload_id": event.upload_id, "reason": str(event.reason)}
            return [_plain(event, event.user_id, Category.MODERATION, "media.rejected", data)]
        case MilestoneReached():
            data = {"code": event.code}
            return [_plain(event, event.user_id, Category.ACHIEVEMENTS, "milestone.reached", data)]
        case AchievementEarned():
            data = {"code": event.code}
            return [_plain(event, event.user_id, Category.ACHIEVEMENTS, "achievement.earned", data)]


def _of_appointment(event: AppointmentChanged) -> list[News]:
    """Whoever did not make the change is told; both, when it was neither of them."""
    left = event.starts_at - event.occurred_at
    return [
        News(
            user_id=UserId(person),
            event_id=event.event_id,
            category=Category.APPOINTMENTS,
            title_key=titled("appointment", event.status),
            data={"appointment_id": event.appointment_id, "starts_at": event.starts_at},
            at=event.occurred_at,
            critical=timedelta(0) <= left < SOON,
            expires_at=event.starts_at if left > timedelta(0) else None,
        )
        for person in (event.member_id, event.coach_id)
        if person != event.changed_by
    ]


def _plain(
    event: Tiding, user_id: UUID, category: Category, key: TitleKey, data: Mapping[str, Any]
) -> News:
    return News(UserId(user_id), event.event_id, category, key, data, event.occurred_at)
