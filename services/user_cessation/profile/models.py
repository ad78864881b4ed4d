"""A member's profile: where they live, what they smoked, and what it cost them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, PlainSerializer

from services.user_cessation.money import Money, MoneyIn
from shared.models.base import Input, Model, Moment, Text, Whole

ALWAYS = datetime(1900, 1, 1, tzinfo=UTC)
"""When the first price a member gives us starts to hold: before anyone here began to smoke."""

_ZONES = frozenset(available_timezones())


def _known_zone(name: str) -> str:
    if name not in _ZONES:
        raise ValueError("must be an IANA time zone, like Europe/Madrid")
    return name


def _plain_decimal(value: object) -> object:
    """Refuse the spellings of a number that nobody means: true, 1e1, 1_5, other digits."""
    if isinstance(value, str) and not (value.isascii() and value.replace(".", "", 1).isdigit()):
        raise ValueError("must be a decimal number, like 12.5")
    return value


class Product(StrEnum):
    CIGARETTE = "cigarette"
    ROLL_UP = "roll_up"
    VAPE = "vape"
    POUCH = "pouch"
    SMOKELESS = "smokeless"
    OTHER = "other"


TimeZone = Annotated[Text, Field(max_length=64), AfterValidator(_known_zone)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]
UnitsPerDay = Annotated[
    Decimal, Field(gt=0, le=200, decimal_places=1), BeforeValidator(_plain_decimal)
]
PackSize = Annotated[Whole, Field(ge=1, le=1000)]
MinutesToFirst = Annotated[Whole, Field(ge=0, le=1440)]


@dataclass(frozen=True, slots=True)
class Profile:
    time_zone: str
    country: str
    version: int


@dataclass(frozen=True, slots=True)
class Tobacco:
    product: str
    units_per_day: Decimal
    pack_size: int
    minutes_to_first: int | None
    version: int


@dataclass(frozen=True, slots=True)
class Price:
    effective_from: datetime
    amount_minor: int
    currency: str


class ProfileIn(Input):
    time_zone: TimeZone
    country: Country


class ProfileOut(Model):
    time_zone: str
    country: str
    version: int


class TobaccoIn(Input):
    product: Product
    units_per_day: UnitsPerDay
    pack_size: PackSize
    minutes_to_first: MinutesToFirst | None = None


class TobaccoOut(Model):
    product: Product
    units_per_day: Annotated[Decimal, PlainSerializer("{:.1f}".format, return_type=str)]
    pack_size: int
    minutes_to_first: int | None
    version: int


class PriceIn(Input):
    price: MoneyIn
    effective_from: Moment | None = None


class PriceOut(Model):
    price: Money
    effective_from: AwareDatetime


class Prices(Model):
    items: list[PriceOut]


def priced(price: Price) -> PriceOut:
    return PriceOut(
        price=Money(amount_minor=price.amount_minor, currency=price.currency),
        effective_from=price.effective_from,
    )
