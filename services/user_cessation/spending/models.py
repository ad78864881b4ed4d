"""What nicotine replacement costs a member."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.medication.models import NrtProduct
from services.user_cessation.money import Currency, Money
from services.user_cessation.paging import Page, Place
from shared.models.base import Input, Model, Moment, Whole


@dataclass(frozen=True, slots=True)
class Spending:
    spending_id: UUID
    client_id: UUID
    product: str
    amount_minor: int
    currency: str
    paid_at: datetime
    recorded_at: datetime


class Paid(Input):
    amount_minor: Annotated[Whole, Field(ge=1, le=1_000_000_000)]
    currency: Currency


class SpendingIn(Input):
    client_id: UUID
    product: NrtProduct
    paid: Paid
    paid_at: Moment | None = None


class SpendingOut(Model):
    spending_id: UUID
    client_id: UUID
    product: NrtProduct
    paid: Money
    paid_at: AwareDatetime
    recorded_at: AwareDatetime


class SpendingPath(Input):
    spending_id: UUID


class SpendingsPage(Page):
    after: Place | None = None


class Spendings(Model):
    items: list[SpendingOut]
    next: str | None


def shown(spending: Spending) -> SpendingOut:
    return SpendingOut(
        spending_id=spending.spending_id,
        client_id=spending.client_id,
        product=NrtProduct(spending.product),
        paid=Money(amount_minor=spending.amount_minor, currency=spending.currency),
        paid_at=spending.paid_at,
        recorded_at=spending.recorded_at,
    )
