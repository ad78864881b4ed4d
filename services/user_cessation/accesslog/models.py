"""Who looked at a member's record, as the member may see it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.paging import Page, Place
from shared.auth.roles import Role
from shared.models.base import Model


class AccessPurpose(StrEnum):
    COACHING = "coaching"
    SAFETY = "safety"
    MODERATION = "moderation"
    SUPPORT = "support"
    ADMINISTRATION = "administration"


@dataclass(frozen=True, slots=True)
class Access:
    audit_id: UUID
    happened_at: datetime
    action: str
    role: Role | None
    name: str | None
    reason: str | None


class AccessOut(Model):
    access_id: UUID
    at: AwareDatetime
    action: str = Field(description="What they did, such as `progress.read`.")
    purpose: AccessPurpose | None = Field(description="What that is done for here.")
    role: Role | None = Field(description="As what they work here now; null if no longer.")
    name: str | None = Field(description="Coaches by name; others by what they are here.")
    reason: str | None = Field(description="What they gave as their reason, where one is asked.")


class AccessPage(Page):
    after: Place | None = None


class AccessLog(Model):
    items: list[AccessOut]
    next: str | None
