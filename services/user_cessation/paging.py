"""Lists by key: a page ends with the key the next one starts after, so nothing shifts meanwhile."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Self, TypeVar
from uuid import UUID

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from shared.models.base import Input

Row = TypeVar("Row")


class Page(Input):
    """How much of a list is wanted. Each list adds `after`, where the page before it ended."""

    limit: Annotated[int, Field(ge=1, le=100)] = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a list ordered by a moment, newest first, and by an id where moments are equal."""

    at: datetime
    id: UUID

    def __str__(self) -> str:
        return urlsafe_b64encode(f"{self.at.isoformat()} {self.id}".encode()).decode().rstrip("=")

    @classmethod
    def read(cls, cursor: str) -> Self:
        """The place a cursor names, or ValueError."""
        padded = cursor + "=" * (-len(cursor) % 4)
        at, _, place_id = urlsafe_b64decode(padded.encode("ascii")).decode("ascii").partition(" ")
        try:
            return cls(datetime.fromisoformat(at).astimezone(UTC), UUID(place_id))
        except OverflowError as error:
            raise ValueError("is no place in a list") from error

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls.read, core_schema.str_schema(max_length=200)
        )


NEWEST = Place(datetime.max.replace(tzinfo=UTC), UUID(int=2**128 - 1))
"""Where a list that is newest first begins."""

OLDEST = Place(datetime.min.replace(tzinfo=UTC), UUID(int=0))
"""Where a list that is oldest first begins."""


def cut(
    rows: Sequence[Row], limit: int, place: Callable[[Row], object]
) -> tuple[Sequence[Row], str | None]:
    """The page and the cursor of the next; `rows` holds one more than `limit` if there is one."""
    if len(rows) <= limit:
        return rows, None
    return rows[:limit], str(place(rows[limit - 1]))
