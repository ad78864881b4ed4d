"""Pictures people uploaded, and how they are shown."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import AwareDatetime

from shared.models.base import Model
from shared.models.ids import UserId
from shared.models.media import Purpose


class PictureSize(StrEnum):
    FULL = "full"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Shot:
    """An upload that was checked and can be shown. `width` and `height` are in pixels."""

    upload_id: UUID
    user_id: UserId
    purpose: Purpose
    width: int
    height: int
    blurhash: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where a picture can be fetched for a few minutes."""

    full: str
    small: str
    expires_at: datetime


class ImageOut(Model):
    """A picture to show. Its addresses work until `expires_at`; after that, ask again."""

    upload_id: UUID
    width: int
    height: int
    blurhash: str
    url: str
    small_url: str
    expires_at: AwareDatetime
