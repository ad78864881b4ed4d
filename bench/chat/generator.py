"""The load: one process, one clock, open loop.

Message number i is due at start + i / rate whatever the server does, and is stamped with that due
time, so a server that stalls shows as latency, and so does a generator that is late. Its own share
of the processor is told with every result: one it limited can be recognised and thrown away.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from bench.chat import machine
from bench.chat.adapters import ADAPTERS, Adapter
from bench.chat.wire import Connection

BODY = 120
"""Characters of each message."""
_MOST_IN_A_ROW = 256
DRAIN = 3.0


class Generator:
    def __init__(self, adapter: str, port: int) -> None:
        self.adapter: Adapter = ADAPTERS[adapter]()
        self.port = port
        self.loop = asyncio.get_running_loop()
        self.now = time.monotonic_ns
        self.connections: list[Connection] = []
        self.errors: Counter[str] = Counter()
        self.dropped = 0
        self.is_closing = False
        letters = random.Random(7)
        self._bodies = [
            bytes(letters.choices(b"abcdefghijklmnopqrstuvwxyz     ", k=BODY)) for _ in range(64)
        ]
        self._reset()

    def _reset(self) -> None:
        self._counted_from = 0
        self._delivered_after: list[int] = []
        self._acked_after: list[int] = []
        self._late_by: list[int] = []
        self._sent = self._acked = self._delivered = self._expected = 0
        self._repeated = self._reordered = 0
        for connection in self.connections:
            connection.forget()

    def on_text(self, connection: Connection, payload: bytes, now: int) -> None:
        if not connection.ready.done():
            self.adapter.on_setup(connection, payload)
            return
        mark = self.adapter.mark_in(payload)
        if mark is None:
            self.adapter.other(connection, payload)
            return
        sender, number, due = mark
        if self.adapter.is_ack(payload):
            self._acked += 1
            if due >= self._counted_from:
                self._acked_after.append(now - due)
            return
        last = connection.last.get(sender, 0)
        if number == last + 1:
            connection.last[sender] = number
        elif number > last:
            connection.missing.update((sender, missed) for missed in range(last + 1, number))
            connection.last[sender] = number
        elif (sender, number) in connection.missing:
            connection.missing.discard((sender, number))
            self._reordered += 1
        else:
            self._repeated += 1
            return
        self._delivered += 1
        if due >= self._counted_from:
            self._delivered_after.append(now - due)

    async def connect(
        self, seats: Sequence[dict[str, str]], *, at_once: int = 64, within: float = 90
    ) -> float:
        """Connect everyone and wait until they are in; the seconds it took."""
        began = time.monotonic()
        waiting = iter(list(enumerate(seats, len(self.connections))))

        async def connect_some() -> None:
            for index, seat in waiting:
                left = began + within - time.monotonic()
                connection = Connection(self, index, seat["room"], seat["token"])
                try:
                    await self.loop.create_connection(lambda: connection, "127.0.0.1", self.port)  # noqa: B023 - called at once
                    if await asyncio.wait_for(connection.ready, max(0.1, min(20, left))):
                        self.connections.append(connection)
                except (OSError, TimeoutError) as error:
                    self.errors[type(error).__name__] += 1

        await asyncio.gather(*(connect_some() for _ in range(at_once)))
        return time.monotonic() - began

    async def phase(
        self,
        senders: Sequence[Connection],
        rate: float,
        seconds: float,
        warm: float,
        watch: machine.Watch,
    ) -> dict[str, Any]:
        """Offer `rate` messages a second; only those due after `warm` seconds count for latency."""
        self._reset()
        members = Counter(connection.room for connection in self.connections)
        used, own, all_used = machine.used(watch), time.process_time(), machine.everything()
        began = self.now() + 2_000_000
        self._counted_from = began + int(warm * 1e9)
        at_warm = await self._send_all(senders, rate, int(rate * seconds), began, members)
        ended, delivered, acked = self.now(), self._delivered, self._acked
        wall = (ended - began) / 1e9
        used_after, own = machine.used(watch), time.process_time() - own
        theirs = {group: used_after[group] - used[group] for group in used}
        foreign = machine.everything() - all_used - own - sum(theirs.values())
        await self._drain()
        since_warm = (ended - at_warm[0]) / 1e9
        return {
            "offered": round(rate),
            "sent": self._sent,
            "acked": self._acked,
            "lost": self._expected - self._delivered,
            "repeated": self._repeated,
            "reordered": self._reordered,
            "dropped": self.dropped,
            "delivered_per_s": round((delivered - at_warm[1]) / since_warm),
            "acked_per_s": round((acked - at_warm[2]) / since_warm),
            "delivery": percentiles(self._delivered_after),
            "ack": percentiles(self._acked_after),
            "late": percentiles(self._late_by),
            "generator": round(own / wall, 3),
            "foreign": round(foreign / wall, 3),
            "cores": {group: round(seconds / wall, 3) for group, seconds in theirs.items()},
            "errors": dict(self.errors),
        }

    async def _send_all(
        self,
        senders: Sequence[Connection],
        rate: float,
        total: int,
        began: int,
        members: Counter[str],
    ) -> tuple[int, int, int]:
        """Send when due; return the time, the deliveries and the acks when warm."""
        interval = 1e9 / rate
        number = 0
        at_warm = None
        while number < total:
            now = self.now()
            due = min(total, int((now - began) / interval) + 1) if now >= began else 0
            # Reading goes on while a generator that is late catches up.
            stop = min(due, number + _MOST_IN_A_ROW)
            while number < stop:
                sender = senders[number % len(senders)]
                if not sender.is_closed:
                    self._send(sender, began + int(number * interval), members)
                number += 1
            if due and now > self._counted_from:
                self._late_by.append(now - (began + int((number - 1) * interval)))
                at_warm = at_warm or (now, self._delivered, self._acked)
            await asyncio.sleep(0.001 if number >= due else 0)
        return at_warm or (began, 0, 0)

    def _send(self, sender: Connection, due: int, members: Counter[str]) -> None:
        sender.seq += 1
        mark = (sender.index, sender.seq, due)
        sender.send(self.adapter.encode(sender, mark, self._bodies[sender.seq & 63]))
        self._sent += 1
        self._expected += members[sender.room] - 1

    async def _drain(self) -> None:
        """Wait for what is on its way, as long as something comes."""
        deadline = time.monotonic() + DRAIN
        seen, heard_at = -1, time.monotonic()
        while time.monotonic() < deadline and (
            self._delivered < self._expected or self._acked < self._sent
        ):
            if self._delivered + self._acked != seen:
                seen, heard_at = self._delivered + self._acked, time.monotonic()
            elif time.monotonic() - heard_at > 1.5:
                break
            await asyncio.sleep(0.02)

    async def close(self) -> None:
        self.is_closing = True
        for connection in self.connections:
            connection.abort()
        self.connections = []
        await asyncio.sleep(0.5)


def percentiles(nanoseconds: list[int]) -> dict[str, float | None]:
    """In milliseconds."""
    if not nanoseconds:
        return {"p50": None, "p95": None, "p99": None, "max": None}
    ordered = sorted(nanoseconds)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] / 1e6, 2)

    return {"p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": at(1)}
