"""The contract between deployables: what happened, as facts with a version.

Fields are only ever added. Delivery is at least once and in no promised order, so a handler is
idempotent by `event_id` and ignores what is older (`occurred_at`) than what it knows.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, SkipValidation, TypeAdapter

from shared.auth.roles import Role
from shared.models.ids import uuid7
from shared.models.media import Purpose, Refusal
from shared.models.notices import NotificationCategory, TitleKey


class Event(BaseModel):
    """Base of every event. `type` is the name on the wire, and the SNS message attribute."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    event_id: UUID = Field(default_factory=uuid7)
    occurred_at: AwareDatetime = Field(default_factory=lambda: datetime.now(UTC))
    request_id: str | None = None
    type: str


class AccountRegistered(Event):
    """Somebody joined. Where they live is known from then on, of those who said so."""

    type: Literal["account.registered.v1"] = "account.registered.v1"
    user_id: UUID
    display_name: str
    role: Role
    locale: str
    time_zone: str | None = None
    country: str | None = None


class AccountRenamed(Event):
    type: Literal["account.renamed.v1"] = "account.renamed.v1"
    user_id: UUID
    display_name: str


class AccountRoleChanged(Event):
    type: Literal["account.role_changed.v1"] = "account.role_changed.v1"
    user_id: UUID
    role: Role


class AccountDisabled(Event):
    type: Literal["account.disabled.v1"] = "account.disabled.v1"
    user_id: UUID


class AccountEnabled(Event):
    type: Literal["account.enabled.v1"] = "account.enabled.v1"
    user_id: UUID


class AccountLocaleChanged(Event):
    type: Literal["account.locale_changed.v1"] = "account.locale_changed.v1"
    user_id: UUID
    locale: str


class AccountErased(Event):
    """Forget this person everywhere. `posts` says what becomes of what they wrote in public."""

    type: Literal["account.erased.v1"] = "account.erased.v1"
    user_id: UUID
    erasure_id: UUID
    posts: Literal["anonymise", "remove"]


class StoreErased(Event):
    """One store holds nothing of an erased person any more. `counts` is what went, by kind."""

    type: Literal["store.erased.v1"] = "store.erased.v1"
    user_id: UUID
    erasure_id: UUID
    store: Literal["mongodb"]
    counts: dict[str, int]


class ExportRequested(Event):
    """A person wants a copy of everything we hold about them."""

    type: Literal["export.requested.v1"] = "export.requested.v1"
    user_id: UUID
    export_id: UUID


class ExportPartReady(Event):
    """One store has put its part of an export into the bucket, under `key`."""

    type: Literal["export.part_ready.v1"] = "export.part_ready.v1"
    user_id: UUID
    export_id: UUID
    part: Literal["community"]
    key: str


class ProfileChanged(Event):
    """Where somebody lives: quiet hours and local days follow from it."""

    type: Literal["profile.changed.v1"] = "profile.changed.v1"
    user_id: UUID
    time_zone: str
    country: str


class SessionRevoked(Event):
    """Every access token that descends from one sign-in (`origin_jti`) is worthless from now on."""

    type: Literal["session.revoked.v1"] = "session.revoked.v1"
    user_id: UUID
    origin_jti: str


class CoachAssigned(Event):
    type: Literal["coach.assigned.v1"] = "coach.assigned.v1"
    member_id: UUID
    coach_id: UUID
    reply_within_hours: int | None = None
    """What the coach promises: an answer to a message within so many hours."""


class CoachUnassigned(Event):
    type: Literal["coach.unassigned.v1"] = "coach.unassigned.v1"
    member_id: UUID
    coach_id: UUID


class CheckInRecorded(Event):
    """`coach_id` is the coach at that moment, if the member had one and shares progress."""

    type: Literal["checkin.recorded.v1"] = "checkin.recorded.v1"
    user_id: UUID
    coach_id: UUID | None
    check_in_id: UUID
    local_date: date
    smoke_free: bool


class SlipRecorded(Event):
    type: Literal["slip.recorded.v1"] = "slip.recorded.v1"
    user_id: UUID
    coach_id: UUID | None
    slip_id: UUID


class QuitPlanChanged(Event):
    type: Literal["quit_plan.changed.v1"] = "quit_plan.changed.v1"
    user_id: UUID
    coach_id: UUID | None
    quit_at: AwareDatetime


class MilestoneReached(Event):
    type: Literal["milestone.reached.v1"] = "milestone.reached.v1"
    user_id: UUID
    code: str


class CravingLogged(Event):
    """Whether it passed without smoking, and nothing else of it: the rest is the member's own."""

    type: Literal["craving.logged.v1"] = "craving.logged.v1"
    user_id: UUID
    craving_id: UUID
    passed: bool


