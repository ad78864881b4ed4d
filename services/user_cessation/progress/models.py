"""Progress: what is known of a member's journey, and the document made of it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, get_args
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field

from services.user_cessation.lists import once
from services.user_cessation.money import Money
from services.user_cessation.words import Fact
from shared.models.base import Input, Model

MINUTES_PER_CIGARETTE = "MINUTES_PER_CIGARETTE"
"""The key of the app's configuration: how much life a cigarette costs."""

Figure = Literal["life_regained"]
"""What may be hidden: an estimate over a population, which not everybody wants to read."""

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
    went_on_after: date | None = None
    """The last day on which they were asked whether it is over, and said that they go on."""


@dataclass(frozen=True, slots=True)
class Journey:
    """Everything progress is computed from. Prices and attempts are oldest first.

    The counts are kept by what is written, so there are as many of them after two years as after
    two days. Those of slips and cigarettes are since the quit date of the attempt that is open.
    """

    time_zone: str
    units_per_day: Decimal | None
    pack_size: int | None
    prices: tuple[Price, ...]
    attempts: tuple[Attempt, ...]
    slips_total: int
    cigarettes: int
    slips_cost: int
    """Minor units, if every cigarette were a pack, at the price that held at the time."""
    spent_on_replacement: int
    """Minor units paid for nicotine replacement since the attempt before this one ended."""
    last_slip_at: datetime | None
    smoked_days: frozenset[date]
    """Days with a slip, and days whose check-in says they were not smoke-free."""
    urges_passed: int
    check_ins_total: int
    last_check_in: date | None
    hidden: tuple[Figure, ...]
    coach_id: UUID | None
    coach_name: str | None

    @property
    def open_attempt(self) -> Attempt | None:
        latest = self.attempts[-1] if self.attempts else None
        return latest if latest and latest.ended_at is None else None


@dataclass(frozen=True, slots=True)
class Savings:
    """Minor units of one currency, exact; what is saved is negative when more was spent.

    `a_day` is what each further day without smoking adds; nothing before a quit date is set.
    """

    so_far: Fraction
    a_day: Fraction
    spent_on_slips: Fraction
    spent_on_replacement: int
    currency: str


class MoneyOut(Model):
    """What not smoking saved, or, when more than that was spent all the same, what that was."""

    saved: Money | None = Field(description="After what slips and replacement cost.")
    spent: Money | None
    spent_on_slips: Money
    spent_on_replacement: Money = Field(
        description="For nicotine replacement, since the attempt before this one ended."
    )


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
    life_regained_minutes: int | None = Field(
        description="Null without a tobacco profile, and where the member hid it."
    )
    life_regained_note: Fact | None = Field(description="What to show beside it, wherever it is.")
    minutes_per_cigarette: int
    streak: StreakOut
    smoke_free_days_of_30: RecentDaysOut
    slips_total: int = Field(description="Slips since the quit date.")
    urges_passed: int = Field(description="Every craving ever that ended without smoking.")
    relapse_asked: date | None = Field(
        description="The seventh day of smoking in a row: ask whether this attempt is over."
    )
    check_ins_total: int
    checked_in_today: bool
    hidden: list[Figure] = Field(description="What the member would rather not see.")
    coach: CoachName | None


class HiddenFiguresIn(Input):
    figures: Annotated[
        tuple[Figure, ...],
        Field(max_length=len(get_args(Figure)), description="An empty list hides nothing."),
        AfterValidator(once),
    ]


class HiddenFigures(Model):
    figures: list[Figure]
