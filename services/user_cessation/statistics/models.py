"""Numbers about everybody: who comes, who stays, who quit."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from shared.models.base import Day, Input, Model

FollowUp = Literal[28, 90, 182, 365]
FOLLOW_UPS: tuple[FollowUp, ...] = (28, 90, 182, 365)
"""Days after the quit date: four weeks, three months, six months, twelve months."""

LONGEST_SPAN_DAYS = 1_100


class Span(Input):
    """Whole days, both included."""

    since: Day
    until: Day

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if not 0 <= (self.until - self.since).days <= LONGEST_SPAN_DAYS:
            raise ValueError(f"must run forward, over at most {LONGEST_SPAN_DAYS} days")
        return self


@dataclass(frozen=True, slots=True)
class Judged:
    """Attempts that began in one month, at one follow-up: without anything that burns.

    Those by name also without other tobacco, and without any product with nicotine (SRNT 2022).
    Who died or cannot be traced is not among the attempts.
    """

    quit_month: date
    follow_up_days: int
    attempts: int
    died: int
    untraceable: int
    answered: int
    four_weeks: int
    seven_days: int
    thirty_days: int
    russell: int
    continuous: int
    prolonged: int
    four_weeks_verified: int
    seven_days_verified: int
    thirty_days_verified: int
    russell_verified: int
    continuous_verified: int
    prolonged_verified: int
    two_weeks_running: int
    seven_days_no_tobacco: int
    thirty_days_no_tobacco: int
    continuous_no_tobacco: int
    prolonged_no_tobacco: int
    seven_days_no_nicotine: int
    thirty_days_no_nicotine: int
    continuous_no_nicotine: int
    prolonged_no_nicotine: int


@dataclass(frozen=True, slots=True)
class Registered:
    day: date
    registered: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class Stayed:
    registered_week: date
    members: int
    active_week: date
    active_members: int


@dataclass(frozen=True, slots=True)
class Activity:
    day: date
    active_members: int
    check_ins: int
    cravings: int
    urges_passed: int
    slips: int


class Rate(Model):
    """How many of the attempts counted. Null where there are too few to say."""

    count: int | None
    percent: Decimal | None = Field(description="Of all attempts, to one decimal place.")


class ExcludedOut(Model):
    """Attempts left out, as the Russell Standard has it, and for no other reason."""

    died: int
    untraceable: int = Field(description="Moved where nobody finds them.")


class VerifiedOut(Model):
    """The same claims with the last reading in the window below 10 ppm, seen by a coach.

    Who has no such reading is not in these. Carbon monoxide clears in about a day: it cannot show
    six months, only that nobody smoked lately.
    """

    four_weeks: Rate
    seven_days: Rate
    thirty_days: Rate
    russell: Rate
    prolonged: Rate
    continuous: Rate


class ScopedOut(Model):
    """The same by what has to be absent (SRNT 2022). Medicinal nicotine never counts."""

    scope: Literal["no_combustible", "no_tobacco", "no_nicotine_product"] = Field(
        description="Nothing that burns; no smokeless tobacco either; no vapes and pouches either."
    )
    seven_days: Rate
    thirty_days: Rate
    prolonged: Rate
    continuous: Rate


class OutcomesOut(Model):
    """Attempts at one follow-up, by intention to treat: who did not answer counts as smoking.

    What has to be absent is what burns; `scopes` has the wider definitions beside it.
    """

    follow_up_days: int
    quit_month: date | None = Field(description="Null: all months together.")
    attempts: int = Field(description="Those left out are not among them.")
    excluded: ExcludedOut
    answered: Rate
    four_weeks: Rate = Field(
        description="At four weeks alone: not a puff from day 15 to 28 (English service standard)."
    )
    seven_days: Rate = Field(description="Not a puff in the seven days before the answer.")
    thirty_days: Rate = Field(description="Nor in thirty; not asked at four weeks.")
    russell: Rate = Field(description="At most five cigarettes since the quit date, self-reported.")
    prolonged: Rate = Field(description="None since the two weeks of grace after it.")
    continuous: Rate = Field(description="None since the quit date.")
    verified: VerifiedOut
    two_weeks_running: Rate = Field(
        description="For research: smoked in each of two weeks in a row after the grace (Rule B)."
    )
    scopes: list[ScopedOut]


class OutcomesList(Model):
    items: list[OutcomesOut]
    fewest: int = Field(description="Below so many attempts no rate is shown.")
    counted_at: AwareDatetime | None = Field(description="They are counted anew once a month.")


class RegisteredOut(Model):
    day: date
    registered: int
    confirmed: int


class Registrations(Model):
    items: list[RegisteredOut]


class WeekOut(Model):
    week: int = Field(description="Weeks after the one of registration, which is 0.")
    active_members: int


class RetentionOut(Model):
    registered_week: date
    members: int
    weeks: list[WeekOut]


class Retention(Model):
    items: list[RetentionOut]


class ActivityOut(Model):
    day: date
    active_members: int
    check_ins: int
    cravings: int
    urges_passed: int
    slips: int


class Engagement(Model):
    items: list[ActivityOut]
