"""What was measured, as Markdown: the median of the rounds, and how far apart they were."""

import statistics
from collections.abc import Callable, Iterable
from typing import Any

from bench.chat.peers import OURS, PEERS

Result = dict[str, Any]


def line(result: Result) -> str:
    """One run, for whoever waits."""
    at = result.get("at") or {}
    delivery = at.get("delivery", {})
    return (
        f"{result['peer']:12} {result['scenario']:12} rate {result.get('rate', '-')!s:>6}"
        f" p50 {delivery.get('p50')} p99 {delivery.get('p99')}"
        f" lost {at.get('lost')} cores {at.get('cores')} generator {at.get('generator')}"
        f" foreign {at.get('foreign')} KiB {result.get('kib_each', '-')} {result['errors'] or ''}"
    )


def tables(results: Iterable[Result]) -> str:
    grouped: dict[str, dict[str, list[Result]]] = {}
    for result in results:
        grouped.setdefault(result["scenario"], {}).setdefault(result["peer"], []).append(result)
    parts = []
    for scenario, by_peer in grouped.items():
        search = "rate" in next(iter(by_peer.values()))[0]
        rows = _searched(by_peer) if search else _fixed(by_peer)
        parts.append(f"\n### {scenario}\n\n" + "\n".join(rows) + "\n")
    parts.append(
        "\nThe highest rate is that at which p99 from due to delivered stays under 100 ms and"
        "\nevery message is acknowledged and delivered exactly once. Servers that store one"
        "\nmessage at a time do one insert for each; the others store what waits together. Ours"
        "\nwrites with w: majority and j: true, the batched peer with j: true, the others with"
        "\nw: 1 and no wait for the journal.\n"
    )
    return "".join(parts)


def _searched(by_peer: dict[str, list[Result]]) -> list[str]:
    ours = _median(by_peer.get(OURS, ()), lambda result: result["rate"])
    rows = [
        "| server | stores | msg/s (median) | range, rounds | ours is | deliveries/s | p50 ms |"
        " p99 ms | server µs/msg | mongod µs/msg | generator cores | lost/repeated/reordered |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, runs in by_peer.items():
        good = [run for run in runs if run["at"]]
        rates = [run["rate"] for run in runs]
        rate = statistics.median(rates)
        rows.append(
            f"| {name} | {PEERS[name].writes} | **{rate:.0f}** | {min(rates)}–{max(rates)},"
            f" {len(runs)} | {_ratio(ours, rate)} |"
            f" {_show(_median(good, lambda run: run['at']['delivered_per_s']), 0)} |"
            f" {_show(_median(good, lambda run: run['at']['delivery']['p50']))} |"
            f" {_show(_median(good, lambda run: run['at']['delivery']['p99']))} |"
            f" {_show(_median(good, _each('server')), 0)} |"
            f" {_show(_median(good, _each('mongod')), 0)} |"
            f" {_show(_median(good, lambda run: run['at']['generator']), 2)} | {_faults(good)} |"
        )
    return rows


def _fixed(by_peer: dict[str, list[Result]]) -> list[str]:
    ours = _median(by_peer.get(OURS, ()), lambda run: run.get("kib_each"))
    rows = [
        "| server | connected | KiB each | of ours | base MB | connects/s | p50 ms | p99 ms |"
        " lost/repeated/reordered |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, runs in by_peer.items():
        each = _median(runs, lambda run: run.get("kib_each"))
        rows.append(
            f"| {name} | {runs[0].get('idle', 0) + runs[0]['connected']} | **{_show(each)}** |"
            f" {_ratio(each, ours)} |"
            f" {_show(_median(runs, lambda run: run.get('base_mb')), 0)} |"
            f" {_show(_median(runs, lambda run: run.get('connects_per_s')), 0)} |"
            f" {_show(_median(runs, lambda run: run['at']['delivery']['p50']))} |"
            f" {_show(_median(runs, lambda run: run['at']['delivery']['p99']))} |"
            f" {_faults(runs)} |"
        )
    return rows


def _each(group: str) -> Callable[[Result], float | None]:
    """Microseconds of a core for each message."""

    def cost(run: Result) -> float | None:
        acked = run["at"]["acked_per_s"]
        return run["at"]["cores"][group] / acked * 1e6 if acked else None

    return cost


def _faults(runs: Iterable[Result]) -> str:
    sums = [sum(run["at"][kind] for run in runs) for kind in ("lost", "repeated", "reordered")]
    return "/".join(map(str, sums))


def _median(runs: Iterable[Result], of: Callable[[Result], float | None]) -> float | None:
    found = [value for run in runs if (value := of(run)) is not None]
    return statistics.median(found) if found else None


def _ratio(one: float | None, other: float | None) -> str:
    return f"{one / other:.1f}×" if one and other else "–"


def _show(value: float | None, digits: int = 1) -> str:
    return f"{value:.{digits}f}" if value is not None else "–"
