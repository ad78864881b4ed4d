"""Who comes into which cohort.

A function of who waits and of what there is: whoever computes it, and how often, comes to the same.
That twenty people with a topic a day help each other for a hundred days is Tweet2Quit's
(PMC5112138). Pure: no clock, no database, no web.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from math import ceil
from uuid import UUID

from services.social_media.cohorts.models import SEATS, Formation, Founding, Seats, Wish
from shared.models.ids import UserId

FEWEST = 5
"""People a cohort begins with: fewer have little to read."""

FEWEST_AT_LAST = 2
PATIENCE = timedelta(days=14)
"""How long somebody waits for that many; after that, two are better than none."""

AHEAD = timedelta(days=3)
"""How long before a week its cohorts begin to form."""

JOIN_UNTIL = timedelta(days=14)
"""How long after its start people may still be put into a cohort."""

Apart = Collection[tuple[UserId, UserId]]
"""Pairs of people who are not to meet, lower id first."""


@dataclass(slots=True)
class _Table:
    """A cohort while it is being filled."""

    week: date
    people: list[UserId]
    cohort_id: UUID | None = None
    newcomers: list[UserId] = field(default_factory=list)

    def takes(self, wish: Wish, apart: Apart) -> bool:
        return (
            len(self.people) < SEATS
            and self.cohort_id not in wish.not_again
            and not any(_ordered(wish.user_id, other) in apart for other in self.people)
        )

    def seat(self, wish: Wish) -> None:
        self.people.append(wish.user_id)
        self.newcomers.append(wish.user_id)


def week_to_form(today: date) -> date:
    """The Monday for whose week cohorts form now."""
    soon = today + AHEAD
    return soon - timedelta(days=soon.weekday())


def form(
    waiting: Iterable[Wish],
    seats: Iterable[Seats],
    *,
    taken: Collection[tuple[date, str, int]],
    apart: Apart,
    today: date,
    now: datetime,
) -> Formation:
    """Put everybody who is due somewhere, first come first served.

    Places in cohorts that have begun come first; those who are left found new ones, all of about
    the same size. Who quit long ago comes with those who quit now. `taken` are the weeks, languages
    and numbers there are already.
    """
    week = week_to_form(today)
    due: dict[str, list[Wish]] = defaultdict(list)
    for wish in sorted(waiting, key=lambda wish: (wish.asked_at, wish.user_id)):
        if wish.quit_week <= week:
            due[wish.language].append(wish)

    joining: list[tuple[UserId, UUID]] = []
    founding: list[Founding] = []
    for language in sorted(due):
        tables = [
            _Table(room.week, list(room.people), room.cohort_id)
            for room in sorted(seats, key=lambda room: (room.week, room.cohort_id))
            if room.language == language and room.week >= today - JOIN_UNTIL
        ]
        left = [wish for wish in due[language] if not _seat_at_nearest(wish, tables, apart)]
        joining += [
            (person, table.cohort_id)
            for table in tables
            for person in table.newcomers
            if table.cohort_id
        ]
        numbers = (number for number in count(1) if (week, language, number) not in taken)
        founding += [
            Founding(week, language, next(numbers), tuple(table.people))
            for table in _new_tables(left, week, apart, now)
        ]
    return Formation(joining, founding)


def _seat_at_nearest(wish: Wish, tables: Sequence[_Table], apart: Apart) -> bool:
    """Seat somebody where people quit nearest to when they do, if anywhere."""
    nearest = sorted(tables, key=lambda table: abs(table.week - wish.quit_week))
    for table in nearest:
        if table.takes(wish, apart):
            table.seat(wish)
            return True
    return False


def _new_tables(wishes: Sequence[Wish], week: date, apart: Apart, now: datetime) -> list[_Table]:
    """As few tables as hold everybody, evenly filled; none if too few would sit there."""
    if len(wishes) < _fewest(wishes, now):
        return []
    tables = [_Table(week, []) for _ in range(ceil(len(wishes) / SEATS))]
    for wish in wishes:
        for table in sorted(tables, key=lambda table: len(table.people)):
            if table.takes(wish, apart):
                table.seat(wish)
                break
    return [table for table in tables if len(table.people) >= FEWEST_AT_LAST]


def _fewest(wishes: Iterable[Wish], now: datetime) -> int:
    is_patient = all(now - wish.asked_at < PATIENCE for wish in wishes)
    return FEWEST if is_patient else FEWEST_AT_LAST


def _ordered(one: UserId, other: UserId) -> tuple[UserId, UserId]:
    return (one, other) if one < other else (other, one)
