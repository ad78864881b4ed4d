"""What people want to hear of, by which way, and when not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from shared.models.base import Input, Model, Text, Whole
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory


class Channel(StrEnum):
    IN_APP = "in_app"
    """The list they find when they come."""
    SOCKET = "socket"
    """Shown at once in a page that is open."""
    EMAIL = "email"
    WEB_PUSH = "web_push"


AWAY = (Channel.EMAIL, Channel.WEB_PUSH)
"""The ways to reach somebody who is not here. Only these wait for the morning and are counted: a
page that is open disturbs nobody by showing what is new."""


class Choice(StrEnum):
    OFF = "off"
    ON = "on"
    DAILY = "daily"
    """Together with the rest of the day, in one e-mail."""
    WEEKLY = "weekly"


MOST_A_DAY = 5
USUAL_A_DAY = 2


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of the person's own day. The start belongs to them, the end does not."""

    start: time
    end: time


USUAL_QUIET = Quiet(time(22), time(7))
CAREFUL_QUIET = Quiet(time(21), time(9))
"""For somebody whose time zone we do not know."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What someone chose. What they did not choose is as it usually is."""

    choices: Mapping[NotificationCategory, Mapping[Channel, Choice]] = field(default_factory=dict)
    quiet: Quiet | None = USUAL_QUIET
    per_day: int = USUAL_A_DAY


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may be told something, and what matters for how."""

    user_id: UserId
    preferences: Preferences
    zone: ZoneInfo | None
    """None where they have not told us."""
    guessed_zone: ZoneInfo
    has_web_push: bool


TimeOfDay = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""Hours and minutes of the person's own clock: HH:MM."""


class QuietHours(Input):
    """From the start, inclusive, to the end, exclusive. The same twice means none."""

    start: TimeOfDay
    end: TimeOfDay


class CategoryChoices(Input):
    in_app: Literal[Choice.OFF, Choice.ON]
    socket: Literal[Choice.OFF, Choice.ON]
    email: Choice
    web_push: Literal[Choice.OFF, Choice.ON]


class NewPreferences(Input):
    categories: dict[NotificationCategory, CategoryChoices] = Field(max_length=20)
    quiet: QuietHours | None
    per_day: Annotated[Whole, Field(ge=0, le=MOST_A_DAY)]

    @model_validator(mode="after")
    def _has_something(self) -> Self:
        if not self.categories:
            raise ValueError("must name at least one category")
        return self


class CategoryOut(Model):
    category: NotificationCategory
    required: list[Channel] = Field(description="Where it cannot be switched off.")
    in_app: Choice
    socket: Choice
    email: Choice
    web_push: Choice


class PreferencesOut(Model):
    categories: list[CategoryOut]
    quiet: QuietHours | None
    per_day: int
    time_zone: str | None = Field(description="Null: ask, for quiet hours are a guess without it.")


class Unsubscription(Input):
    token: str = Field(min_length=20, max_length=300)


class LessPath(Input):
    notification_id: UUID


class ReplyIn(Input):
    text: Text = Field(min_length=1, max_length=200)


class Keyword(StrEnum):
    STOP = "stop"
    CRAVE = "crave"
    MOOD = "mood"
    SLIP = "slip"


class ReplyOut(Model):
    """What we understood, and what the page opens next."""

    keyword: Keyword | None
    opens: Literal["sos", "check_in", "slip", "settings"] | None
