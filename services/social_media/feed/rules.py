"""Who a post is for, whom it names, and what may still be done with it.

Pure: no clock, no database, no web.
"""

import re
from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid5

from services.social_media.feed.models import (
    MOST_EDITS,
    Comment,
    Post,
    PostState,
    Visibility,
)
from services.social_media.people.handles import LONGEST, SHORTEST, folded
from shared.models.ids import UserId
from shared.models.problem import Conflict, NotFound

EVERYONE = "everyone"
MOST_MENTIONS = 10

_MENTION = re.compile(rf"(?<![\w.@])@([\w.]{{{SHORTEST},{LONGEST}}})")
_NEWS = UUID("f1c6a1d2-7a4e-4f5b-9a58-0a6d7c3c1b22")


def audience_of(visibility: Visibility, author: UserId | None, room_id: UUID | None) -> str:
    """The name of those a post is for: what is looked up for every reader."""
    match visibility:
        case Visibility.EVERYONE:
            return EVERYONE
        case Visibility.CONTACTS:
            return f"contacts:{author}"
        case Visibility.GROUP:
            return f"room:{room_id}"


def audiences_for(
    reader: UserId, contacts: Collection[UserId], rooms: Collection[UUID]
) -> list[str]:
    """The names of everyone's, and of all a reader belongs to."""
    return [
        EVERYONE,
        *(f"room:{room_id}" for room_id in rooms),
        *(f"contacts:{author}" for author in (reader, *contacts)),
    ]


def mentions_in(text: str) -> list[str]:
    """The handles a text names, as they are compared, in order and once each."""
    named = dict.fromkeys(folded(handle.rstrip("._")) for handle in _MENTION.findall(text))
    return list(named)[:MOST_MENTIONS]


def check_can_edit(written: Post | Comment, me: UserId, version: int) -> None:
    """Raise unless I wrote it and it is as I read it."""
    if written.author != me or written.state is PostState.DELETED:
        raise NotFound
    if written.state is PostState.HIDDEN:
        raise Conflict("A moderator took this away.", code="hidden")
    if len(written.edits) >= MOST_EDITS:
        raise Conflict("This was changed as often as it can be.", code="too_many_edits")


def state_after_edit(before: PostState, *, is_held: bool) -> PostState:
    """A text that is held stays so until a moderator has looked, whatever becomes of it."""
    return PostState.HELD if is_held or before is PostState.HELD else before


def news_id(title_key: str, about: UUID) -> UUID:
    """One piece of news for one thing, however often it is told."""
    return uuid5(_NEWS, f"{title_key} {about}")


def reaction_news_id(target: UUID, now: datetime) -> UUID:
    """One a day at most: many small joys are told of as one."""
    return uuid5(_NEWS, f"reaction {target} {now.date()}")
