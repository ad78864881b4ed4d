"""The contract between deployables: what happened, as facts with a version.

Fields are only ever added. Delivery is at least once and in no promised order, so a handler is
idempotent by `event_id` and ignores what is older (`occurred_at`) than what it knows.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

from shared.auth.roles import Role
from shared.models.ids import uuid7
from shared.models.media import Purpose, Refusal


class Event(BaseModel):
    """Base of every event. `type` is the name on the wire, and the SNS message attribute."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    event_id: UUID = Field(default_factory=uuid7)
    occurred_at: AwareDatetime = Field(default_factory=lambda: datetime.now(UTC))
    request_id: str | None = None
    type: str


class AccountRegistered(Event):
    type: Literal["account.registered.v1"] = "account.registered.v1"
    user_id: UUID
    display_name: str
    role: Role
    locale: str


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


class SessionRevoked(Event):
    """Every access token that descends from one sign-in (`origin_jti`) is worthless from now on."""

    type: Literal["session.revoked.v1"] = "session.revoked.v1"
    user_id: UUID
    origin_jti: str


class CoachAssigned(Event):
    type: Literal["coach.assigned.v1"] = "coach.assigned.v1"
    member_id: UUID
    coach_id: UUID


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
    | AccountDisabled
    | AccountEnabled
    | SessionRevoked
    | CoachAssigned
    | CoachUnassigned
    | CheckInRecorded
    | SlipRecorded
    | QuitPlanChanged
    | AchievementEarned
    | MediaReady
    | MediaRejected
    | MembershipChanged,
    Field(discriminator="type"),
]

_parser: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)


def parse_event(document: str | bytes) -> AnyEvent:
    """Read an event from its JSON. Raises `pydantic.ValidationError` when it is not one."""
    return _parser.validate_json(document)
