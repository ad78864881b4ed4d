"""Reminders of appointments follow the appointments, in whatever order news of them comes."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.consumer import REACTIONS
from services.user_cessation.reminders import rules
from shared.models.events import AppointmentChanged

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "away", "word"),
    [
        ("confirmed", timedelta(days=3), timedelta(days=2)),
        ("confirmed", timedelta(hours=24), timedelta(hours=23)),
        ("confirmed", timedelta(hours=5), timedelta(hours=4)),
        ("confirmed", timedelta(minutes=60), None),
        ("confirmed", timedelta(minutes=-5), None),
        ("requested", timedelta(days=3), None),
        ("cancelled_by_coach", timedelta(days=3), None),
        ("rescheduled", timedelta(days=3), None),
    ],
)
def test_the_first_word(status, away, word):
    found = rules.first_word(status, NOW + away, NOW)

    assert found == (NOW + word if word else None)


@pytest.fixture
def hear(database, make_member):
    member, coach, appointment = make_member(), make_member(), uuid.uuid4()

    def tell(status, *, days, minutes_later=0):
        event = AppointmentChanged(
            occurred_at=NOW + timedelta(minutes=minutes_later),
            appointment_id=appointment,
            member_id=member,
            coach_id=coach,
            status=status,
            starts_at=NOW + timedelta(days=days),
            changed_by=coach,
        )
        REACTIONS[AppointmentChanged](database, event, NOW)
        return database.execute(
            "SELECT next_at FROM schedule.appointments WHERE appointment_id = %s", [appointment]
        ).fetchone()[0]

    return tell


def test_moving_moves_and_calling_off_ends(hear):
    made = hear("confirmed", days=3)
    moved = hear("confirmed", days=5, minutes_later=1)
    off = hear("cancelled_by_member", days=5, minutes_later=2)

    assert (made, moved, off) == (NOW + timedelta(days=2), NOW + timedelta(days=4), None)


def test_older_news_changes_nothing(hear):
    hear("cancelled_by_coach", days=3, minutes_later=5)

    assert hear("confirmed", days=3) is None


def test_the_same_news_twice_is_once(hear):
    assert hear("confirmed", days=3) == hear("confirmed", days=3)
