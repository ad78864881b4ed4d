"""Which coach meets which wishes.

Nothing but what a member asks for counts, and every point says what it is for. Pure: no clock, no
database, no web.
"""

from collections.abc import Iterable

from services.user_cessation.coach_profiles.models import (
    CoachProfile,
    CoachProfileOut,
    Match,
    MatchAsked,
    MatchReason,
)

LANGUAGE, SPECIALTY, PROMISE = 5, 2, 1
"""To be understood counts for more than two things a coach knows well."""

MOST = 10


def ranked(coaches: Iterable[CoachProfile], wishes: MatchAsked) -> list[Match]:
    """The best matches first; between equals, who has more places left."""
    matches = [_match(coach, wishes) for coach in coaches]
    matches.sort(key=lambda match: (-match.points, -match.coach.places_left, match.coach.user_id))
    return matches[:MOST]


def _match(coach: CoachProfile, wishes: MatchAsked) -> Match:
    reasons = [
        *(
            MatchReason(wish="language", value=language, points=LANGUAGE)
            for language in dict.fromkeys(wishes.languages)
            if language in coach.languages
        ),
        *(
            MatchReason(wish="specialty", value=specialty, points=SPECIALTY)
            for specialty in dict.fromkeys(wishes.specialties)
            if specialty in coach.specialties
        ),
    ]
    promise = coach.reply_within_hours
    if wishes.reply_within_hours is not None and promise <= wishes.reply_within_hours:
        reasons.append(MatchReason(wish="reply_within_hours", value=str(promise), points=PROMISE))
    return Match(
        coach=CoachProfileOut.model_validate(coach, from_attributes=True),
        points=sum(reason.points for reason in reasons),
        reasons=reasons,
    )
