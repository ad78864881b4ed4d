"""What the processor and the memory are used for, and whether somebody else uses them too."""

import asyncio
import os
import time
from collections.abc import Iterable, Mapping

import psutil

Watch = Mapping[str, Iterable[int]]
"""The processes of each group, whose children count too."""


def _family(pid: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def used(watch: Watch) -> dict[str, float]:
    """Seconds of processor time each group has used so far."""
    seconds = {}
    for group, pids in watch.items():
        seconds[group] = 0.0
        for pid in pids:
            for process in _family(pid):
                try:
                    times = process.cpu_times()
                except psutil.Error:
                    continue
                seconds[group] += times.user + times.system
    return seconds


def resident(pids: Iterable[int]) -> int:
    """Bytes of memory."""
    return sum(process.memory_info().rss for pid in pids for process in _family(pid))


def everything() -> float:
    """Seconds of processor time the whole machine has used so far, idling left out."""
    with open("/proc/stat") as stat:
        times = [int(field) for field in stat.readline().split()[1:9]]
    return (sum(times) - times[3] - times[4]) / os.sysconf("SC_CLK_TCK")


async def quiet(below: float = 0.15, seconds: float = 25) -> bool:
    """Wait until the machine does next to nothing, but not for ever."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        before, at = everything(), time.monotonic()
        await asyncio.sleep(0.4)
        if (everything() - before) / (time.monotonic() - at) < below:
            return True
    return False
