"""When numbers about a coach may be shown.

Pure: no clock, no database, no web.
"""

from uuid import UUID

from services.user_cessation.coach_ratings.models import (
    CoachStatistics,
    OutcomeOut,
    RatingsOut,
    Totals,
)

ENOUGH = 10
"""Fewer say more about chance, and about single people, than about a coach."""


def statistics(coach_id: UUID, totals: Totals) -> CoachStatistics:
    return CoachStatistics(
        coach_id=coach_id,
        four_weeks=_outcome(totals) if totals.members >= ENOUGH else None,
        ratings=RatingsOut(
            ratings=totals.ratings, mean_stars=round(totals.stars / totals.ratings, 1)
        )
        if totals.ratings >= ENOUGH
        else None,
    )


def _outcome(totals: Totals) -> OutcomeOut:
    return OutcomeOut(
        members=totals.members,
        quit_percent=round(100 * totals.quit / totals.members),
        verified_percent=round(100 * totals.verified / totals.members),
        prolonged_percent=round(100 * totals.prolonged / totals.members),
        no_tobacco_percent=round(100 * totals.no_tobacco / totals.members),
        no_nicotine_percent=round(100 * totals.no_nicotine / totals.members),
        expected_percent=round(100 * totals.expected / totals.members),
    )
