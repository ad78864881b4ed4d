"""Finds the highest rate a server carries: p99 under a limit, everything delivered exactly once."""

import asyncio
from collections.abc import Sequence
from typing import Any

from bench.chat import machine
from bench.chat.generator import Generator
from bench.chat.wire import Connection

LIMIT_MS = 100.0
FACTOR = 1.6
CLOSE_ENOUGH = 1.1
HIGHEST = 200_000
FOREIGN = 0.15
"""Share of a core used by nobody of ours, from which a failure does not count."""


def passes(step: dict[str, Any]) -> bool:
    p99 = step["delivery"]["p99"]
    return (
        p99 is not None
        and p99 < LIMIT_MS
        and step["acked"] == step["sent"]
        and not (step["lost"] or step["repeated"] or step["reordered"] or step["dropped"])
    )


async def attempt(
    generator: Generator,
    senders: Sequence[Connection],
    rate: float,
    seconds: float,
    watch: machine.Watch,
    steps: list[dict[str, Any]],
) -> dict[str, Any]:
    """Try a rate, and once more when it fails; more often when somebody else was at work."""
    failures = 0
    for _ in range(5):
        await machine.quiet(0.3, 8)
        step = await generator.phase(senders, rate, seconds, 1.0, watch)
        steps.append(step)
        if passes(step):
            break
        await asyncio.sleep(1)
        if step["foreign"] > FOREIGN:
            await machine.quiet()
            continue
        failures += 1
        if failures == 2 or (step["delivery"]["p50"] or 1e9) > 5 * LIMIT_MS:
            break
    return step


async def highest_rate(
    generator: Generator,
    senders: Sequence[Connection],
    start: float,
    seconds: float,
    watch: machine.Watch,
    refine: int,
) -> dict[str, Any]:
    """Multiply until it fails, then halve the gap (by ratio) `refine` times."""
    passed = failed = best = None
    rate = start
    steps: list[dict[str, Any]] = []
    while True:
        step = await attempt(generator, senders, rate, seconds, watch, steps)
        if passes(step):
            passed, best = rate, step
        else:
            failed = rate
        if passed is None:
            if rate < start / 30:
                break
            rate /= 2
        elif failed is None:
            rate *= FACTOR
            if rate > HIGHEST:
                break
        elif refine and failed / passed > CLOSE_ENOUGH:
            refine -= 1
            rate = (passed * failed) ** 0.5
        else:
            break
    return {"rate": round(passed or 0), "at": best, "steps": steps}
