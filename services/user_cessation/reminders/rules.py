"""When an appointment is to be spoken of.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from datetime import datetime, timedelta

WILL_BE_HELD = "confirmed"

BEFORE = (timedelta(hours=24), timedelta(hours=1))


def first_word(status: str, starts_at: datetime, now: datetime) -> datetime | None:
    """A day before, or an hour before if that has passed; never once it will not be held."""
    if status != WILL_BE_HELD:
        return None
    return next((starts_at - before for before in BEFORE if starts_at - before > now), None)
