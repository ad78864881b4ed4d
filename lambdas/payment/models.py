"""What the billing endpoints take and give."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from shared.models.base import Input, Model, Text

FREE = "core"
"""The plan everybody has."""


class Money(Model):
    amount_minor: int
    currency: str


class Plan(Model):
    plan_id: str
    name: dict[str, str]
    """By language."""
    includes: list[str]
    """Keys of what it adds to the free core."""
    recurs: Literal["month", "year"]
    prices: list[Money]


class Plans(Model):
    items: list[Plan]


class NewCheckout(Input):
    """What to buy. The price, the customer and where to come back to are ours to say."""

    plan_id: Annotated[Text, Field(min_length=1, max_length=64)]
    currency: Annotated[Text, Field(pattern=r"^[A-Z]{3}$")]


class Checkout(Model):
    checkout_id: UUID
    url: str
    expires_at: datetime


class Portal(Model):
    url: str


class VoucherCode(Input):
    code: Annotated[Text, Field(min_length=1, max_length=100)]


class Membership(Model):
    """What somebody is entitled to right now."""

    plan_id: str
    source: Literal["free", "subscription", "voucher"]
    valid_until: datetime | None = None


class SubscriptionOut(Model):
    plan_id: str | None = None
    price: Money | None = None
    status: str
    current_period_end: datetime
    cancel_at_period_end: bool
    grace_until: datetime | None = None
    """Until when the membership goes on although a payment failed."""


class Billing(Model):
    membership: Membership
    subscription: SubscriptionOut | None = None
