"""This service's part of a copy of somebody's data: put into the bucket, then announced."""

import io
from datetime import datetime
from typing import Any

import orjson
from pymongo.database import Database

from services.social_media.privacy import store
from services.social_media.privacy.actions import collect
from shared import exports
from shared.models.events import ExportPartReady, ExportRequested
from shared.models.ids import UserId
from shared.shelf import Shelf


def answer(db: Database[Any], event: ExportRequested, shelf: Shelf, *, now: datetime) -> None:
    """Make the part and say where it is. Asked again, it is made anew and said again."""
    document = orjson.dumps(collect(db, UserId(event.user_id)), option=orjson.OPT_UTC_Z)
    key = exports.part_key(event.export_id)
    shelf.put(key, io.BytesIO(document), "application/json")
    ready = ExportPartReady(
        occurred_at=now,
        request_id=event.request_id,
        user_id=event.user_id,
        export_id=event.export_id,
        part="community",
        key=key,
    )
    store.upsert_export(db, event.export_id, ready, at=now)
