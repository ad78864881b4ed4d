"""The board of effort: for those who want it, within a cohort, and never by days.

Whoever is on it did something for others or thought about a question. Nobody loses anything there.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.blocks.actions import hidden_from
from services.social_media.cohorts import rules, store
from services.social_media.cohorts.actions import cohort_for
from services.social_media.cohorts.models import Cohort
from services.social_media.feed.effort import Effort, in_room
from shared.models.ids import UserId
from shared.models.problem import Forbidden


def choose(db: Database[Any], me: UserId, cohort_id: UUID, *, joins: bool) -> None:
    """Be on the board, or not."""
    cohort_for(db, me, cohort_id)
    store.update_board(db, cohort_id, me, joins=joins)


def read(
    db: Database[Any], me: UserId, cohort_id: UUID, *, now: datetime
) -> list[tuple[UserId, Effort]]:
    """Those on it, most effort first. Whoever looks is on it too."""
    cohort, room = cohort_for(db, me, cohort_id)
    if me not in cohort.board:
        raise Forbidden("Who wants to see it is on it too.", code="not_on_board")
    hidden = hidden_from(db, me)
    people = [person for person in cohort.board if person in room.people and person not in hidden]
    past = store.select_totals(db, cohort_id, people)
    lately = _lately(db, cohort, people, now)
    totals = {person: _sum(past.get(person, Effort()), lately[person]) for person in people}
    return sorted(
        totals.items(),
        key=lambda entry: (-entry[1].topics_answered - entry[1].support_given, entry[0]),
    )


def _lately(
    db: Database[Any], cohort: Cohort, people: list[UserId], now: datetime
) -> dict[UserId, Effort]:
    """What they did since the last week that was summed up."""
    _, last = rules.days_of_week(cohort.weeks_told)
    since = rules.start_of_day(cohort, last + 1)
    return in_room(db, cohort.cohort_id, people, since=since, until=now)


def _sum(one: Effort, other: Effort) -> Effort:
    return Effort(
        one.topics_answered + other.topics_answered,
        one.support_given + other.support_given,
        one.support_received + other.support_received,
    )
