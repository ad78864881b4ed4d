"""Who comes into which cohort: the same whoever computes it, and never more than it holds."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from services.social_media.cohorts import formation
from services.social_media.cohorts.models import SEATS, Seats, Wish, WishState

TODAY = date(2026, 2, 27)
"""A Friday: from now on the cohorts of the week after form."""
NOW = datetime(2026, 2, 27, 12, tzinfo=UTC)
WEEK = date(2026, 3, 2)


def wishes(count, *, week=WEEK, language="en", first=1, asked=NOW, not_again=()):
    return [
        Wish(
            UUID(int=number),
            language,
            week,
            asked + timedelta(seconds=number),
            WishState.WAITING,
            None,
            tuple(not_again),
        )
        for number in range(first, first + count)
    ]


def room(number, *people, week=WEEK, language="en"):
    return Seats(UUID(int=1000 + number), week, language, tuple(UUID(int=each) for each in people))


def form(waiting, seats=(), *, taken=(), apart=(), today=TODAY, now=NOW):
    return formation.form(waiting, seats, taken=set(taken), apart=set(apart), today=today, now=now)


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        (0, []),
        (4, []),
        (5, [5]),
        (19, [19]),
        (20, [10, 10]),
        (38, [19, 19]),
        (39, [13, 13, 13]),
        (100, [17, 17, 17, 17, 16, 16]),
    ],
)
def test_people_found_as_few_cohorts_as_hold_them_evenly(count, sizes):
    plan = form(wishes(count))

    assert sorted((len(each.people) for each in plan.founding), reverse=True) == sizes
    everybody = [person for each in plan.founding for person in each.people]
    assert len(everybody) == len(set(everybody)) == sum(sizes)
    assert plan.joining == []


@pytest.mark.parametrize("seed", range(20))
def test_the_order_in_which_things_are_looked_at_changes_nothing(seed):
    waiting = [*wishes(30), *wishes(12, language="vi", first=50)]
    seats = [room(1, 900), room(2, 901, 902)]
    apart = {(UUID(int=1), UUID(int=900)), (UUID(int=3), UUID(int=901))}
    shuffled, rooms = list(waiting), list(seats)
    random.Random(seed).shuffle(shuffled)
    random.Random(seed).shuffle(rooms)

    assert form(shuffled, rooms, apart=apart) == form(waiting, seats, apart=apart)


@pytest.mark.parametrize("seed", range(30))
def test_whatever_happens_nobody_is_put_twice_or_too_many_or_with_whom_they_block(seed):
    chance = random.Random(seed)
    waiting = wishes(chance.randint(0, 80))
    seats = [
        room(number, *range(200 + 20 * number, 200 + 20 * number + chance.randint(0, 19)))
        for number in range(chance.randint(0, 3))
    ]
    apart = {
        tuple(sorted((UUID(int=chance.randint(1, 80)), UUID(int=chance.randint(1, 280)))))
        for _ in range(60)
    }

    plan = form(waiting, seats, apart=apart)

    tables = {seat.cohort_id: list(seat.people) for seat in seats}
    for person, cohort in plan.joining:
        tables[cohort].append(person)
    for number, each in enumerate(plan.founding):
        tables[number] = list(each.people)
    everybody = [person for people in tables.values() for person in people]
    assert len(everybody) == len(set(everybody))
    assert all(len(people) <= SEATS for people in tables.values())
    assert not [
        pair
        for people in tables.values()
        for pair in apart
        if pair[0] in people
        and pair[1] in people
        and pair[0] != pair[1]
        and not (pair[0].int >= 200 and pair[1].int >= 200)
    ]


def test_places_in_cohorts_that_have_begun_come_first():
    plan = form(wishes(3), [room(1, 900, 901)])

    assert plan.joining == [(UUID(int=number), UUID(int=1001)) for number in (1, 2, 3)]
    assert plan.founding == []


def test_first_come_first_served():
    plan = form(wishes(3), [room(1, *range(900, 918))])

    assert plan.joining == [(UUID(int=1), UUID(int=1001))]


@pytest.mark.parametrize(
    ("week", "joins"),
    [
        pytest.param(TODAY - timedelta(days=14), True, id="two weeks ago"),
        pytest.param(TODAY - timedelta(days=15), False, id="longer ago"),
    ],
)
def test_nobody_comes_into_a_cohort_that_began_long_ago(week, joins):
    assert bool(form(wishes(1), [room(1, 900, week=week)]).joining) is joins


def test_people_come_to_those_who_quit_nearest_to_when_they_do():
    near, far = room(1, 900, week=WEEK), room(2, 901, week=WEEK - timedelta(days=7))

    late = wishes(1, week=WEEK - timedelta(days=7))

    assert form(late, [near, far]).joining == [(UUID(int=1), far.cohort_id)]
    assert form(wishes(1), [near, far]).joining == [(UUID(int=1), near.cohort_id)]


@pytest.mark.parametrize(
    ("today", "week"),
    [
        ("2026-02-26", "2026-02-23"),
        ("2026-02-27", "2026-03-02"),
        ("2026-03-02", "2026-03-02"),
        ("2026-03-05", "2026-03-02"),
        ("2026-03-06", "2026-03-09"),
    ],
)
def test_the_cohorts_of_a_week_form_from_the_friday_before(today, week):
    assert formation.week_to_form(date.fromisoformat(today)) == date.fromisoformat(week)


def test_who_quits_later_waits_and_who_quit_before_comes_along():
    later = wishes(5, week=WEEK + timedelta(days=7))
    before = wishes(5, week=WEEK - timedelta(days=70), first=20)

    plan = form([*later, *before])

    [founding] = plan.founding
    assert set(founding.people) == {wish.user_id for wish in before}
    assert founding.week == WEEK


def test_languages_do_not_mix():
    plan = form([*wishes(5), *wishes(5, language="vi", first=20)], [room(1, 900, language="vi")])

    assert [(each.language, len(each.people)) for each in plan.founding] == [("en", 5)]
    assert len(plan.joining) == 5


def test_a_few_who_have_waited_long_found_a_small_cohort():
    asked = NOW - timedelta(days=14, seconds=10)

    assert form(wishes(2, asked=asked)).founding[0].people == (UUID(int=1), UUID(int=2))
    assert form(wishes(1, asked=asked)).founding == []
    assert form(wishes(2, asked=asked + timedelta(minutes=1))).founding == []


def test_numbers_go_on_where_others_stopped():
    plan = form(wishes(20), taken=[(WEEK, "en", 1), (WEEK, "en", 3), (WEEK, "vi", 2)])

    assert [each.number for each in plan.founding] == [2, 4]


def test_who_moved_away_does_not_come_back():
    moved = wishes(1, not_again=[UUID(int=1001)])

    assert form(moved, [room(1, 900)]).joining == []
