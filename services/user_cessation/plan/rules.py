"""When someone may quit, and when a new date is a new attempt.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Literal

from services.user_cessation.plan.models import Advice, Attempt
from services.user_cessation.readiness.rules import is_ready
from shared.models.problem import Conflict, Invalid, PreconditionFailed

FURTHEST = timedelta(days=366)
SOON = timedelta(days=14)
"""Each week a quit date is put off makes a lapse likelier (Hughes 2010), so it deserves a word."""


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


def insist(attempt: Attempt | None, version: int | None) -> None:
    """Refuse a change to another plan than the one that was read."""
    if version is not None and (attempt is None or attempt.version != version):
        raise PreconditionFailed


def going_on(attempt: Attempt | None, now: datetime) -> None:
    """Refuse to go on with what has not begun."""
    if attempt is None:
        raise Conflict("Set the day you quit first.", code="no_quit_date")
    if attempt.quit_at > now:
        raise Conflict("Your quit date is still to come.", code="not_quit_yet")


def status(quit_at: datetime, now: datetime) -> Literal["planned", "quit"]:
    return "planned" if quit_at > now else "quit"


def advice(quit_at: datetime, now: datetime) -> Advice | None:
    """A word about a date that is far away: sooner is better, or there is no hurry at all."""
    if not is_ready(quit_at, now):
        return "explore_first"
    return "sooner_is_better" if quit_at > now + SOON else None
