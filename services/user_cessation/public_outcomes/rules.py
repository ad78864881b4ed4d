"""What may be said to anybody of how many quit here.

By the English service standard at four weeks, by the Russell Standard (West 2005) at six and twelve
months. Pure: no clock, no database, no web.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from services.user_cessation.outcomes.rules import ANSWERED_AFTER, ANSWERED_BEFORE
from services.user_cessation.public_outcomes.method import METHOD, SOURCES
from services.user_cessation.public_outcomes.models import Claim, PublicOutcome, PublicOutcomes
from services.user_cessation.statistics.models import ExcludedOut, FollowUp, Judged
from services.user_cessation.statistics.rules import FEWEST, rates, together

STANDARDS: Mapping[FollowUp, str] = {28: "four_weeks", 182: "russell", 365: "russell"}
"""The follow-ups a standard speaks of, and what counts as having quit there."""


def public(judged: Sequence[Judged], counted_at: datetime | None) -> PublicOutcomes:
    """All months together: of too few attempts not even how many they are."""
    return PublicOutcomes(
        items=[_shown(together(judged, days), standard) for days, standard in STANDARDS.items()],
        fewest=FEWEST,
        counted_at=counted_at,
        method=list(METHOD),
        sources=list(SOURCES),
    )


def _shown(each: Judged, standard: str) -> PublicOutcome:
    found = rates(each)
    is_enough = each.attempts >= FEWEST

    def claim(name: str) -> Claim:
        return Claim(reported=found[name], verified=found[f"{name}_verified"])

    return PublicOutcome(
        follow_up_days=each.follow_up_days,
        first_day=each.follow_up_days - ANSWERED_BEFORE.days,
        last_day=each.follow_up_days + ANSWERED_AFTER.days,
        attempts=each.attempts if is_enough else None,
        excluded=ExcludedOut(died=each.died, untraceable=each.untraceable) if is_enough else None,
        answered=found["answered"],
        standard=claim(standard),
        seven_days=claim("seven_days"),
        thirty_days=claim("thirty_days"),
    )
