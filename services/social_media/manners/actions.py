"""Reading and choosing one's manners."""

from typing import Any

from pymongo.database import Database

from services.social_media.manners import store
from services.social_media.manners.models import Manners, NewManners
from services.social_media.sockets.fanout import Delivery, asides_changed
from shared.models.ids import UserId


def manners_of(db: Database[Any], person: UserId) -> Manners:
    return store.select_manners(db, person)


def choose(db: Database[Any], me: UserId, chosen: NewManners) -> tuple[Manners, list[Delivery]]:
    """My manners from now on, and what makes open sockets heed them at once."""
    manners = Manners(**chosen.model_dump())
    store.upsert_manners(db, me, manners)
    return manners, [asides_changed(me)]
