"""The strictness every model at an edge shares."""

from datetime import datetime
from typing import Annotated

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)

from shared.models.problem import Invalid


class Model(BaseModel):
    """What goes out: immutable, and nothing it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Input(BaseModel):
    """What comes in: unknown fields are refused, so nobody assigns what they should not."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=10_000)


def _storable(text: str) -> str:
    # PostgreSQL text cannot hold NUL, and a lone surrogate is not Unicode text at all.
    if "\x00" in text:
        raise ValueError("must not contain the NUL character")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("must be valid Unicode")
    return text


def _spoken(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    return text


def _within_reason(moment: datetime) -> datetime:
    if not 1900 <= moment.year <= 2200:
        raise ValueError("must be between the years 1900 and 2200")
    return moment


Text = Annotated[str, AfterValidator(_storable)]
"""Text a database can hold. Bound its length with `Field(max_length=…)`, in code points."""

Name = Annotated[Text, Field(min_length=1, max_length=80), AfterValidator(_spoken)]

Moment = Annotated[AwareDatetime, AfterValidator(_within_reason)]
"""An instant with an offset (RFC 3339)."""


def invalid_from(error: ValidationError) -> Invalid:
    """The problem that names each wrong field. Never repeats what was sent."""
    return Invalid(
        errors=[
            {"field": ".".join(str(part) for part in fault["loc"]), "message": fault["msg"]}
            for fault in error.errors(include_url=False, include_input=False, include_context=False)
        ]
    )
