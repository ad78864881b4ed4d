"""Why a coach should look at somebody, by the numbers of the study they come from."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from services.user_cessation.attention import rules
from services.user_cessation.attention.models import Signals

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
QUIET = Signals(
    user_id=UUID(int=1),
    display_name="Mai",
    since=NOW - timedelta(days=60),
    shares_progress=True,
    time_zone="UTC",
    waiting_since=None,
    slipped_at=None,
    confidence=None,
    confidence_before=None,
    rated_at=None,
    checked_in_on=NOW.date(),
)


def reasons(**changes):
    found = rules.who_first([replace(QUIET, **changes)], NOW, silence_days=3)
    return [(reason.code, reason.value) for each in found for reason in each.reasons]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (8, 7, []),
        (8, 6, [("confidence_fell", 2)]),
        (5, 4, [("confidence_low", 4)]),
        (None, 4, [("confidence_low", 4)]),
        (None, 5, []),
        (9, 3, [("confidence_fell", 6), ("confidence_low", 3)]),
        (2, 5, []),
    ],
)
def test_confidence_that_fell_by_two_or_is_four_at_most(before, now, expected):
    assert reasons(confidence=now, confidence_before=before, rated_at=NOW) == expected


@pytest.mark.parametrize(("days", "is_recent"), [(6.99, True), (7, False)])
def test_what_is_a_week_old_calls_for_nobody(days, is_recent):
    then = NOW - timedelta(days=days)

    assert bool(reasons(slipped_at=then)) is is_recent
    assert bool(reasons(confidence=1, rated_at=then)) is is_recent


@pytest.mark.parametrize(
    ("checked_in_on", "since", "expected"),
    [
        (date(2026, 3, 8), 60, []),
        (date(2026, 3, 7), 60, [("silence", 3)]),
        (None, 60, [("silence", 60)]),
        (None, 2, []),
        (date(2026, 1, 1), 3, [("silence", 3)]),
    ],
)
def test_silence_is_counted_in_days_since_they_were_heard_of(checked_in_on, since, expected):
    began = NOW - timedelta(days=since)

    assert reasons(checked_in_on=checked_in_on, since=began) == expected


def test_silence_is_counted_by_the_members_own_calendar():
    """It is the 11th already in Kiritimati, fourteen hours ahead."""
    assert reasons(checked_in_on=date(2026, 3, 8), time_zone="Pacific/Kiritimati") == [
        ("silence", 3)
    ]


def test_who_shares_nothing_is_silent_for_nobody():
    assert reasons(shares_progress=False, checked_in_on=None) == []


def test_the_gravest_comes_first():
    quiet = replace(
        QUIET,
        user_id=UUID(int=3),
        checked_in_on=date(2026, 1, 1),
        confidence=1,
        confidence_before=9,
        rated_at=NOW,
    )
    slipped = replace(QUIET, user_id=UUID(int=2), slipped_at=NOW)
    waiting = replace(QUIET, user_id=UUID(int=4), waiting_since=NOW)

    found = rules.who_first([quiet, QUIET, slipped, waiting], NOW, silence_days=3)

    assert [each.user_id for each in found] == [waiting.user_id, slipped.user_id, quiet.user_id]
