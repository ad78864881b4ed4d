"""Nicotine replacement as its labels have it, and what makes it wise to ask somebody first."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from services.user_cessation.lists import once
from services.user_cessation.words import Fact, Words
from shared.models.base import Input, Model

Standing = Literal["ask_first", "professional", "information"]
Basis = Literal["cigarettes_per_day", "minutes_to_first"]


class NrtProduct(StrEnum):
    PATCH_24H = "patch_24h"
    PATCH_16H = "patch_16h"
    GUM = "gum"
    LOZENGE = "lozenge"
    MOUTH_SPRAY = "mouth_spray"


class CautionCode(StrEnum):
    PREGNANT = "pregnant"
    BREAST_FEEDING = "breast_feeding"
    HEART = "heart"
    STROKE = "stroke"
    KIDNEY = "kidney"
    LIVER = "liver"
    DIABETES = "diabetes"
    MEDICINES = "medicines"
    DENTURES = "dentures"
    SKIN = "skin"


class Caution(Model):
    """A reason to ask first: about everything, or about the products it names."""

    code: CautionCode
    words: Words
    only: tuple[NrtProduct, ...] = Field(
        default=(), description="The products it is about; none means all of them."
    )
    source: str
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class LabelRule:
    """Whom a label is for, in the label's own terms: all bounds that are there have to hold."""

    basis: Basis
    over: int | None = None
    at_least: int | None = None
    up_to: int | None = None
    below: int | None = None


class LabelStep(Model):
    """One stretch of a course. Weeks count from 1 and both belong to it."""

    strength: str
    from_week: int | None = Field(description="Null where the label says nothing of weeks.")
    until_week: int | None
    use: Words | None = Field(default=None, description="How often, as the label has it.")


@dataclass(frozen=True, slots=True)
class NrtLabel:
    """A row as printed. Nothing in it is computed, and nothing is to be computed from it."""

    code: str
    country: str
    product: NrtProduct
    brand: str | None
    strength: str | None
    rule: LabelRule | None
    for_whom: Words | None
    steps: tuple[LabelStep, ...]
    max_day: int | None
    note: Words | None
    source: str
    url: str
    checked_on: date | None
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Smoker:
    """What a label has to know. `codes` is None until they were asked."""

    codes: list[str] | None
    version: int
    birth_date: date
    time_zone: str
    country: str | None
    product: str | None
    units_per_day: Decimal | None
    minutes_to_first: int | None


class CautionsIn(Input):
    codes: Annotated[
        tuple[CautionCode, ...],
        Field(
            max_length=len(CautionCode),
            description="All that hold; an empty list says that none does.",
        ),
        AfterValidator(once),
    ]


class CautionsOut(Model):
    answered: bool
    codes: list[CautionCode]
    questions: list[Caution] = Field(description="What to ask, in this order.")
    version: int


class NrtLabelOut(Model):
    code: str
    country: str
    product: NrtProduct
    brand: str | None
    strength: str | None
    for_whom: Words | None
    steps: list[LabelStep]
    max_day: int | None = Field(description="The most a day; null where the source has none.")
    note: Words | None
    source: str
    url: str
    checked_on: date | None = Field(description="When it was compared with its source, if ever.")
    reviewed: bool


class NrtInfoOut(Model):
    standing: Standing = Field(
        description="`ask_first`: answer the questions. `professional`: no label, talk to somebody."
    )
    card: Words
    country: str | None
    labels: list[NrtLabelOut]
    ask_about: list[NrtProduct] = Field(description="Left out, because of an answer of mine.")
    needs: list[Basis] = Field(description="What my profile lacks for a label to be chosen.")
    facts: list[Fact]
