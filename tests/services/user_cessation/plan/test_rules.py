"""Where a date leads, at its edges."""

from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.plan import rules

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ahead", "advice"),
    [
        pytest.param(timedelta(0), None, id="B11: 0 days is recommended"),
        pytest.param(timedelta(days=14), None, id="B11: 14 days still are"),
        pytest.param(timedelta(days=14, seconds=1), "sooner_is_better", id="B11: then a warning"),
        pytest.param(timedelta(days=30), "sooner_is_better", id="B11: up to 30 days"),
        pytest.param(timedelta(days=30, seconds=1), "explore_first", id="B11: beyond, not ready"),
        pytest.param(timedelta(days=-400), None, id="a past one needs no word"),
    ],
)
def test_a_date_far_away_deserves_a_word(ahead, advice):
    assert rules.advice(NOW + ahead, NOW) == advice
