"""What this service does by the clock. A minute's tick may be late, doubled or lost: each job knows
which of its slots are done, so the next tick makes up for it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.social_media import jobs
from services.social_media.cases import actions as cases
from services.social_media.chat import replies
from services.social_media.cohorts import placing
from services.social_media.cohorts import upkeep as cohorts
from services.social_media.decisions import actions as decisions
from services.social_media.feed import upkeep
from services.social_media.keepers import KEEPERS
from services.social_media.rooms import actions as rooms
from services.social_media.sockets.fanout import Delivery
from shared.observability.logs import logger

Work = Callable[[Database[Any], datetime, datetime], list[Delivery]]
"""Takes the slot and what time it is; returns what whoever is connected should see."""

log = logger("social_media_consumer")


def pick(db: Database[Any], slot: datetime, now: datetime) -> list[Delivery]:
    upkeep.pick(db, slot, now=now)
    return []


def purge(db: Database[Any], _: datetime, now: datetime) -> list[Delivery]:
    upkeep.purge(db, now=now)
    return []


def follow_rooms(db: Database[Any], _: datetime, now: datetime) -> list[Delivery]:
    return rooms.follow_all(db, now=now)


def look_for_overdue(db: Database[Any], slot: datetime, _: datetime) -> list[Delivery]:
    replies.look_for_overdue(db, slot)
    return []


def place_everybody(db: Database[Any], _: datetime, now: datetime) -> list[Delivery]:
    return placing.place_everybody(db, now=now)


def look_after_cohorts(db: Database[Any], _: datetime, now: datetime) -> list[Delivery]:
    return cohorts.look_after_all(db, now=now)


def mark_overdue(db: Database[Any], slot: datetime, _: datetime) -> list[Delivery]:
    cases.look_for_overdue(db, slot)
    return []


def finish_decisions(db: Database[Any], _: datetime, now: datetime) -> list[Delivery]:
    return decisions.finish_undone(db, KEEPERS, now=now)


DAILY: Mapping[str, Work] = {
    "feed.picks": pick,
    "feed.purge": purge,
}
"""Done once for each day, by UTC."""

HOURLY: Mapping[str, Work] = {
    "cohorts.place": place_everybody,
    "cohorts.look_after": look_after_cohorts,
}
"""Done once for each hour."""

ALWAYS: Mapping[str, Work] = {
    "cases.overdue": mark_overdue,
    "decisions.finish": finish_decisions,
    "chat.replies": look_for_overdue,
    "rooms.follow": follow_rooms,
}
"""Done at every tick: there is nearly always nothing to do, and twice does no harm."""


def tick(db: Database[Any], slot: datetime, *, now: datetime) -> list[Delivery]:
    """Do what is due at a slot and not done. One job that fails holds up no other."""
    deliveries: list[Delivery] = []
    failed: list[str] = []
    for name, work in {**ALWAYS, **HOURLY, **DAILY}.items():
        try:
            if name in DAILY:
                deliveries += _once(db, name, jobs.day_of(slot), work, now)
            elif name in HOURLY:
                deliveries += _once(db, name, jobs.hour_of(slot), work, now)
            else:
                deliveries += work(db, slot, now)
        except Exception:
            log.exception("job failed", job=name, slot=slot.isoformat())
            failed.append(name)
    if failed:
        raise JobsFailed(failed)
    return deliveries


class JobsFailed(Exception):
    """Some jobs of a slot are not done; the queue delivers the tick again."""


def _once(
    db: Database[Any], name: str, slot: datetime, work: Work, now: datetime
) -> list[Delivery]:
    made: list[Delivery] = []
    jobs.once(db, name, slot, lambda: made.extend(work(db, slot, now)), now=now)
    return made
