"""What someone is told, and how it looks at the edge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from shared.models.base import Input, Model
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory, TitleKey


@dataclass(frozen=True, slots=True)
class News:
    """Something to tell one person. The client has the words for `title_key` and fills in `data`.

    `data` holds ids and names. It never holds a value about someone's health.
    """

    user_id: UserId
    event_id: UUID
    category: NotificationCategory
    title_key: TitleKey
    data: Mapping[str, Any]
    at: datetime
    critical: bool = False
    """Whether it waits for nothing: neither the morning nor its turn."""
    only_here: bool = False
    """Whether it is for the app alone: neither an inbox nor a lock screen shows it."""
    expires_at: datetime | None = None
    """From when on nobody who is away needs to hear of it any more."""
    by: UserId | None = None
    """Whoever did it, where `data` may not say so. It is kept for blocks, and shown to nobody."""


@dataclass(frozen=True, slots=True)
class Notification:
    """News as it was stored."""

    notification_id: UUID
    category: NotificationCategory
    title_key: str
    data: Mapping[str, Any]
    at: datetime
    read_at: datetime | None


class NotificationOut(Model):
    notification_id: UUID
    category: NotificationCategory
    title_key: str = Field(
        description="Names the sentence to show. More may come; have a plain one for those."
    )
    data: dict[str, Any]
    at: datetime
    read_at: datetime | None


class NotificationList(Model):
    items: list[NotificationOut]
    next: str | None
    unread: int


class NotificationQuery(Input):
    unread: bool = False
    limit: int = Field(default=50, ge=1, le=100)
    after: UUID | None = None


class NotificationPath(Input):
    notification_id: UUID
