"""Every socket of this worker: how many come in, that they stay alive, how all of them leave."""

import random
import socket
import time
from collections.abc import Callable
from itertools import islice

import gevent

from services.social_media.sockets.connection import Bounds, Connection, Handler, State
from services.social_media.sockets.crew import Crew
from services.social_media.sockets.frames import CloseCode
from services.social_media.sockets.incoming import Incoming
from services.social_media.sockets.outgoing import Outbox
from shared.observability.logs import logger

SWEEP_EVERY = 1.0
_IN_ONE_GO = 500
_FAREWELL = 3.0
"""Seconds the last sockets have to answer our goodbye."""

log = logger("social_media")

NewHandler = Callable[[Connection], Handler]


class Reception:
    def __init__(self, bounds: Bounds, new_handler: NewHandler, *, most: int) -> None:
        self._bounds = bounds
        self._new_handler = new_handler
        self._most = most
        self._crew = Crew()
        self._incoming = Incoming()
        self._outbox = Outbox()
        self._connections: set[Connection] = set()
        self.is_closing = False

    def admit(self, sock: socket.socket) -> None:
        """Begin to serve a socket whose handshake is done. Never waits."""
        connection = Connection(sock, self._bounds, self._crew, self._incoming, self._outbox)
        is_full = len(self._connections) >= self._most or self.is_closing
        self._connections.add(connection)
        connection.start(self._new_handler(connection))
        if is_full:
            connection.close(CloseCode.TRY_LATER, "full")

    def count(self) -> int:
        """Sockets that are open, and those that ended within the last second."""
        return len(self._connections)

    def sweep(self) -> None:
        """Look after every connection about once a second, for ever."""
        while True:
            gevent.sleep(SWEEP_EVERY)
            everyone = iter(tuple(self._connections))
            while some := list(islice(everyone, _IN_ONE_GO)):
                for connection in some:
                    self._look_after(connection)
                gevent.sleep(0)

    def _look_after(self, connection: Connection) -> None:
        try:
            connection.tick(time.monotonic())
        except Exception:
            log.exception("socket not looked after")
            connection.cut()
        if connection.state is State.GONE:
            self._connections.discard(connection)

    def drain(self, spread: float) -> None:
        """Tell everyone to reconnect elsewhere, not all in the same moment, and wait till done."""
        self.is_closing = True
        everyone = list(self._connections)
        random.shuffle(everyone)
        log.info("draining sockets", sockets=len(everyone))
        for connection in everyone:
            connection.close(CloseCode.RESTARTING, "restarting")
            if spread:
                gevent.sleep(spread / len(everyone))
        deadline = time.monotonic() + _FAREWELL
        while time.monotonic() < deadline and self._anyone_left():
            gevent.sleep(0.02)

    def _anyone_left(self) -> bool:
        return any(connection.state is not State.GONE for connection in self._connections)
