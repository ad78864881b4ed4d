"""When a cohort is, what it is called, which day it is there, and when it is over.

Pure: no clock, no database, no web.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from services.social_media.cohorts.models import LASTS, Cohort

TOPIC_HOUR = 7
"""O'clock, in the zone of the cohort."""

WEEK = 7
UTC_NAME = "UTC"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COHORTS = UUID("b1a7a3de-6a0f-4d8c-9a53-94f0c5d2e6a1")


def week_of(moment: datetime, time_zone: str | None) -> date:
    """The Monday of the week somebody quits in, where they live."""
    local = moment.astimezone(ZoneInfo(time_zone or UTC_NAME)).date()
    return local - timedelta(days=local.weekday())


def cohort_id(week: date, language: str, number: int) -> UUID:
    return uuid5(_COHORTS, f"{week.isoformat()} {language} {number}")


def name_of(week: date, language: str, number: int) -> str:
    day = f"{week:%d/%m/%Y}" if language == "vi" else f"{week.day} {week:%B %Y}"
    return f"Tuần {day} · {number}" if language == "vi" else f"Week of {day} · {number}"


def zone_for(zones: Iterable[str | None]) -> str:
    """The zone most of some people live in; of several the first by name."""
    known = sorted(zone or UTC_NAME for zone in zones)
    return max(dict.fromkeys(known), key=known.count, default=UTC_NAME)


def day_of(cohort: Cohort, now: datetime) -> int:
    """Which day of a cohort it is, from 1; before its start 0 or less."""
    today = now.astimezone(ZoneInfo(cohort.time_zone)).date()
    return (today - cohort.week).days + 1


def is_over(cohort: Cohort, now: datetime) -> bool:
    return day_of(cohort, now) > LASTS


def topic_day(cohort: Cohort, now: datetime) -> int | None:
    """The day whose topic is there by now, or none yet, or no more."""
    day = day_of(cohort, now)
    if now.astimezone(ZoneInfo(cohort.time_zone)).hour < TOPIC_HOUR:
        day -= 1
    return day if 1 <= day <= LASTS else None


def start_of_day(cohort: Cohort, day: int) -> datetime:
    """The instant a day of a cohort begins."""
    local = datetime.combine(
        cohort.week + timedelta(days=day - 1), time(), tzinfo=ZoneInfo(cohort.time_zone)
    )
    return local.astimezone(UTC)


def topic_at(cohort: Cohort, day: int) -> datetime:
    """The instant a day's topic is asked."""
    local = datetime.combine(
        cohort.week + timedelta(days=day - 1), time(TOPIC_HOUR), tzinfo=ZoneInfo(cohort.time_zone)
    )
    return local.astimezone(UTC)


def topic_post_id(cohort: Cohort, day: int) -> UUID:
    """The post of a day's topic: the same whoever posts it, and in its place among the others.

    Version 7 (RFC 9562): the instant it is asked, then 74 bits that follow from cohort and day.
    """
    milliseconds = (topic_at(cohort, day) - _EPOCH) // timedelta(milliseconds=1)
    digest = hashlib.sha256(f"{cohort.cohort_id} {day}".encode()).digest()
    value = int.from_bytes(milliseconds.to_bytes(6) + digest[:10])
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0b11 << 62) | (0b10 << 62)
    return UUID(int=value)


def weeks_done(cohort: Cohort, now: datetime) -> int:
    """How many weeks of a cohort are over. The last has two days."""
    days = min(max(day_of(cohort, now) - 1, 0), LASTS)
    return ceil(days / WEEK) if days == LASTS else days // WEEK


def days_of_week(week: int) -> tuple[int, int]:
    """The first and the last day of a cohort's week."""
    return (week - 1) * WEEK + 1, min(week * WEEK, LASTS)
