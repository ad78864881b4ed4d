"""Lessons in letting an urge pass, and which of them were read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from services.user_cessation.words import Words
from shared.models.base import Input, Model, Text


@dataclass(frozen=True, slots=True)
class Lesson:
    """A few sentences and something to try at once. `minutes` is for both."""

    code: str
    title: Words
    words: Words
    practice: Words
    minutes: int
    reviewed: bool = False


class LessonPath(Input):
    lesson: Annotated[Text, Field(max_length=40)]


class LessonOut(Model):
    code: str
    title: Words
    words: Words
    practice: Words
    minutes: int
    reviewed: bool
    done_at: AwareDatetime | None


class Lessons(Model):
    items: list[LessonOut] = Field(description="In the order they build on one another.")
    done: int


DoneAt = dict[str, datetime]
