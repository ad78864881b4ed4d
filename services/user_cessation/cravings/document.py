"""A craving as the member sees it: by the clock on the wall where it was felt.

Pure: no clock, no database, no web.
"""

from dataclasses import asdict
from zoneinfo import ZoneInfo

from services.user_cessation.cravings import rules
from services.user_cessation.cravings.models import Craving, CravingOut


def shown(craving: Craving) -> CravingOut:
    there = craving.occurred_at.astimezone(ZoneInfo(craving.time_zone))
    return CravingOut.model_validate(
        {
            **asdict(craving),
            "local_date": there.date(),
            "weekday": there.isoweekday(),
            "part_of_day": rules.part_of_day(there.hour),
        }
    )
