"""What passes between hosts about somebody. It is gone within minutes anyway."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("hints",)


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    """Nothing that is not also where it was decided."""
    return {}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    """All there are, whoever they are about: they were read as they came. So they do not count."""
    db.hints.delete_many({})
    return {}
