"""A plan as an iCalendar file (RFC 5545). It says what is when, and nothing else about anybody.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.enums import CLASS, TRANSP

from services.user_cessation.followups.models import Schedule
from services.user_cessation.words import Words

PRODUCT = "-//Unlit//Quit plan//EN"
TAKES = timedelta(minutes=15)

QUIT_DAY = Words(en="Quit day", vi="Ngày bỏ thuốc")
FOLLOW_UP = Words(en="How is it going?", vi="Mọi việc thế nào rồi?")


def calendar(schedule: Schedule, now: datetime) -> bytes:
    """The quit day as a whole day of the member's, each follow-up as an instant.

    An event keeps its UID when the date moves, and its SEQUENCE rises, so importing the file again
    moves what is there.
    """
    quit_day = schedule.quit_at.astimezone(ZoneInfo(schedule.time_zone)).date()
    events = [
        Event.new(
            uid=f"{schedule.attempt_id}@quit-plan",
            summary=_in(QUIT_DAY, schedule.locale),
            start=quit_day,
            end=quit_day + timedelta(days=1),
            sequence=schedule.version,
            stamp=now,
            classification=CLASS.PRIVATE,
            transparency=TRANSP.TRANSPARENT,
        )
    ]
    for each in schedule.follow_ups:
        events.append(
            Event.new(
                uid=f"{schedule.attempt_id}-{each.code}@quit-plan",
                summary=_in(FOLLOW_UP, schedule.locale),
                start=each.due_at,
                end=each.due_at + TAKES,
                sequence=schedule.version,
                stamp=now,
                classification=CLASS.PRIVATE,
                transparency=TRANSP.TRANSPARENT,
            )
        )
    return bytes(Calendar.new(prodid=PRODUCT, subcomponents=events).to_ical())


def _in(words: Words, locale: str) -> str:
    return words.vi if locale == "vi" else words.en
