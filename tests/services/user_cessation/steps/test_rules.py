"""Days on which a step begins, read off labels."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from services.user_cessation.medication.catalogue import BY_CODE, LABELS
from services.user_cessation.replacement import rules as replacement
from services.user_cessation.replacement.models import Course
from services.user_cessation.steps import rules

LOS_ANGELES = ZoneInfo("America/Los_Angeles")


@pytest.mark.parametrize(
    ("code", "days"),
    [
        pytest.param("us-patch-24h-21", [42, 56], id="S33: 21 mg 6 wk, 14 mg 2 wk, 7 mg 2 wk"),
        pytest.param("us-patch-24h-14", [42], id="S33: 14 mg 6 wk, 7 mg 2 wk"),
        pytest.param("us-habitrol-21", [28, 42], id="S34: weeks 1-4, 5-6, 7-8"),
        pytest.param("us-gum-4", [42, 63], id="S35: weeks 1-6, 7-9, 10-12"),
        pytest.param("gb-patch-16h", [], id="S40: nothing of weeks"),
        pytest.param("au-nicotinell-gum-2", [], id="S38: no steps"),
    ],
)
def test_the_days_are_the_labels_own(code, days):
    assert list(rules.offsets([BY_CODE[code]])) == [(code, each) for each in days]


def test_the_first_step_is_nothing_to_be_told():
    assert all(days > 0 for _, days in rules.offsets(LABELS))


def test_the_next_step_of_any_pack_is_at_their_time_of_that_day():
    courses = [
        replacement.course(Course("patch_24h", "us-patch-24h-21", date(2026, 1, 25), 1)),
        replacement.course(Course("gum", "us-gum-4", date(2026, 3, 1), 1)),
    ]

    def following(now):
        return rules.next_at(courses, time(9), LOS_ANGELES, now)

    # Clocks change there on 8 March, the day of the first of these.
    first = following(datetime(2026, 3, 1, tzinfo=UTC))
    second = following(first)

    assert first == datetime(2026, 3, 8, 16, tzinfo=UTC)
    assert second == datetime(2026, 3, 22, 16, tzinfo=UTC)
    assert following(datetime(2026, 5, 3, 16, tzinfo=UTC)) is None
