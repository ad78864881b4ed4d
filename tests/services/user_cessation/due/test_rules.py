"""When each form is worth answering again."""

from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.due import rules
from services.user_cessation.due.models import Answered

NOW = datetime(2026, 3, 29, 8, tzinfo=UTC)


def ago(**span):
    return NOW - timedelta(**span)


def answered(**changes):
    """Somebody who answered everything an hour ago and set no date."""
    hour = ago(hours=1)
    return Answered(
        **{
            "time_zone": "Europe/Madrid",
            "ready": True,
            "quit_at": None,
            "slipped_at": None,
            "dependence_at": hour,
            "confidence_at": hour,
            "importance_at": hour,
            "withdrawal_at": None,
            **changes,
        }
    )


def due_now(record):
    return {each.instrument: each.because for each in rules.due(record, NOW) if each.is_due}


def test_who_is_new_is_asked_where_they_stand():
    record = answered(ready=None, dependence_at=None, confidence_at=None, importance_at=None)

    assert due_now(record) == {"HSI": "first", "CONFIDENCE": "first", "IMPORTANCE": "first"}


def test_who_is_not_ready_is_asked_nothing():
    record = answered(ready=False, dependence_at=None, confidence_at=ago(days=90))

    assert rules.due(record, NOW) == []


@pytest.mark.parametrize(
    ("rated", "slipped", "expected"),
    [
        pytest.param(ago(days=6, hours=23), None, None, id="A: not yet a week"),
        pytest.param(ago(days=7), None, "weekly", id="A: after a week"),
        pytest.param(ago(days=1), ago(hours=2), "after_slip", id="A: after every lapse"),
        pytest.param(ago(hours=2), ago(days=1), None, id="a lapse before it was asked"),
        pytest.param(ago(hours=2), ago(hours=2), None, id="told together with the lapse"),
    ],
)
@pytest.mark.parametrize("instrument", ["confidence", "importance"])
def test_a_rating_is_due_weekly_and_after_every_lapse(instrument, rated, slipped, expected):
    record = answered(**{f"{instrument}_at": rated, "slipped_at": slipped})

    assert due_now(record).get(instrument.upper()) == expected


def test_the_next_time_is_named_before_it_comes():
    [confidence] = [each for each in rules.due(answered(), NOW) if each.instrument == "CONFIDENCE"]

    assert (confidence.is_due, confidence.due_at) == (False, ago(hours=1) + timedelta(days=7))


@pytest.mark.parametrize(
    ("quit_at", "last", "expected"),
    [
        pytest.param(None, None, None, id="no date"),
        pytest.param(NOW + timedelta(days=3), None, "baseline", id="B3: before quitting"),
        pytest.param(NOW + timedelta(days=3), ago(days=1), None, id="B3: the baseline is there"),
        pytest.param(ago(days=2), ago(days=3), "daily", id="B3: the first since quitting"),
        pytest.param(ago(days=2), ago(days=1), "daily", id="S9: every day of two weeks"),
        pytest.param(ago(days=2), ago(hours=3), None, id="S9: today's is there"),
        pytest.param(ago(days=20), ago(days=3), None, id="B3: then weekly"),
        pytest.param(ago(days=20), ago(days=7), "weekly", id="B3: a week later"),
        pytest.param(ago(days=28), ago(days=20), None, id="B3: four weeks, and it has faded"),
        pytest.param(ago(days=400), None, None, id="quit long ago"),
    ],
)
def test_withdrawal_is_asked_before_and_after_quitting(quit_at, last, expected):
    record = answered(quit_at=quit_at, withdrawal_at=last)

    assert due_now(record).get("MTWS") == expected


def test_a_day_begins_where_the_member_lives_also_when_clocks_change():
    # In Madrid the clocks went forward on 29 March, so the 30th began at 22:00 UTC.
    record = answered(quit_at=ago(days=2), withdrawal_at=ago(hours=1))

    [form] = [each for each in rules.due(record, NOW) if each.instrument == "MTWS"]

    assert form.due_at == datetime(2026, 3, 29, 22, tzinfo=UTC)
