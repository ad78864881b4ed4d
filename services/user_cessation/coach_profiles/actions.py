"""What coaches say of themselves."""

from services.user_cessation.coach_profiles import rules, store
from services.user_cessation.coach_profiles.models import (
    CoachProfile,
    CoachProfileIn,
    Match,
    MatchAsked,
)
from shared.models.ids import UserId
from shared.models.problem import NotFound, PreconditionFailed
from shared.postgres.pool import Connection

LOOKED_AT = 200
"""How many coaches are compared; those who meet most wishes are among them."""


def change_profile(
    conn: Connection, coach_id: UserId, new: CoachProfileIn, *, version: int | None
) -> CoachProfile:
    changed = store.update_profile(conn, coach_id, new, version=version)
    profile = store.select_profile(conn, coach_id)
    if profile is None:
        raise NotFound
    if not changed:
        raise PreconditionFailed
    return profile


def find_matches(conn: Connection, member_id: UserId, wishes: MatchAsked) -> list[Match]:
    candidates = store.select_candidates(conn, member_id, wishes, most=LOOKED_AT)
    return rules.ranked(candidates, wishes)
