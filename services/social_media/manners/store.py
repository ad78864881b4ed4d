"""Manners in MongoDB: only of those who chose. One function, one operation."""

from typing import Any

from pymongo.database import Database

from services.social_media.manners.models import Manners
from shared.models.ids import UserId


def select_manners(db: Database[Any], person: UserId) -> Manners:
    found = db.manners.find_one({"_id": person}, {"_id": 0})
    return Manners(**found) if found else Manners()


def upsert_manners(db: Database[Any], person: UserId, manners: Manners) -> None:
    db.manners.replace_one({"_id": person}, manners.model_dump(), upsert=True)
