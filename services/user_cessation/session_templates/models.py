"""What the six sessions of a programme cover."""

from dataclasses import dataclass

from pydantic import Field

from services.user_cessation.appointments.models import Kind
from services.user_cessation.words import Words
from shared.models.base import Model


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to cover. `code` never changes: notes name it."""

    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class Template:
    kind: Kind
    title: Words
    points: tuple[Point, ...]
    source: str
    reviewed: bool = False


class TopicOut(Model):
    code: str
    words: Words


class TemplateOut(Model):
    kind: Kind
    title: Words
    points: list[TopicOut]
    source: str
    reviewed: bool = Field(description="Whether a person responsible confirmed it.")


class Templates(Model):
    items: list[TemplateOut]
