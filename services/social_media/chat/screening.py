"""Looking at what is said before it is stored, as the house does with every text."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.moderation import actions as moderation
from services.social_media.moderation.models import (
    Outcome,
    Subject,
    SubjectKind,
)
from services.social_media.sockets.fanout import Delivery
from shared.models.ids import UserId


def checked(
    db: Database[Any],
    author: UserId,
    message_id: UUID,
    text: str,
    *,
    is_silenced: bool,
    now: datetime,
) -> list[Delivery]:
    """What its author should see at once: help, where they may need it.

    Raises a problem for what is not taken as it is. Of all other texts nothing comes.
    """
    verdict = moderation.screen_message(text, is_silenced=is_silenced)
    if verdict.outcome is Outcome.ALLOW and verdict.crisis is None:
        return []
    subject = Subject(SubjectKind.MESSAGE, message_id)
    helped = moderation.follow_up(db, verdict, subject, author, text, now=now)
    verdict.refuse_if_bounced()
    return helped
