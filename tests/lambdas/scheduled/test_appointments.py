"""Both who meet hear of it a day and an hour before."""

import uuid
from datetime import timedelta

import pytest

from lambdas.scheduled import rules
from lambdas.scheduled.models import Meeting


@pytest.fixture
def meet(database, make_member):
    def make(starts_at, next_at):
        member, coach = make_member(), make_member()
        database.execute(
            "INSERT INTO schedule.appointments"
            "       (appointment_id, member_id, coach_id, starts_at, as_of, next_at)"
            " VALUES (%s, %s, %s, %s, now(), %s)",
            [uuid.uuid4(), member, coach, starts_at, next_at],
        )
        return member, coach

    return make


def test_a_day_before_and_an_hour_before(on_minute, meet, said, now, database):
    starts_at = now + timedelta(hours=24)
    people = meet(starts_at, now)

    on_minute(now)
    database.execute(
        "UPDATE schedule.appointments"
        "   SET starts_at = starts_at - interval '23 hours',"
        "       next_at = next_at - interval '23 hours'"
    )
    on_minute(now + timedelta(minutes=1))
    on_minute(now - timedelta(minutes=1))

    for person in people:
        assert [event["key"] for event in said(person)] == [
            "appointment.tomorrow",
            "appointment.in_an_hour",
        ]
        assert [event["critical"] for event in said(person)] == [False, True]


def test_when_both_were_missed_the_later_alone_is_said(on_minute, meet, said, now):
    member, _ = meet(now + timedelta(minutes=20), now - timedelta(hours=23, minutes=40))

    on_minute(now)
    on_minute(now - timedelta(minutes=1))

    assert [event["key"] for event in said(member)] == ["appointment.in_an_hour"]


def test_once_it_began_nobody_is_reminded(on_minute, meet, said, now):
    member, _ = meet(now - timedelta(minutes=1), now - timedelta(minutes=61))

    on_minute(now)

    assert said(member) == []


def test_each_hears_of_the_meeting_and_of_nothing_else(now):
    meeting = Meeting(uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), now + timedelta(hours=20))

    reminders = rules.invitations(meeting, now)

    assert [reminder.user_id for reminder in reminders] == [meeting.member_id, meeting.coach_id]
    assert {*reminders[0].data} == {"appointment_id", "starts_at"}
    assert reminders[0].expires_at == meeting.starts_at
