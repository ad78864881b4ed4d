"""Reading and choosing one's manners."""

from collections.abc import Collection
from typing import Any

from pymongo.database import Database

from services.social_media.manners import store
from services.social_media.manners.models import Manners, NewManners
from services.social_media.sockets.fanout import Delivery, asides_changed
from shared.models.ids import UserId

_USUAL = Manners()


def manners_of(db: Database[Any], people: Collection[UserId]) -> dict[UserId, Manners]:
    """The manners of each of the people; most never chose."""
    chosen = store.select_manners(db, people)
    return {person: chosen.get(person, _USUAL) for person in people}


def choose(db: Database[Any], me: UserId, chosen: NewManners) -> tuple[Manners, list[Delivery]]:
    """My manners from now on, and what makes open sockets heed them at once."""
    manners = Manners(**chosen.model_dump())
    store.upsert_manners(db, me, manners)
    return manners, [asides_changed(me)]
