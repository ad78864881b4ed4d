"""What goes to somebody who is away: a parcel, and what is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import Field

from services.social_media.preferences.models import Channel
from services.social_media.preferences.rules import Way
from shared.models.base import Input, Model
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory


class DeliveryStatus(StrEnum):
    """How far a parcel has come."""

    PENDING = "pending"
    SENT = "sent"
    READ = "read"
    FAILED = "failed"
    """Tried too often; somebody of support decides."""
    DROPPED = "dropped"
    """No longer wanted, read already, too late, or nowhere to send it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One notification in a parcel."""

    notification_id: UUID
    category: NotificationCategory
    title_key: str
    data: Mapping[str, Any]
    critical: bool
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Parcel:
    """`attempts` counts this one. `sent_to` are the devices that have it."""

    parcel_id: str
    user_id: UserId
    channel: Channel
    way: Way
    items: tuple[Item, ...]
    attempts: int
    sent_to: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message as it leaves. A digest has an id of its own and says how many."""

    notification_id: UUID
    category: NotificationCategory
    key: str
    data: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Log:
    """A parcel as support sees it: what it is about only by its category."""

    parcel_id: str
    user_id: UserId
    channel: Channel
    way: Way
    status: DeliveryStatus
    categories: tuple[NotificationCategory, ...]
    attempts: int
    error: str | None
    at: datetime
    due_at: datetime | None
    sent_at: datetime | None
    read_at: datetime | None


class DeliveryOut(Model):
    delivery_id: str
    user_id: UUID
    channel: Channel
    way: Way
    status: DeliveryStatus
    categories: list[NotificationCategory]
    attempts: int
    error: str | None
    at: datetime
    due_at: datetime | None
    sent_at: datetime | None
    read_at: datetime | None


class DeliveryList(Model):
    items: list[DeliveryOut]
    next: str | None


class DeliveryQuery(Input):
    user_id: UUID | None = None
    status: DeliveryStatus = DeliveryStatus.FAILED
    limit: int = Field(default=50, ge=1, le=100)
    after: str | None = Field(default=None, max_length=150)


class DeliveryPath(Input):
    delivery_id: str = Field(min_length=1, max_length=250)
