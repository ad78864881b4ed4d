"""If-then pairs: what may happen, and what the member will do when it does."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.cravings.circumstances import Strategy
from shared.models.base import Input, Model, Text

MOST_PAIRS = 50

If = Annotated[Text, Field(max_length=200, pattern=r"\S")]
Then = Annotated[Text, Field(max_length=300, pattern=r"\S")]


@dataclass(frozen=True, slots=True)
class CopingPair:
    pair_id: UUID
    client_id: UUID
    trigger: str
    response: str
    strategy: str | None
    version: int
    created_at: datetime


class CopingPairIn(Input):
    trigger: If = Field(description="If this happens …")
    response: Then = Field(description="… then I do that.")
    strategy: Strategy | None = Field(default=None, description="The kind of answer it is.")


class NewCopingPairIn(CopingPairIn):
    client_id: UUID


class CopingPairOut(Model):
    pair_id: UUID
    client_id: UUID
    trigger: str
    response: str
    strategy: Strategy | None
    version: int
    created_at: AwareDatetime


class CopingPairs(Model):
    items: list[CopingPairOut] = Field(description="In the member's own order.")


class CopingOrderIn(Input):
    pair_ids: Annotated[tuple[UUID, ...], Field(max_length=MOST_PAIRS)] = Field(
        description="Every pair there is, once, in the order wanted."
    )


class CopingPairPath(Input):
    pair_id: UUID
