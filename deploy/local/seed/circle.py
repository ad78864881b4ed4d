"""A cohort of the demo's members: who is in it, its topics of the last days, and what they wrote.

It comes about as any other: by handles, wishes, and the clock that places who waits.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from pymongo.database import Database

from deploy.local.seed import cast
from deploy.local.seed.history import known_id
from deploy.local.seed.posts import POSTS, Post
from deploy.local.seed.records import joined_at
from services.social_media.cohorts import actions as cohorts
from services.social_media.cohorts.models import WishIn
from services.social_media.cohorts.placing import place_everybody
from services.social_media.cohorts.upkeep import look_after_all
from services.social_media.feed.actions import post, react
from services.social_media.feed.comments import comment
from services.social_media.feed.models import NewComment, NewPost, Visibility
from services.social_media.people.actions import choose_handle
from shared.models.ids import UserId

DAY = timedelta(days=1)
DAYS_OF_TOPICS = 4

FOUNDERS = ("tom", "aisha", "diego", "fatima", "peter", "yuki")
FOUNDED = 9 * DAY
LATECOMER = "emma"
CAME = 2 * DAY


def plant(db: Database[Any], ids: Mapping[str, UserId], now: datetime) -> None:
    for person in (*cast.COACHES, *cast.MEMBERS):
        choose_handle(db, ids[person.login], person.login, now=joined_at(person, now))
    if cohorts.place(db, ids[LATECOMER], now=now).state == "none":
        _found(db, ids, now)
    cohort = cohorts.place(db, ids[LATECOMER], now=now).cohort
    assert cohort is not None  # they were placed two days ago
    steps: list[tuple[datetime, Callable[[datetime], object]]] = [
        (now - days * DAY, lambda at: look_after_all(db, now=at))
        for days in range(1, DAYS_OF_TOPICS + 1)
    ]
    for each in POSTS:
        publish = partial(_publish, db, each, cohort.cohort_id, ids)
        steps.append((now - timedelta(hours=each.hours_ago), publish))
    for at, do in sorted(steps, key=lambda step: step[0]):
        do(at)


def _found(db: Database[Any], ids: Mapping[str, UserId], now: datetime) -> None:
    for login in FOUNDERS:
        cohorts.wish(db, ids[login], WishIn(), now=now - FOUNDED)
    place_everybody(db, now=now - FOUNDED)
    founded = cohorts.place(db, ids[FOUNDERS[0]], now=now).cohort
    assert founded is not None  # they are enough for one
    cohorts.facilitate(
        db, ids["coach.sam"], founded.cohort_id, is_coach=True, now=now - FOUNDED + DAY
    )
    cohorts.wish(db, ids[LATECOMER], WishIn(), now=now - CAME)
    place_everybody(db, now=now - CAME)


def _publish(
    db: Database[Any], each: Post, cohort_id: UUID, ids: Mapping[str, UserId], at: datetime
) -> None:
    new = NewPost(
        client_id=known_id("post", each.text),
        text=each.text,
        visibility=Visibility.EVERYONE if each.is_public else Visibility.GROUP,
        room_id=None if each.is_public else cohort_id,
    )
    posted = post(db, ids[each.author], new, now=at)
    for number, (login, text) in enumerate(each.comments, start=1):
        at += timedelta(minutes=25)
        said = NewComment(client_id=known_id("comment", each.text, number), text=text)
        comment(db, ids[login], posted.post.post_id, said, now=at)
    for login, reaction in each.reactions:
        react(db, ids[login], posted.post.post_id, reaction, now=at)
