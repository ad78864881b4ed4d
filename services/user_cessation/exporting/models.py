"""A copy of everything about somebody: asked for, put together, and there for a while."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.models.base import Input, Model
from shared.models.ids import UserId

ExportState = Literal["preparing", "ready"]


@dataclass(frozen=True, slots=True)
class Export:
    export_id: UUID
    user_id: UserId
    requested_at: datetime
    community_key: str | None
    """Where the part from MongoDB is."""
    ready_at: datetime | None
    bytes: int | None
    expires_at: datetime


class ExportOut(Model):
    export_id: UUID
    state: ExportState
    requested_at: AwareDatetime
    ready_at: AwareDatetime | None
    bytes: int | None
    expires_at: AwareDatetime = Field(description="When it goes, ready or not.")


class Exports(Model):
    items: list[ExportOut]


class ExportPath(Input):
    export_id: UUID


class ExportLink(Model):
    url: str = Field(description="Saves the zip, for whoever has it: keep it to yourself.")
    expires_at: AwareDatetime
