"""What may be said to an organisation, and as of when.

Pure: no clock, no database, no web. Callers pass `now`.

An employer knows whom it gave a code. Two reports a person apart would tell of that person, so what
is said changes with the month only, and in steps that one person seldom moves.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from services.user_cessation.organisations.models import (
    Followed,
    FollowedOut,
    Organisation,
    OrganisationOut,
)
from services.user_cessation.statistics.models import FOLLOW_UPS
from services.user_cessation.statistics.rules import FEWEST

STEP = 5
"""Percent."""


def counted_until(now: datetime) -> date:
    """The first of this month, UTC."""
    return now.astimezone(UTC).date().replace(day=1)


def percent(count: int, of: int) -> int | None:
    """In steps, half a step up; None where there are too few."""
    if of < FEWEST:
        return None
    return (200 * count + STEP * of) // (2 * STEP * of) * STEP


def report(
    organisations: Iterable[Organisation], followed: Sequence[Followed]
) -> list[OrganisationOut]:
    found = {(each.organisation, each.follow_up_days): each for each in followed}
    return [
        OrganisationOut(
            organisation=each.organisation,
            codes=each.codes,
            seats=each.seats,
            members=each.members if each.members >= FEWEST else None,
            active_percent=percent(each.active, each.members),
            outcomes=[
                _shown(found.get((each.organisation, days), _nobody(each.organisation, days)))
                for days in FOLLOW_UPS
            ],
        )
        for each in organisations
    ]


def _shown(each: Followed) -> FollowedOut:
    return FollowedOut(
        follow_up_days=each.follow_up_days,
        seven_days_percent=percent(each.seven_days, each.members),
        prolonged_percent=percent(each.prolonged, each.members),
        continuous_percent=percent(each.continuous, each.members),
    )


def _nobody(organisation: str, days: int) -> Followed:
    return Followed(organisation, days, members=0, seven_days=0, prolonged=0, continuous=0)