class AppointmentChanged(Event):
    """`changed_by` made the change; the other of the two is told."""

    type: Literal["appointment.changed.v1"] = "appointment.changed.v1"
    appointment_id: UUID
    member_id: UUID
    coach_id: UUID
    status: str
    starts_at: AwareDatetime
    changed_by: UUID


class ReminderDue(Event):
    """Something a person asked to be told, or has to be, is due now.

    `key` names the text the client has; `data` fills it in and holds nothing about health. After
    `expires_at` nobody needs to hear it any more. What is `critical` does not wait for the morning.
    """

    type: Literal["reminder.due.v1"] = "reminder.due.v1"
    user_id: UUID
    category: NotificationCategory
    key: Annotated[TitleKey, SkipValidation]
    """One that is newer than the list is passed on, for clients that know it."""
    data: dict[str, str] = Field(default_factory=dict)
    critical: bool = False
    expires_at: AwareDatetime | None = None


class MailDue(Event):
    """A notification to be carried by mail. Only PostgreSQL knows the address, so it goes there."""

    type: Literal["mail.due.v1"] = "mail.due.v1"
    user_id: UUID
    notification_id: UUID
    category: NotificationCategory
    key: str
    data: dict[str, str] = Field(default_factory=dict)


class ClockTicked(Event):
    """A minute began. Who has something to do by the clock does what is due at `slot`, once."""

    type: Literal["clock.ticked.v1"] = "clock.ticked.v1"
    slot: AwareDatetime


class ReplyOverdue(Event):
    """A coach has let a member wait longer than promised. Said once for each wait."""

    type: Literal["reply.overdue.v1"] = "reply.overdue.v1"
    conversation_id: UUID
    member_id: UUID
    coach_id: UUID
    waiting_since: AwareDatetime


class StandInAsked(Event):
    """Another coach may answer a member whose own is late; the member agreed to that before."""

    type: Literal["stand_in.asked.v1"] = "stand_in.asked.v1"
    member_id: UUID
    coach_id: UUID
    """The other coach."""


class CrisisSuspected(Event):
    """Somebody wrote what sounds like danger. It says where, never what was written."""

    type: Literal["crisis.suspected.v1"] = "crisis.suspected.v1"
    user_id: UUID
    source: Literal["post", "comment", "message", "report"]
    source_id: UUID
    level: Literal["urgent", "imminent"]


class StaffActed(Event):
    """Somebody of staff saw something about these people, or did something that concerns them.

    With `is_list` they saw a little about each of many, on a page that may be asked for often.
    """

    type: Literal["staff.acted.v1"] = "staff.acted.v1"
    staff_id: UUID
    act: str
    people: list[UUID]
    is_list: bool = False
    origin: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    """From where, as `shared.origin` has it, in hexadecimal digits."""


class AchievementEarned(Event):
    type: Literal["achievement.earned.v1"] = "achievement.earned.v1"
    user_id: UUID
    code: str


class MediaReady(Event):
    """An upload became a picture that can be shown. `width` and `height` are of its full size."""

    type: Literal["media.ready.v1"] = "media.ready.v1"
    user_id: UUID
    upload_id: UUID
    purpose: Purpose
    width: int
    height: int
    blurhash: str


class MediaRejected(Event):
    type: Literal["media.rejected.v1"] = "media.rejected.v1"
    user_id: UUID
    upload_id: UUID
    purpose: Purpose
    reason: Refusal


class MembershipChanged(Event):
    """What someone is entitled to from now on. Without a plan it is the free core alone."""

    type: Literal["membership.changed.v1"] = "membership.changed.v1"
    user_id: UUID
    plan_id: str | None
    source: Literal["subscription", "voucher"] | None
    valid_until: AwareDatetime | None


AnyEvent = Annotated[
    AccountRegistered
    | AccountRenamed
    | AccountRoleChanged
    | AccountLocaleChanged
    | AccountDisabled
    | AccountEnabled
    | AccountErased
    | StoreErased
    | ExportRequested
    | ExportPartReady
    | ProfileChanged
    | SessionRevoked
    | CoachAssigned
    | CoachUnassigned
    | CheckInRecorded
    | SlipRecorded
    | CravingLogged
    | QuitPlanChanged
    | MilestoneReached
    | AchievementEarned
    | AppointmentChanged
    | ReminderDue
    | MailDue
    | ClockTicked
    | ReplyOverdue
    | StandInAsked
    | CrisisSuspected
    | StaffActed
    | MediaReady
    | MediaRejected
    | MembershipChanged,
    Field(discriminator="type"),
]

_parser: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)


def parse_event(document: str | bytes) -> AnyEvent:
    """Read an event from its JSON. Raises `pydantic.ValidationError` when it is not one."""
    return _parser.validate_json(document)
