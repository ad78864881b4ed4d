"""What of themselves a member lets their coach see."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StrictBool

from shared.models.base import Input, Model


class SharedField(StrEnum):
    PROGRESS = "progress"
    CHECK_IN_NOTES = "check_in_notes"
    CRAVINGS = "cravings"
    ASSESSMENTS = "assessments"
    WITHDRAWAL = "withdrawal"
    JOURNAL = "journal"


UNTIL_CHOSEN = tuple(field for field in SharedField if field is not SharedField.JOURNAL)
"""What is shared before somebody chooses: nothing that is written for nobody else."""


@dataclass(frozen=True, slots=True)
class Sharing:
    fields: list[str]
    stand_in: bool
    shares_at_all: bool
    version: int


class SharingIn(Input):
    fields: Annotated[list[SharedField], Field(max_length=len(SharedField))]
    stand_in: StrictBool | None = Field(
        default=None,
        description="Whether another coach may be asked where mine is late; null changes nothing.",
    )


class SharingOut(Model):
    fields: list[SharedField]
    stand_in: bool = Field(
        description="Whether another coach may be asked where mine is late. They become a contact "
        "of mine, learn that I wait, and see nothing that I share with my coach."
    )
    shares_at_all: bool = Field(
        description="Without the consent to share with a coach nothing is seen, whatever is chosen."
    )
    version: int
