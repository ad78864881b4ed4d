"""Getting ready for a quit date: set it, tell somebody, anticipate, remove tobacco (STAR)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field, StrictBool

from services.user_cessation.lists import once
from shared.models.base import Input, Model

Cleared = Literal["todo", "done", "none"]


class Told(StrEnum):
    """Who knows. No names: they are other people's."""

    PARTNER = "partner"
    FAMILY = "family"
    FRIENDS = "friends"
    COLLEAGUES = "colleagues"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Preparation:
    """What was ticked for one attempt. Version 1 is the list before anything was."""

    told: list[str]
    tell_skipped: bool
    home: Cleared
    car: Cleared
    work: Cleared
    version: int


@dataclass(frozen=True, slots=True)
class Readying(Preparation):
    """All the list is made from. Without a quit date nothing is ticked."""

    attempt_id: UUID | None
    quit_at: datetime | None
    pairs: int


class RemovedIn(Input):
    home: Cleared = "todo"
    car: Cleared = "todo"
    work: Cleared = "todo"


class ChecklistIn(Input):
    told: Annotated[tuple[Told, ...], Field(max_length=len(Told)), AfterValidator(once)] = ()
    tell_skipped: StrictBool = False
    removed: RemovedIn = RemovedIn()


class SetStep(Model):
    done: bool
    quit_at: AwareDatetime | None


class TellStep(Model):
    done: bool = Field(description="Told somebody, or chose not to.")
    told: list[Told]
    skipped: bool


class AnticipateStep(Model):
    done: bool
    pairs: int = Field(description="If-then pairs there are; one is enough.")


class RemoveStep(Model):
    done: bool
    home: Cleared = Field(description="`none` where there is no such place.")
    car: Cleared
    work: Cleared


class ChecklistOut(Model):
    set: SetStep
    tell: TellStep
    anticipate: AnticipateStep
    remove: RemoveStep
    complete: bool
    version: int
