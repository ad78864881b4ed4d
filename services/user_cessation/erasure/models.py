"""An erasure: asked for, undone or begun, and done; and the certificate that it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.words import Words
from shared import tombstones
from shared.models.base import Input, Model

Posts = tombstones.Posts
ErasureState = Literal["waiting", "undone", "under_way", "completed"]


@dataclass(frozen=True, slots=True)
class Erasure:
    erasure_id: UUID
    user_id: UUID | None
    posts: Posts
    requested_at: datetime
    due_at: datetime
    undone_at: datetime | None
    begun_at: datetime | None
    completed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Done:
    """A step of an erasure that is done."""

    step: str
    done_at: datetime
    counts: dict[str, Any]


class ErasureIn(Input):
    posts: Posts = Field(
        description="What becomes of what I wrote in public: it stays without my name, or goes."
    )


class ErasureOut(Model):
    erasure_id: UUID
    state: ErasureState
    posts: Posts
    requested_at: AwareDatetime
    due_at: AwareDatetime = Field(description="Until then it can be undone.")


class ErasureCode(Input):
    """What came by mail. Whoever has it needs no account, since theirs is shut."""

    code: Annotated[str, Field(min_length=20, max_length=60, pattern=r"^[A-Za-z0-9_-]+$")]


class ErasureStepOut(Model):
    step: str
    done_at: AwareDatetime
    counts: dict[str, int] = Field(description="How much went, by kind.")


class KeptOut(Model):
    what: str
    why: Words


class Certificate(Model):
    """How far it is, and once completed the proof that it is. It names nobody."""

    erasure_id: UUID
    state: ErasureState
    posts: Posts
    requested_at: AwareDatetime
    due_at: AwareDatetime
    completed_at: AwareDatetime | None
    steps: list[ErasureStepOut]
    kept: list[KeptOut]
