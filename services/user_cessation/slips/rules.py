"""What counts as a slip, and what to offer after one.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.user_cessation.slips.models import Offer, Slip
from shared.models.problem import Conflict, Invalid

LOOK_BACK = timedelta(days=7)
CLOCK_SKEW = timedelta(minutes=5)
"""How far a phone's clock may run ahead of ours."""

FALL, LOW = 2, 4
"""Of ten: by how much confidence has to fall, or how low it has to be."""

UNDO_WITHIN = timedelta(days=1)


def day_of_slip(smoked_at: datetime, quit_at: datetime, time_zone: str, now: datetime) -> date:
    """The member's own day of a cigarette smoked after quitting, this week."""
    if smoked_at > now + CLOCK_SKEW:
        raise _wrong("must not be in the future")
    if smoked_at < now - LOOK_BACK:
        raise _wrong("must be at most 7 days ago")
    if smoked_at < quit_at:
        raise _wrong("must not be before the quit date")
    return smoked_at.astimezone(ZoneInfo(time_zone)).date()


def offers(confidence: int | None, before: int | None) -> list[Offer]:
    """Company and what eases it, when confidence fell or is low: that hastens the next slip.

    Over 1,001 lapses each drop in confidence brought the next one nearer (PMID 21787035); guilt did
    not, so nobody is to be made to feel any. Patches slowed it.
    """
    if confidence is None:
        return []
    fell = before is not None and before - confidence >= FALL
    return ["coach", "cohort", "nrt_information"] if fell or confidence <= LOW else []


def check_in_by(recorded_at: datetime) -> datetime:
    """Until when to look in again: the day after a slip is the likeliest for another."""
    return recorded_at + timedelta(days=1)


def undoable(slip: Slip, now: datetime) -> None:
    """A slip told by mistake can be taken back the same day; after that it is history."""
    if now - slip.recorded_at > UNDO_WITHIN:
        raise Conflict("That slip was told more than a day ago.", code="too_late")


def _wrong(message: str) -> Invalid:
    return Invalid(errors=[{"field": "smoked_at", "message": message}])
