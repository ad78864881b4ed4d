"""Two months of days, from a few words about a person.

Pure: no clock, no database. The same person and day give the same history, every time.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from deploy.local.seed.cast import Person, Slip, Story

_NAMESPACE = UUID("5d1c6a0e-7a0b-5c4e-8a37-0d1f2b6c9e55")

_NOTES = (
    "Walked around the block instead.",
    "Easier than yesterday.",
    "The morning was the worst part.",
    "Drank a lot of water.",
    "Slept badly, but stayed with it.",
    "Someone offered me one. I said no.",
)


def known_id(*parts: object) -> UUID:
    """An id that is the same on every run, so that planting twice changes nothing."""
    return uuid5(_NAMESPACE, " ".join(str(part) for part in parts))


@dataclass(frozen=True, slots=True)
class CheckIn:
    local_date: date
    smoke_free: bool
    mood: int
    craving: int
    note: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Smoked:
    slip: Slip
    smoked_at: datetime
    recorded_at: datetime


def day_before(person: Person, now: datetime, days: int) -> date:
    """The date it was for that person so many days ago."""
    return now.astimezone(ZoneInfo(person.time_zone)).date() - timedelta(days=days)


def moment(person: Person, day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZoneInfo(person.time_zone))


def slips(person: Person, story: Story, now: datetime) -> Iterator[Smoked]:
    for slip in story.slips:
        day = day_before(person, now, slip.days_ago)
        yield Smoked(
            slip,
            smoked_at=moment(person, day, time(19, 20)),
            recorded_at=moment(person, day, time(22, 5)),
        )


def check_ins(person: Person, story: Story, now: datetime) -> Iterator[CheckIn]:
    """One for most days up to yesterday: today's is for whoever tries the platform out."""
    chance = random.Random(person.login)  # noqa: S311 - a story, not a secret
    last = max(1, story.quiet_since_days_ago)
    for days_ago in range(person.joined_days_ago, last - 1, -1):
        day = day_before(person, now, days_ago)
        smoke_free = _is_smoke_free(story, days_ago)
        mood, craving, noted, minutes = (
            chance.gauss(0, 1.2), chance.gauss(0, 1.5), chance.random(), chance.randrange(90)
        )  # fmt: skip
        if chance.random() > story.diligence and smoke_free:
            continue
        since_quit = (story.quit_days_ago or 0) - days_ago
        yield CheckIn(
            local_date=day,
            smoke_free=smoke_free,
            mood=_scale(4.5 + min(max(since_quit, 0), 60) / 20 + mood - 2 * (not smoke_free)),
            craving=_scale(7.5 - max(since_quit, 0) / 9 + craving + 2 * (not smoke_free)),
            note=_NOTES[int(noted * 40)] if noted * 40 < len(_NOTES) else None,
            recorded_at=moment(person, day, time(20, 30)) + timedelta(minutes=minutes),
        )


def _is_smoke_free(story: Story, days_ago: int) -> bool:
    if any(slip.days_ago == days_ago for slip in story.slips):
        return False
    if story.quit_days_ago is None:
        return False
    if days_ago <= story.quit_days_ago:
        return True
    # Before this attempt they smoked, except while an earlier one held.
    fallen = max((slip.days_ago for slip in story.slips), default=0)
    return story.tried_days_ago is not None and fallen < days_ago <= story.tried_days_ago


def _scale(value: float) -> int:
    """The nearest answer from 0 to 10."""
    return min(10, max(0, round(value)))
