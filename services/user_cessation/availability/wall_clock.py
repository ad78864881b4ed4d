"""Wall times as instants, on days when the clocks change too.

Pure: no clock, no database, no web.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.user_cessation.availability.models import Span, Window

MINUTE = timedelta(minutes=1)


def span_of(window: Window, day: date, zone: ZoneInfo) -> Span | None:
    """The instants of a window on a day; None where the clocks leave nothing of it.

    What the clocks skip is not there, so an edge in it moves to where they go on. Of an hour that
    comes twice, a window takes no more than what it says: it begins in the second and ends in the
    first, unless both of its edges lie in it.
    """
    starts, ends = _wall(day, window.starts), _wall(day, window.ends)
    twice = _comes_twice(starts, zone) and _comes_twice(ends, zone)
    starts_at = _instant(starts, zone, fold=0 if twice else 1)
    ends_at = _instant(ends, zone, fold=0)
    return Span(starts_at, ends_at) if starts_at < ends_at else None


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant a local day begins."""
    return _instant(datetime.combine(day, time()), zone, fold=0)


def _wall(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + minutes * MINUTE


def _comes_twice(wall: datetime, zone: ZoneInfo) -> bool:
    first, second = _both(wall, zone)
    return first < second


def _instant(wall: datetime, zone: ZoneInfo, *, fold: int) -> datetime:
    first, second = _both(wall, zone)
    if first <= second:
        return (first, second)[fold]
    # The clocks skip it, somewhere between the two readings: the first instant after the change.
    offset = second.astimezone(zone).utcoffset()
    while first - second > MINUTE:
        middle = second + (first - second) // 2 // MINUTE * MINUTE
        if middle.astimezone(zone).utcoffset() == offset:
            second = middle
        else:
            first = middle
    return first


def _both(wall: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """A wall time read with the offset before a change of the clocks, and with the one after."""
    return (
        wall.replace(tzinfo=zone, fold=0).astimezone(UTC),
        wall.replace(tzinfo=zone, fold=1).astimezone(UTC),
    )
