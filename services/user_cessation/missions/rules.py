"""Which mission is whose day, and which can be done.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from services.user_cessation.missions.models import (
    Mission,
    MissionOut,
    Missions,
    Standing,
)
from services.user_cessation.missions.tasks import MISSIONS
from shared.models.problem import Conflict, NotFound

_PLACES = {mission.code: place for place, mission in enumerate(MISSIONS)}


def missions(standing: Standing, now: datetime) -> Missions:
    """Those whose day has come, counted by the member's own dates from the day of quitting."""
    zone = ZoneInfo(standing.time_zone)
    if standing.quit_at is None or standing.quit_at > now:
        return Missions(today=None, items=[], done=0, of=len(MISSIONS))
    quit_day = standing.quit_at.astimezone(zone).date()
    days = (now.astimezone(zone).date() - quit_day).days
    items = [
        _shown(place, mission, quit_day, standing)
        for place, mission in enumerate(MISSIONS[: days + 1])
    ]
    return Missions(
        today=items[days] if days < len(MISSIONS) else None,
        items=items,
        done=sum(item.done_at is not None for item in items),
        of=len(MISSIONS),
    )


def to_do(standing: Standing | None, code: str, now: datetime) -> UUID:
    """The attempt a mission is done in, if its day has come."""
    if code not in _PLACES:
        raise NotFound("There is no such mission.")
    if standing is None or standing.attempt_id is None or standing.quit_at is None:
        raise Conflict("Set the day you quit first.", code="no_quit_date")
    if code not in {item.code for item in missions(standing, now).items}:
        raise Conflict("The day of this mission is still to come.", code="not_yet")
    return standing.attempt_id


def _shown(place: int, mission: Mission, quit_day: date, standing: Standing) -> MissionOut:
    return MissionOut(
        code=mission.code,
        day=place + 1,
        local_date=quit_day + timedelta(days=place),
        words=mission.words,
        done_at=standing.done.get(mission.code),
    )
