"""A help line: who answers, where, and where we have the number from."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from services.user_cessation.words import Words
from shared.models.base import Input, Model

Kind = Literal["crisis", "emergency", "quitline"]


class HelpLine(Model):
    code: str
    kind: Kind
    name: Words
    number: str | None = Field(
        description="As one dials it there; null where there is only a page."
    )
    text: str | None = Field(default=None, description="What to text, and to which number.")
    url: str | None = None
    hours: Words | None = Field(
        default=None,
        description="When somebody answers. Null: day and night, or nobody has told us.",
    )
    source: str = Field(description="Who publishes the number.")
    checked_on: date | None = Field(
        default=None, description="When it was last compared with a source; null if never."
    )
    reviewed: bool = Field(default=False, description="Whether a person responsible confirmed it.")


class HelpLinesAsked(Input):
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]


class HelpLines(Model):
    country: str
    items: list[HelpLine] = Field(description="Crisis lines first.")
