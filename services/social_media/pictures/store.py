"""Pictures in MongoDB: what is known of them, not the pictures. One function, one operation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.pictures.models import Shot
from shared.models.media import Purpose


def upsert_picture(db: Database[Any], shot: Shot, *, at: datetime) -> None:
    db.pictures.update_one(
        {"_id": shot.upload_id},
        {
            "$setOnInsert": {
                "user_id": shot.user_id,
                "purpose": shot.purpose.value,
                "width": shot.width,
                "height": shot.height,
                "blurhash": shot.blurhash,
                "at": at,
            }
        },
        upsert=True,
    )


def select_pictures(db: Database[Any], ids: Iterable[UUID]) -> dict[UUID, Shot]:
    """Those of the pictures that can be shown, by upload."""
    return {
        document["_id"]: Shot(
            upload_id=document["_id"],
            user_id=document["user_id"],
            purpose=Purpose(document["purpose"]),
            width=document["width"],
            height=document["height"],
            blurhash=document["blurhash"],
        )
        for document in db.pictures.find({"_id": {"$in": list(ids)}})
    }
