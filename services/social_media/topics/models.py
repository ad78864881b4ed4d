"""A topic for a day: something to think about, alone or with others."""

from dataclasses import dataclass

from shared.models.base import Model


@dataclass(frozen=True, slots=True)
class Topic:
    """`day` is the day of a cohort's hundred it belongs to, from 1."""

    day: int
    en: str
    vi: str
    reviewed: bool = False
    """Whether somebody who works with people who quit has read it."""

    @property
    def code(self) -> str:
        return f"topic_{self.day}"


class DailyTopicOut(Model):
    day: int
    en: str
    vi: str
