"""The strictness every model at an edge shares."""

import re
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    ValidationError,
)

from shared.models.problem import Invalid

_TIMESTAMP = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}.*", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Model(BaseModel):
    """What goes out: immutable, and nothing it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Input(BaseModel):
    """What comes in: unknown fields are refused, so nobody assigns what they should not."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=10_000)

    @classmethod
    @cache
    def model_json_schema(  # type: ignore[override]  # the same arguments, remembered
        cls, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        # The web layer asks for it on every request that has a query, and making it takes longer
        # than answering the request.
        return super().model_json_schema(*args, **kwargs)


def _storable(text: str) -> str:
    # PostgreSQL text cannot hold NUL, and a lone surrogate is not Unicode text at all.
    if "\x00" in text:
        raise ValueError("must not contain the NUL character")
    if not text.isascii() and _SURROGATE.search(text):
        raise ValueError("must be valid Unicode")
    return text


def _spoken(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    return text


def _written(form: re.Pattern[str], description: str) -> BeforeValidator:
    """Refuse what pydantic would guess at: numbers, and digits in strings, as seconds of 1970."""

    def check(value: object) -> object:
        if isinstance(value, date) or (isinstance(value, str) and form.fullmatch(value)):
            return value
        raise ValueError(f"must be {description}")

    return BeforeValidator(check)


def _within_reason(moment: datetime) -> datetime:
    if not 1900 <= moment.year <= 2200:
        raise ValueError("must be between the years 1900 and 2200")
    return moment


Text = Annotated[str, AfterValidator(_storable)]
"""Text a database can hold. Bound its length with `Field(max_length=…)`, in code points."""

Name = Annotated[Text, Field(min_length=1, max_length=80), AfterValidator(_spoken)]

Moment = Annotated[
    AwareDatetime,
    AfterValidator(_within_reason),
    _written(_TIMESTAMP, "a time with an offset (RFC 3339)"),
]
"""An instant with an offset (RFC 3339)."""

Day = Annotated[date, _written(_DATE, "a date (YYYY-MM-DD)")]
"""A calendar date, in whatever zone the field says."""

Whole = StrictInt
"""A number without a fraction: neither text nor true and false pass for one."""


def invalid_from(error: ValidationError) -> Invalid:
    """The problem that names each wrong field. Never repeats what was sent."""
    return Invalid(
        errors=[
            {"field": ".".join(str(part) for part in fault["loc"]), "message": fault["msg"]}
            for fault in error.errors(include_url=False, include_input=False, include_context=False)
        ]
    )
