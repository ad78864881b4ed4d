"""Progress: what is known of a member's journey, and the document made of it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.money import Money
from shared.models.base import Model

MINUTES_PER_CIGARETTE = "MINUTES_PER_CIGARETTE"
"""The key of the app's configuration: how much life a cigarette costs."""

Status = Literal["no_plan", "planned", "quit"]


@dataclass(frozen=True, slots=True)
class Price:
    """The price of a pack from some moment on. The first one also holds for all time before."""

    effective_from: datetime
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Attempt:
    quit_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Slip:
    smoked_at: datetime
    local_date: date
    cigarettes: int


@dataclass(frozen=True, slots=True)
class Journey:
    """Everything progress is computed from. Prices, attempts and slips are oldest first."""

    time_zone: str
    units_per_day: Decimal | None
    pack_size: int | None
    prices: tuple[Price, ...]
    attempts: tuple[Attempt, ...]
    slips: tuple[Slip, ...]
    admitted_days: tuple[date, ...]
    """Days whose check-in says they were not smoke-free."""
    check_ins_total: int
    last_check_in: date | None
    coach_id: UUID | None
    coach_name: str | None

    @property
    def open_attempt(self) -> Attempt | None:
        latest = self.attempts[-1] if self.attempts else None
        return latest if latest and latest.ended_at is None else None


class MoneyOut(Model):
    """What not smoking saved, or, when slips cost more than that, what was spent."""

    saved: Money | None
    spent: Money | None
    spent_on_slips: Money


class StreakOut(Model):
    current_days: int
    best_days: int = Field(description="The longest run of smoke-free days in any attempt.")


class RecentDaysOut(Model):
    smoke_free: int
    of: int = Field(description="At most 30; fewer while the first quit date is more recent.")


class CoachName(Model):
    user_id: UUID
    display_name: str


class ProgressOut(Model):
    as_of: AwareDatetime
    today: date = Field(description="The member's own date.")
    status: Status
    quit_at: AwareDatetime | None
    smoke_free_seconds: int = Field(description="Since the last cigarette.")
    days_since_quit: int = Field(description="Midnights passed since, in the member's zone.")
    units_avoided: str | None = Field(description="A decimal; null without a tobacco profile.")
    money: MoneyOut | None = Field(description="Null without a tobacco profile and a price.")
    life_regained_minutes: int | None
    minutes_per_cigarette: int
    streak: StreakOut
    smoke_free_days_of_30: RecentDaysOut
    slips_total: int = Field(description="Slips since the quit date.")
    check_ins_total: int
    checked_in_today: bool
    coach: CoachName | None
