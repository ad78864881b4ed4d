"""What people read, in every language we speak. A text without one of them cannot be written."""

from pydantic import Field

from shared.models.base import Model


class Words(Model):
    en: str
    vi: str


class Fact(Model):
    """A sentence about health, with whoever says so."""

    code: str
    words: Words
    source: str
    reviewed: bool = Field(default=False, description="Whether a person responsible confirmed it.")
