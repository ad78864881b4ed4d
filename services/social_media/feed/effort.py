"""What people did for each other in a room: the questions they answered, the support they gave.

Counted from what there is, and never by days without smoking.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.feed import effort_store
from services.social_media.feed.effort_store import Remark
from shared.models.ids import UserId

MOST_A_DAY = 5
"""Acts of support of one person on one day that count: it is no race."""


@dataclass(frozen=True, slots=True)
class Effort:
    topics_answered: int = 0
    support_given: int = 0
    support_received: int = 0


def in_room(
    db: Database[Any],
    room_id: UUID,
    people: Iterable[UserId],
    *,
    since: datetime,
    until: datetime,
) -> dict[UserId, Effort]:
    """What each of some people did, and got, in a room within a time."""
    posts = effort_store.select_origins(db, room_id, until=until)
    remarks = effort_store.select_remarks(db, posts.keys(), since=since, until=until)
    whose = {post_id: post.author for post_id, post in posts.items()}
    whose |= effort_store.select_comment_authors(db, posts.keys())
    feelings = effort_store.select_feelings(db, whose.keys(), since=since, until=until)

    topics: dict[UserId, set[UUID]] = defaultdict(set)
    given: dict[UserId, Counter[str]] = defaultdict(Counter)
    received: Counter[UserId] = Counter()
    for remark in remarks:
        if posts[remark.target].is_topic:
            topics[remark.author].add(remark.target)
        _count(remark, whose[remark.target], given, received)
    for feeling in feelings:
        _count(feeling, whose[feeling.target], given, received)
    return {
        person: Effort(
            topics_answered=len(topics[person]),
            support_given=sum(min(count, MOST_A_DAY) for count in given[person].values()),
            support_received=received[person],
        )
        for person in people
    }


def _count(
    act: Remark,
    to: UserId | None,
    given: dict[UserId, Counter[str]],
    received: Counter[UserId],
) -> None:
    if to is None or to == act.author:
        return
    given[act.author][act.at.date().isoformat()] += 1
    received[to] += 1
