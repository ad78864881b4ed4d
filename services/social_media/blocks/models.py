"""Blocking, which is mutual, and muting, which nobody notices."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import Field

from services.social_media.people.models import PersonOut
from shared.models.base import Input, Model
from shared.models.ids import UserId


@dataclass(frozen=True, slots=True)
class Aside:
    """Somebody one person has blocked or muted."""

    whom: UserId
    at: datetime


class AsidePath(Input):
    user_id: UUID


class AsideQuery(Input):
    limit: int = Field(default=50, ge=1, le=100)
    after: UUID | None = None


class AsideOut(Model):
    person: PersonOut
    at: datetime


class AsideList(Model):
    items: list[AsideOut]
    next: str | None
