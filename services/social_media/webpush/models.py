"""A browser that wants to be woken, and how it says so."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.models.base import Input, Model, Text

MOST_DEVICES = 10


@dataclass(frozen=True, slots=True)
class Subscription:
    """`p256dh` is the browser's public key, 65 bytes; `auth` the 16 bytes it shares with us."""

    subscription_id: UUID
    endpoint: str
    p256dh: bytes
    auth: bytes
    at: datetime


Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+={0,2}$", max_length=100)]
"""base64url, as browsers give it."""


class PushKeys(Input):
    p256dh: Key
    auth: Key


class NewSubscription(Input):
    """What `PushSubscription.toJSON()` gives, without the time it never sets."""

    endpoint: Text = Field(min_length=10, max_length=1_000)
    keys: PushKeys


class PushSubscriptionOut(Model):
    subscription_id: UUID
    service: str = Field(description="The host that wakes the browser.")
    at: datetime


class PushSubscriptionList(Model):
    items: list[PushSubscriptionOut]


class SubscriptionPath(Input):
    subscription_id: UUID


class PushKey(Model):
    """The application server key of `pushManager.subscribe`, base64url."""

    public_key: str
