"""What anybody may know of how many quit here, and how that was counted."""

from pydantic import AwareDatetime, Field

from services.user_cessation.statistics.models import ExcludedOut, Rate
from services.user_cessation.words import Words
from shared.models.base import Model


class Claim(Model):
    """One way of not smoking: by their own word, and by their breath as well.

    In the second, whoever has no reading that a coach saw counts as smoking. Carbon monoxide
    clears in about a day: it shows that nobody smoked lately, and cannot show six months.
    """

    reported: Rate
    verified: Rate


class PublicOutcome(Model):
    """Every attempt at one follow-up; who gave no answer counts as smoking."""

    follow_up_days: int
    first_day: int = Field(description="From this day after the quit date an answer counts.")
    last_day: int = Field(description="Until this one.")
    attempts: int | None = Field(
        description="Without those left out. Null where there are too few."
    )
    excluded: ExcludedOut | None = Field(description="Null where there are too few.")
    answered: Rate
    standard: Claim = Field(
        description="After four weeks, not a puff from day 15 to 28 (English service standard);"
        " later, at most five cigarettes since the quit date (Russell Standard)."
    )
    seven_days: Claim = Field(description="Not a puff in the seven days before the answer.")
    thirty_days: Claim = Field(description="Nor in thirty; not asked at four weeks.")


class MethodNote(Model):
    code: str
    words: Words


class StandardSource(Model):
    name: Words
    url: str


class PublicOutcomes(Model):
    items: list[PublicOutcome]
    fewest: int = Field(description="Below so many attempts nothing is said.")
    counted_at: AwareDatetime | None = Field(description="They are counted anew once a month.")
    method: list[MethodNote] = Field(description="How they were counted, to be shown with them.")
    sources: list[StandardSource]
