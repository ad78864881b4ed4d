"""When someone may quit, and when a new date is a new attempt.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Literal

from services.user_cessation.plan.models import Attempt
from shared.models.problem import Invalid

FURTHEST = timedelta(days=366)
SOON = timedelta(days=14)
"""Each week a quit date is put off makes a lapse likelier, so further away deserves a word."""


class Change(Enum):
    NOTHING = auto()
    BEGIN = auto()
    MOVE = auto()
    BEGIN_AGAIN = auto()


def change(attempt: Attempt | None, quit_at: datetime, now: datetime) -> Change:
    """What setting this date means. Any past is fine: people come to us who quit long ago.

    A date that has not come yet is a plan, and may move. One that has come is history: whoever
    sets another date after it smoked in between, and begins again without losing what was.
    """
    if quit_at > now + FURTHEST:
        raise Invalid(errors=[{"field": "quit_at", "message": "must be at most a year ahead"}])
    if attempt is None:
        return Change.BEGIN
    if attempt.quit_at == quit_at:
        return Change.NOTHING
    return Change.MOVE if attempt.quit_at > now else Change.BEGIN_AGAIN


def status(quit_at: datetime, now: datetime) -> Literal["planned", "quit"]:
    return "planned" if quit_at > now else "quit"


def advice(quit_at: datetime, now: datetime) -> Literal["sooner_is_better"] | None:
    return "sooner_is_better" if quit_at > now + SOON else None
