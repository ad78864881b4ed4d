"""Missions follow the member's own days from the day of quitting."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from services.user_cessation.missions import rules
from services.user_cessation.missions.models import Standing
from services.user_cessation.missions.tasks import MISSIONS
from shared.models.problem import Conflict, NotFound

QUIT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


def standing(quit_at=QUIT, zone="UTC", **done):
    return Standing(zone, uuid4(), quit_at, done)


def test_there_are_thirty_in_both_languages():
    assert len({mission.code for mission in MISSIONS}) == len(MISSIONS) == 30
    assert all(mission.words.en.strip() and mission.words.vi.strip() for mission in MISSIONS)


@pytest.mark.parametrize(
    ("now", "zone", "day"),
    [
        pytest.param(QUIT, "UTC", 1, id="the moment of quitting"),
        pytest.param(QUIT + timedelta(minutes=30), "UTC", 2, id="after midnight"),
        pytest.param(QUIT + timedelta(minutes=30), "Asia/Ho_Chi_Minh", 1, id="their own midnight"),
        pytest.param(QUIT + timedelta(days=29), "UTC", 30, id="the last"),
        pytest.param(QUIT + timedelta(days=30), "UTC", None, id="after thirty days"),
        pytest.param(QUIT - timedelta(seconds=1), "UTC", None, id="before quitting"),
    ],
)
def test_each_day_has_its_own(now, zone, day):
    today = rules.missions(standing(zone=zone), now).today

    assert (today and today.day) == day
    if today and day:
        assert today.code == MISSIONS[day - 1].code


def test_what_was_not_done_can_be_done_later_and_nothing_before_its_day():
    now = QUIT + timedelta(days=3)

    assert [item.day for item in rules.missions(standing(), now).items] == [1, 2, 3, 4]
    rules.to_do(standing(), MISSIONS[0].code, now)
    with pytest.raises(Conflict):
        rules.to_do(standing(), MISSIONS[4].code, now)
    with pytest.raises(NotFound):
        rules.to_do(standing(), "climb_everest", now)


def test_without_a_quit_date_there_is_nothing_to_do():
    nobody = standing(quit_at=None)

    assert rules.missions(nobody, QUIT).items == []
    with pytest.raises(Conflict):
        rules.to_do(nobody, MISSIONS[0].code, QUIT)
