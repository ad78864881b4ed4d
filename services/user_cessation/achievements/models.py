"""Achievements: what they are called, what earns them, and when they were earned."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import AwareDatetime

from services.user_cessation.words import Words
from shared.models.base import Model


class Measure(StrEnum):
    """What is counted. Each only ever grows, or counts a best."""

    SMOKE_FREE_DAYS = "smoke_free_days"
    URGES_PASSED = "urges_passed"
    SLIPS_TOLD = "slips_told"
    TIMES_BACK = "times_back"
    CHECK_INS = "check_ins"
    MISSIONS = "missions"
    LESSONS = "lessons"


@dataclass(frozen=True, slots=True)
class Achievement:
    code: str
    measure: Measure
    at_least: int
    title: Words
    words: Words


@dataclass(frozen=True, slots=True)
class Record:
    """What a member did so far, as far as it is not in their progress."""

    slips_told: int
    times_back: int
    """Slips that were followed by a check-in of a later day that was smoke-free."""
    missions: int
    """Different ones, in whichever attempt."""
    lessons: int
    earned: dict[str, datetime]


class AchievementOut(Model):
    code: str
    title: Words
    words: Words
    reached: int
    at_least: int
    earned_at: AwareDatetime | None


class Achievements(Model):
    items: list[AchievementOut]
