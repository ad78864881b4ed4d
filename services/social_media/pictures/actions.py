"""Learning of pictures from events, and what other features may ask about them."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.pictures import store
from services.social_media.pictures.addresses import addresses
from services.social_media.pictures.models import ImageOut, Shot
from shared.models.events import MediaReady
from shared.models.ids import UserId
from shared.models.media import Purpose
from shared.models.problem import Invalid


def learn(db: Database[Any], event: MediaReady) -> None:
    """Know a picture, once however often we hear of it."""
    shot = Shot(
        upload_id=event.upload_id,
        user_id=UserId(event.user_id),
        purpose=event.purpose,
        width=event.width,
        height=event.height,
        blurhash=event.blurhash,
    )
    store.upsert_picture(db, shot, at=event.occurred_at)


def check_own(
    db: Database[Any], owner: UserId, uploads: Sequence[UUID], purpose: Purpose, *, field: str
) -> list[Shot]:
    """The pictures. Raises Invalid unless they are different ones of the owner for this purpose."""
    if not uploads:
        return []
    known = store.select_pictures(db, uploads)
    usable = {
        upload_id
        for upload_id, shot in known.items()
        if shot.user_id == owner and shot.purpose is purpose
    }
    if len(usable) < len(uploads):
        fault = {"field": field, "message": "must be different pictures of yours that are ready"}
        raise Invalid(errors=[fault])
    return [known[upload_id] for upload_id in uploads]


def images_by_id(db: Database[Any], uploads: Iterable[UUID]) -> dict[UUID, ImageOut]:
    """Those of the pictures that can be shown, as they are shown. Serves a request."""
    ids = set(uploads)
    if not ids:
        return {}
    return {upload_id: shown(shot) for upload_id, shot in store.select_pictures(db, ids).items()}


def shown(shot: Shot) -> ImageOut:
    address = addresses().of(shot.upload_id)
    return ImageOut(
        upload_id=shot.upload_id,
        width=shot.width,
        height=shot.height,
        blurhash=shot.blurhash,
        url=address.full,
        small_url=address.small,
        expires_at=address.expires_at,
    )
