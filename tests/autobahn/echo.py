"""An echo behind the service's own `/ws`: what the Autobahn suite and the wire tests talk to.

Told "burst 5", it answers with five large messages; told "fail", its handler does.
"""

import os
from collections.abc import Collection

import gevent
from flask import Flask

from services.social_media.sockets.connection import Bounds, Connection
from services.social_media.sockets.decoder import LARGEST_MESSAGE
from services.social_media.sockets.frames import BINARY, Message, encode
from services.social_media.sockets.reception import Reception
from services.social_media.sockets.routes import socket_blueprint
from services.social_media.sockets.shutdown import Farewell
from shared.observability.logs import logger

BURST = [encode(bytes([65 + number % 26]) * 65_000) for number in range(200)]


class Echo:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def receive(self, message: Message) -> None:
        if isinstance(message, str) and message.startswith("burst "):
            for frame in BURST[: int(message.split()[1])]:
                self._connection.send(frame)
        elif message == "fail":
            raise RuntimeError("as it was told to")
        elif isinstance(message, str):
            self._connection.send(encode(message.encode()))
        else:
            self._connection.send(encode(message, BINARY))

    def tick(self, now: float) -> None:
        pass

    def gone(self) -> None:
        pass


def create_app(allowed_origins: Collection[str]) -> Flask:
    app = Flask("echo")
    bounds = Bounds(
        heartbeat=float(os.environ.get("HEARTBEAT_S", "25")),
        largest_message=int(os.environ.get("LARGEST_MESSAGE", LARGEST_MESSAGE)),
        backlog=int(os.environ.get("BACKLOG_BYTES", "1048576")),
    )
    reception = Reception(bounds, Echo, most=1_000)
    app.register_blueprint(socket_blueprint(reception, allowed_origins))
    gevent.spawn(reception.sweep)
    farewell = Farewell(lambda: reception.drain(0))
    farewell.begin_on_signal()
    app.extensions["close"] = [farewell.finish]
    logger("social_media").info("ready to serve")
    return app


app = create_app(())
