"""What every feature says about the people in its collections."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from pymongo.database import Database

from shared import tombstones
from shared.models.ids import UserId

NOBODY = UserId(UUID(int=0))
"""Who wrote, said or did what somebody did who is forgotten now."""

Posts = tombstones.Posts
"""What becomes of what somebody wrote in public."""

Rows = Sequence[Mapping[str, Any]]


class Feature(Protocol):
    """A feature's module `privacy`."""

    __name__: str

    @property
    def COLLECTIONS(self) -> tuple[str, ...]:
        """All its collections, also those that hold nobody."""

    def export(self, db: Database[Any], user_id: UserId) -> Mapping[str, Rows]:
        """Everything it holds about somebody, and nothing about anybody else, by collection."""

    def erase(self, db: Database[Any], user_id: UserId, posts: Posts) -> Mapping[str, int]:
        """Forget somebody; return how many documents changed or went, by collection.

        Doing it again, or after dying half-way, leaves the same behind.
        """
