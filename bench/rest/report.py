"""What came of a run, as a table, and which targets it met."""

import statistics
from collections.abc import Sequence
from typing import Any

from bench.rest.peers import OURS

LEVEL = 1 / 1.15
"""Of bare Flask's rate: at most 15 % slower than the least that does the work."""

TARGETS = {
    ("check-in", "bare Flask"): LEVEL,
    ("check-in", "Express"): 1.2,
    ("check-in", "FastAPI"): 1.3,
    ("dashboard", "bare Flask"): LEVEL,
    ("dashboard", "Express"): 1.0,
}
"""Our rate over a peer's, at least. A peer that sends our statements is a bar beyond them."""

COLUMNS = {
    "rate": "    rate/s",
    "p50_ms": "  p50 ms",
    "p99_ms": "  p99 ms",
    "server_us": "  server µs",
    "postgres_us": "  postgres µs",
}
Results = Sequence[dict[str, Any]]


def table(results: Results) -> str:
    """Medians of the rounds by what was asked and of whom; microseconds of CPU are a request's."""
    lines = []
    for kind in ("check-in", "dashboard"):
        lines += ["", f"{kind:18}{''.join(COLUMNS.values())}   bad"]
        for name in dict.fromkeys(result["peer"] for result in results):
            runs = _runs(results, kind, name)
            values = "".join(
                f"{statistics.median(run[column] for run in runs):{len(head)}.0f}"
                for column, head in COLUMNS.items()
            )
            lines.append(f"{name:18}{values} {sum(run['bad'] for run in runs):5}")
    return "\n".join(lines) + "\n"


def targets(results: Results) -> str:
    """Each target, the median of the rounds' ratios, and whether it is met."""
    lines = ["", "our rate over that of            target  found"]
    for kind, peer in dict.fromkeys((each["kind"], each["peer"]) for each in results):
        if peer == OURS or not (ours := _runs(results, kind, OURS)):
            continue
        ratio = statistics.median(
            mine["rate"] / other["rate"]
            for mine, other in zip(ours, _runs(results, kind, peer), strict=True)
        )
        least = TARGETS.get((kind, peer))
        target = f"{least:8.2f}" if least else f"{'–':>8}"
        word = "" if least is None else "met" if ratio >= least else "missed"
        lines.append(f"{peer:18} {kind:11} {target} {ratio:6.2f}  {word}".rstrip())
    return "\n".join(lines) + "\n"


def _runs(results: Results, kind: str, peer: str) -> list[dict[str, Any]]:
    return [each for each in results if (each["kind"], each["peer"]) == (kind, peer)]
