"""What the upload endpoints take and give, and what is known about an upload."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime

from shared.models.base import Input, Model
from shared.models.ids import UserId
from shared.models.media import Purpose, Refusal

State = Literal["pending", "ready", "rejected"]


class ContentType(StrEnum):
    PNG = "image/png"
    JPEG = "image/jpeg"
    WEBP = "image/webp"


class Size(StrEnum):
    FULL = "full"
    SMALL = "small"


class NewUpload(Input):
    purpose: Purpose
    content_type: ContentType


class Ticket(Model):
    """A form to post the file with: `fields` first and as they are, the file last, as `file`."""

    upload_id: UUID
    url: str
    fields: dict[str, str]
    largest_bytes: int
    expires_at: AwareDatetime


class Rendition(Model):
    size: Size
    width: int
    height: int
    url: str


class Picture(Model):
    blurhash: str
    """A few characters that draw a blurred preview while the picture loads."""
    renditions: tuple[Rendition, ...]
    urls_expire_at: AwareDatetime


class UploadView(Model):
    upload_id: UUID
    purpose: Purpose
    state: State
    reason: Refusal | None = None
    """Why it was rejected."""
    picture: Picture | None = None
    """Once it is ready."""
    created_at: AwareDatetime


@dataclass(frozen=True, slots=True)
class Upload:
    upload_id: UUID
    user_id: UserId | None
    """None once the account is erased."""
    purpose: str
    content_type: str
    state: State
    reason: str | None
    width: int | None
    height: int | None
    blurhash: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Image:
    """A picture made from scratch: nothing of the uploaded bytes is left but what one sees."""

    width: int
    height: int
    blurhash: str
    renditions: dict[Size, bytes]
    """WebP files."""
