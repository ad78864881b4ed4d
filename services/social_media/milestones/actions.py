"""What people reached, kept so that they can share it. Nobody sees it unless they do."""

from typing import Any

from pymongo.database import Database

from services.social_media.milestones import store
from shared.models.events import MilestoneReached
from shared.models.ids import UserId
from shared.models.problem import Invalid


def learn(db: Database[Any], event: MilestoneReached) -> None:
    store.upsert_milestone(db, UserId(event.user_id), event.code, at=event.occurred_at)


def check_reached(db: Database[Any], user_id: UserId, code: str) -> None:
    """Raise Invalid when they have not: what is shared is true."""
    if not store.has_reached(db, user_id, code):
        raise Invalid(errors=[{"field": "milestone", "message": "must be one you reached"}])
