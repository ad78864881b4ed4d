"""What may be uploaded, by whom, where it lies and how long. Pure: callers pass `now`."""

import re
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from lambdas.upload.models import ContentType, Size, Upload
from shared import exports
from shared.auth.authenticator import Caller
from shared.models.ids import UserId
from shared.models.media import Refusal

LARGEST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = {
    ContentType.PNG: 25_000_000,
    ContentType.JPEG: 25_000_000,
    # Its decoder holds three more copies of the picture.
    ContentType.WEBP: 16_000_000,
}

TICKET_LIFETIME = timedelta(minutes=5)
URL_LIFETIME = timedelta(minutes=5)
QUOTA_WINDOW = timedelta(hours=24)

PATIENCE = timedelta(hours=1)
"""How long an upload may stay pending: its ticket's life, and every retry of judging it."""
QUARANTINE = 2 * PATIENCE
"""How long anything may lie in quarantine. By then no upload waits for it."""
REMEMBERED = timedelta(days=30)
"""How long a rejected upload can be looked up."""

EDGES = {Size.FULL: 2048, Size.SMALL: 320}
"""The longer edge of each size, in pixels."""

QUARANTINE_PREFIX = "quarantine/"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_QUARANTINE_KEY = re.compile(rf"{QUARANTINE_PREFIX}({_UUID})/({_UUID})")


class Refused(Exception):
    """An upload is not acceptable, and never will be."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


class Address(NamedTuple):
    """Whose upload an object in quarantine claims to be."""

    user_id: UserId
    upload_id: UUID


def quarantine_key(user_id: UserId, upload_id: UUID) -> str:
    return f"{QUARANTINE_PREFIX}{user_id}/{upload_id}"


def quarantine_of(user_id: UserId) -> str:
    """The prefix of whatever somebody has in quarantine."""
    return f"{QUARANTINE_PREFIX}{user_id}/"


def export_keys(export_id: UUID) -> list[str]:
    return [exports.part_key(export_id), exports.archive_key(export_id)]


def address_of(key: str) -> Address | None:
    """Read a quarantine key; None for any other."""
    found = _QUARANTINE_KEY.fullmatch(key)
    return Address(UserId(UUID(found[1])), UUID(found[2])) if found else None


def media_key(upload_id: UUID, size: Size) -> str:
    return f"media/{upload_id}/{size}.webp"


def media_keys(upload_id: UUID) -> list[str]:
    return [media_key(upload_id, size) for size in Size]


def may_see(upload: Upload, caller: Caller) -> bool:
    """Whether someone may follow an upload and see its picture: its owner alone.

    A picture that is shown to others is shown by the feature it belongs to, which knows to whom.
    """
    return upload.user_id == caller.user_id


def wait_for_quota(begun: int, oldest: datetime | None, *, most: int, now: datetime) -> int | None:
    """Seconds until one more upload may begin; None when it may now."""
    if begun < most or oldest is None:
        return None
    return max(1, int((oldest + QUOTA_WINDOW - now).total_seconds()) + 1)


def fitted(width: int, height: int, edge: int) -> tuple[int, int]:
    """Width and height shrunk until the longer one is `edge`; never enlarged."""
    longer = max(width, height)
    if longer <= edge:
        return width, height
    return max(1, round(width * edge / longer)), max(1, round(height * edge / longer))
