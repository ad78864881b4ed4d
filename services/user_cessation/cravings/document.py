"""A craving as it is shown: by the clock on the wall where it was felt.

Pure: no clock, no database, no web.
"""

from dataclasses import asdict, fields
from datetime import timedelta
from zoneinfo import ZoneInfo

from services.user_cessation.cravings import rules
from services.user_cessation.cravings.models import Craving, CravingOut, GeoOut, Logged

_STORED = tuple(field.name for field in fields(Craving))
MINUTE = timedelta(minutes=1)


def shown(logged: Logged, *, with_geo: bool) -> CravingOut:
    """Where on the map it was is for the member alone: what they agreed to is that we keep it."""
    zone = ZoneInfo(logged.time_zone)
    there = logged.occurred_at.astimezone(zone)
    known = asdict(logged)
    return CravingOut.model_validate(
        {
            **{name: known[name] for name in _STORED},
            "local_date": there.date(),
            "weekday": there.isoweekday(),
            "part_of_day": rules.part_of_day(there.hour),
            "event_no": logged.event_no,
            "minutes_since_previous": (
                (logged.occurred_at - logged.previous_at) // MINUTE if logged.previous_at else None
            ),
            "days_since_quit": (
                (there.date() - logged.quit_at.astimezone(zone).date()).days
                if logged.quit_at
                else None
            ),
            "geo": _geo(logged) if with_geo else None,
        }
    )


def _geo(logged: Logged) -> GeoOut | None:
    if logged.latitude is None or logged.longitude is None:
        return None
    return GeoOut(latitude=float(logged.latitude), longitude=float(logged.longitude))
