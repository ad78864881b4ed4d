"""What events of the rest of the platform tell people, and whom."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from services.social_media.consumer import reacting
from services.social_media.notifications.tidings import in_event
from shared.models.events import (
    AchievementEarned,
    AppointmentChanged,
    MediaRejected,
    MembershipChanged,
    MilestoneReached,
    ReminderDue,
    ReplyOverdue,
)
from shared.models.notices import NotificationCategory as Category

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ME, COACH = uuid4(), uuid4()


def appointment(**changes):
    fields = {
        "appointment_id": uuid4(),
        "member_id": ME,
        "coach_id": COACH,
        "status": "confirmed",
        "starts_at": NOON + timedelta(days=1),
        "changed_by": COACH,
        "occurred_at": NOON,
    }
    return AppointmentChanged(**{**fields, **changes})


@pytest.mark.parametrize(
    ("event", "told"),
    [
        pytest.param(
            ReminderDue(user_id=ME, category=Category.PROGRAMME, key="programme.day_3"),
            (ME, Category.PROGRAMME, "programme.day_3"),
            id="a reminder",
        ),
        pytest.param(
            ReplyOverdue(conversation_id=uuid4(), member_id=ME, coach_id=COACH, waiting_since=NOON),
            (COACH, Category.COACHING, "reply.overdue"),
            id="an answer that is late",
        ),
        pytest.param(
            MembershipChanged(user_id=ME, plan_id="coaching", source="voucher", valid_until=NOON),
            (ME, Category.BILLING, "membership.changed"),
            id="a plan",
        ),
        pytest.param(
            MembershipChanged(user_id=ME, plan_id=None, source=None, valid_until=None),
            (ME, Category.BILLING, "membership.ended"),
            id="no plan any more",
        ),
        pytest.param(
            MediaRejected(user_id=ME, upload_id=uuid4(), purpose="avatar", reason="damaged"),
            (ME, Category.MODERATION, "media.rejected"),
            id="a picture that is none",
        ),
        pytest.param(
            MilestoneReached(user_id=ME, code="pulse"),
            (ME, Category.ACHIEVEMENTS, "milestone.reached"),
            id="a milestone",
        ),
        pytest.param(
            AchievementEarned(user_id=ME, code="first_day"),
            (ME, Category.ACHIEVEMENTS, "achievement.earned"),
            id="an achievement",
        ),
    ],
)
def test_an_event_tells_whom_it_is_about(event, told):
    [news] = in_event(event)

    assert (news.user_id, news.category, news.title_key) == told
    assert news.event_id == event.event_id


@pytest.mark.parametrize(
    ("changed_by", "told"),
    [
        pytest.param(COACH, [ME], id="by the coach"),
        pytest.param(ME, [COACH], id="by the member"),
        pytest.param(uuid4(), [ME, COACH], id="by neither"),
    ],
)
def test_whoever_did_not_change_an_appointment_is_told(changed_by, told):
    assert [news.user_id for news in in_event(appointment(changed_by=changed_by))] == told


@pytest.mark.parametrize(
    ("left", "critical"),
    [
        pytest.param(timedelta(minutes=59), True, id="within the hour"),
        pytest.param(timedelta(hours=1), False, id="an hour ahead"),
        pytest.param(timedelta(minutes=-1), False, id="over"),
    ],
)
def test_a_session_within_the_hour_does_not_wait_for_the_morning(left, critical):
    [news] = in_event(appointment(starts_at=NOON + left))

    assert news.critical is critical


def test_a_reminder_keeps_what_it_promises():
    event = ReminderDue(
        user_id=ME,
        category=Category.REMINDERS,
        key="check_in",
        data={"name": "Minh"},
        critical=True,
        expires_at=NOON,
    )

    [news] = in_event(event)

    assert (news.data, news.critical, news.expires_at) == ({"name": "Minh"}, True, NOON)


def test_what_is_told_is_stored_once_and_shown(db, published, make_person, frames_to):
    me = make_person()
    event = ReminderDue(user_id=me.user_id, category=Category.REMINDERS, key="check_in")

    handle = reacting(db, published.extend)
    handle(event)
    handle(event)

    assert db.notifications.count_documents({"user_id": me.user_id}) == 1
    assert [frame["notification"]["title_key"] for frame in frames_to(me.user_id)] == [
        "check_in",
        "check_in",
    ]
