"""When a craving may have been, and what many of them say together.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.user_cessation.cravings.circumstances import Strategy
from services.user_cessation.cravings.models import (
    Felt,
    InsightsOut,
    PartOfDay,
    StrategyRate,
    TopTrigger,
)
from shared.models.problem import Invalid

LOOK_BACK = timedelta(days=7)
CLOCK_SKEW = timedelta(minutes=5)
"""How far a phone's clock may run ahead of ours."""

ENOUGH = 5
"""Fewer entries say more about chance than about the person."""

MOST_TRIGGERS = 3


def moment_of(
    occurred_at: datetime | None, now: datetime, *, field: str = "occurred_at"
) -> datetime:
    """The moment meant: now unless they say so, and at most a week ago."""
    moment = occurred_at or now
    if moment > now + CLOCK_SKEW:
        raise _wrong(field, "must not be in the future")
    if moment < now - LOOK_BACK:
        raise _wrong(field, "must be at most 7 days ago")
    return moment


def is_slip(*, smoked: bool, occurred_at: datetime, quit_at: datetime | None) -> bool:
    """Smoking is a slip only after quitting; before, it is the habit that is still there."""
    return smoked and quit_at is not None and occurred_at >= quit_at


def part_of_day(hour: int) -> PartOfDay:
    """Six hours each, from midnight."""
    parts: tuple[PartOfDay, ...] = ("night", "morning", "afternoon", "evening")
    return parts[hour // 6]


def insights(history: Sequence[Felt]) -> InsightsOut:
    """What stands out; nothing but the count while there are too few entries."""
    passed = sum(not felt.smoked for felt in history)
    enough = len(history) >= ENOUGH
    return InsightsOut(
        entries=len(history),
        needs=max(0, ENOUGH - len(history)),
        urges_passed=passed,
        hours=hours(history) if enough else None,
        top_triggers=top_triggers(history) if enough else None,
        resist_rate=round(passed / len(history), 3) if enough else None,
        strategies=strategies(history) if enough else None,
    )


def hours(history: Sequence[Felt]) -> list[list[int]]:
    """How many in each hour of each weekday, by the clock on the wall where it was felt."""
    counts = [[0] * 24 for _ in range(7)]
    for felt in history:
        there = felt.occurred_at.astimezone(ZoneInfo(felt.time_zone))
        counts[there.weekday()][there.hour] += 1
    return counts


def top_triggers(history: Sequence[Felt]) -> list[TopTrigger]:
    """What cravings most often come with. Equal ones stand in alphabetical order."""
    seen: Counter[tuple[str, str]] = Counter()
    smoked: Counter[tuple[str, str]] = Counter()
    for felt in history:
        named = set(_circumstances(felt))
        seen.update(named)
        smoked.update(named if felt.smoked else ())
    ranked = sorted(seen, key=lambda name: (-seen[name], name))[:MOST_TRIGGERS]
    return [
        TopTrigger.model_validate(
            {"kind": kind, "name": name, "count": seen[kind, name], "smoked": smoked[kind, name]}
        )
        for kind, name in ranked
    ]


def strategies(history: Sequence[Felt]) -> list[StrategyRate]:
    """How often each was tried and how often no cigarette followed, the most tried first."""
    tried: Counter[str] = Counter()
    resisted: Counter[str] = Counter()
    for felt in history:
        tried.update(felt.strategy)
        resisted.update(() if felt.smoked else felt.strategy)
    return [
        StrategyRate(
            strategy=Strategy(name),
            tried=count,
            resisted=resisted[name],
            resist_rate=round(resisted[name] / count, 3) if count >= ENOUGH else None,
            needs=max(0, ENOUGH - count),
        )
        for name, count in sorted(tried.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _circumstances(felt: Felt) -> Iterator[tuple[str, str]]:
    """What came with it. "Other" says nothing, and capitals make nothing another one."""
    if felt.trigger and felt.trigger.strip():
        yield "trigger", felt.trigger.strip().casefold()
    if felt.place_label and felt.place_label.strip():
        yield "place", felt.place_label.strip().casefold()
    for kind in ("company", "activity", "feeling"):
        for name in getattr(felt, kind):
            if name != "other":
                yield kind, name


def _wrong(field: str, message: str) -> Invalid:
    return Invalid(errors=[{"field": field, "message": message}])
