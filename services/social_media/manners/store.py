"""Manners in MongoDB: only of those who chose. One function, one operation."""

from collections.abc import Collection
from typing import Any

from pymongo.database import Database

from services.social_media.manners.models import Manners
from shared.models.ids import UserId


def select_manners(db: Database[Any], people: Collection[UserId]) -> dict[UserId, Manners]:
    """Those of the people who chose."""
    found = db.manners.find({"_id": {"$in": list(people)}})
    return {document.pop("_id"): Manners(**document) for document in found}


def upsert_manners(db: Database[Any], person: UserId, manners: Manners) -> None:
    db.manners.replace_one({"_id": person}, manners.model_dump(), upsert=True)
