"""What anybody is told, by which standard, and from how many on."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from services.user_cessation.public_outcomes import rules
from services.user_cessation.statistics.models import Judged
from services.user_cessation.statistics.rules import COUNTS, LEFT_OUT, NOTHING

COUNTED_AT = datetime(2027, 3, 1, tzinfo=UTC)


def judged(attempts, *, days, month=date(2026, 1, 1), **counts):
    known = dict.fromkeys((*COUNTS, *LEFT_OUT), 0) | counts
    return Judged(quit_month=month, follow_up_days=days, attempts=attempts, **known)


def test_the_horizons_are_four_weeks_six_and_twelve_months_with_their_windows():
    found = rules.public([], COUNTED_AT)

    assert [(each.follow_up_days, each.first_day, each.last_day) for each in found.items] == [
        *((28, 25, 42), (182, 179, 196), (365, 362, 379))
    ]
    assert (found.fewest, found.counted_at) == (10, COUNTED_AT)


def test_each_horizon_has_the_standard_that_speaks_of_it():
    """B5: the four-week quitter of the English service; RS6 and RS12."""
    found = rules.public(
        [
            judged(20, days=28, four_weeks=8, four_weeks_verified=2, russell=19),
            judged(20, days=182, russell=6, russell_verified=1),
            judged(20, days=365, russell=4, russell_verified=0),
        ],
        COUNTED_AT,
    )

    assert [
        (each.standard.reported.count, each.standard.verified.count) for each in found.items
    ] == [*((8, 2), (6, 1), (4, 0))]
    assert found.items[0].standard.verified.percent == Decimal("10")
    assert found.items[0].thirty_days.reported == NOTHING


@pytest.mark.parametrize(("attempts", "is_told"), [(9, False), (10, True)])
def test_of_nine_attempts_nothing_is_told(attempts, is_told):
    line = rules.public([judged(attempts, days=182, russell=5, died=2)], COUNTED_AT).items[1]

    assert (line.attempts is not None) is is_told
    assert (line.excluded is not None) is is_told
    assert (line.standard.reported.count, line.answered.count) == (
        *((5, 0) if is_told else (None, None)),
    )


def test_who_was_left_out_is_told_and_counts_for_nothing():
    line = rules.public([judged(20, days=365, russell=5, died=1, untraceable=2)], None).items[2]

    assert (line.attempts, line.excluded.died, line.excluded.untraceable) == (20, 1, 2)
    assert line.standard.reported.percent == Decimal("25")


def test_how_it_was_counted_is_told_with_it():
    found = rules.public([], None)

    codes = [note.code for note in found.method]
    assert len(set(codes)) == len(codes)
    assert {"everybody", "verified", "a_day", "excluded", "erased"} <= set(codes)
    assert all(note.words.en and note.words.vi for note in found.method)
    assert all(source.url.startswith("https://") for source in found.sources)
