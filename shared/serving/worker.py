"""A gevent worker that leaves a new connection to whichever worker has fewer.

The workers of a service listen on one socket, and the kernel wakes them without asking how much
each has to do: of thirty-two connections to two of them one had twenty-five, and at times all. A
WebSocket stays for hours, and its worker is a process with one core.

A socket for each worker (SO_REUSEPORT) would spread them too, but resets whoever waits at the
socket of a worker that dies.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import gevent
from gevent.pool import Pool
from gevent.server import StreamServer
from gunicorn.workers.ggevent import GeventWorker

from shared.serving.loads import Loads

LEAVE_FOR = 0.002
"""Seconds a worker with more than its share leaves a connection to the others."""
_SHARE = 1
"""Connections a worker may have more than another."""

_loads = Loads()


class EvenWorker(GeventWorker):  # type: ignore[misc]
    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Made by the parent of all workers, which then forks."""
        super().__init__(*arguments, **options)
        self._seat = _loads.take_seat()
        self._pools: list[Pool] = []
        self.count_held: Callable[[], int] = int
        """How many connections live on without gunicorn: the app's WebSockets."""

    def leave_seat(self) -> None:
        """For the parent: this worker is gone."""
        if self._seat is not None:
            _loads.leave_seat(self._seat)

    def server_class(self, listener: Any, *, spawn: Pool, **_: Any) -> "_Door":
        """Where gunicorn's worker would take connections from a listener as they come."""
        self._pools.append(spawn)
        return _Door(listener, partial(self.handle, listener), spawn, self.has_more_than_others)

    def notify(self) -> None:
        """Called about once a second."""
        super().notify()
        self._note_load()

    def has_more_than_others(self) -> bool:
        if self._seat is None:
            return False
        return self._note_load() > _loads.least_of_others(self._seat) + _SHARE

    def _note_load(self) -> int:
        load = sum(map(len, self._pools)) + self.count_held()
        if self._seat is not None and self._pools:
            _loads.note(self._seat, load)
        return load


class _Door(StreamServer):  # type: ignore[misc]
    """Takes one connection at a time, and leaves it for a moment while others have fewer."""

    max_accept = 1

    def __init__(
        self,
        listener: Any,
        handle: Callable[..., None],
        pool: Pool,
        has_too_many: Callable[[], bool],
    ) -> None:
        super().__init__(listener, handle=handle, spawn=pool)
        self._has_too_many = has_too_many
        self._has_waited = False

    def do_read(self) -> Any:
        if self._has_too_many() and not self._has_waited:
            self.stop_accepting()
            gevent.spawn_later(LEAVE_FOR, self._take_what_is_left)
            return None
        return super().do_read()

    def _take_what_is_left(self) -> None:
        if not self.started:
            return
        self._has_waited = True
        try:
            self._do_read()
        finally:
            self._has_waited = False
        if self.started:
            self.start_accepting()
