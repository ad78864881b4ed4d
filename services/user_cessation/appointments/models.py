"""A meeting of a member with their coach, and what may become of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.paging import Page, Place
from shared.models.base import Input, Model, Moment, Text


class Kind(StrEnum):
    """The six sessions of a programme, by when they are held."""

    PRE_QUIT = "pre_quit"
    QUIT_DAY = "quit_day"
    WEEK_1 = "week_1"
    WEEK_2 = "week_2"
    WEEK_3 = "week_3"
    WEEK_4 = "week_4"


class Status(StrEnum):
    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELLED_BY_MEMBER = "cancelled_by_member"
    CANCELLED_BY_COACH = "cancelled_by_coach"
    NO_SHOW = "no_show"
    RESCHEDULED = "rescheduled"


class Move(StrEnum):
    CONFIRM = "confirm"
    START = "start"
    COMPLETE = "complete"
    CANCEL = "cancel"
    NO_SHOW = "no_show"
    RESCHEDULE = "reschedule"


class Party(StrEnum):
    MEMBER = "member"
    COACH = "coach"


@dataclass(frozen=True, slots=True)
class Appointment:
    appointment_id: UUID
    member_id: UUID
    member_name: str
    coach_id: UUID
    coach_name: str
    client_id: UUID
    kind: Kind
    starts_at: datetime
    ends_at: datetime
    status: Status
    is_free: bool
    is_late: bool
    reason: str | None
    changed_by: UUID
    changed_at: datetime
    replaces: UUID | None
    version: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides whether a member may book: their coach, and what a meeting would cost them."""

    coach_id: UUID | None
    has_used_free: bool
    has_plan: bool


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting that was called off."""

    appointment_id: UUID
    member_id: UUID
    coach_id: UUID
    starts_at: datetime


Reason = Annotated[Text, Field(max_length=500)]


class BookingIn(Input):
    client_id: UUID
    kind: Kind
    starts_at: Moment


class MoveIn(Input):
    move: Move = Field(description="Any but `reschedule`, which has an address of its own.")
    reason: Reason | None = None


class RescheduleIn(Input):
    client_id: UUID
    starts_at: Moment
    reason: Reason | None = None


class AppointmentOut(Model):
    appointment_id: UUID
    client_id: UUID
    member_id: UUID
    member_name: str
    coach_id: UUID
    coach_name: str
    kind: Kind
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    status: Status
    is_free: bool = Field(description="The first meeting, which needs no plan.")
    is_late: bool = Field(description="The member called it off when it was near.")
    reason: str | None
    changed_by: UUID
    changed_at: AwareDatetime
    replaces: UUID | None = Field(description="The meeting that was moved to this time.")
    version: int


class AppointmentsPage(Page):
    after: Place | None = None


class Appointments(Model):
    items: list[AppointmentOut]
    next: str | None


class AppointmentPath(Input):
    appointment_id: UUID
