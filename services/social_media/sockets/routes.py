"""`/ws`: from an HTTP request to a socket the event loop owns."""

import os
import socket
from collections.abc import Collection, Iterable
from typing import Any, NoReturn
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Blueprint, Response, request
from gevent import monkey

from services.social_media.sockets.handshake import UpgradeRequired, accept
from services.social_media.sockets.reception import Reception
from shared.auth.guard import allow_anyone
from shared.models.problem import Unavailable

_unpatched_socket = monkey.get_original("socket", "socket")


class HandedOver(Response):
    """The response to a request whose socket is ours now: gunicorn is to write nothing."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        raise StopIteration


def socket_blueprint(reception: Reception, allowed_origins: Collection[str]) -> Blueprint:
    """Who speaks is said in the first message, so anyone may open a socket."""
    sockets = Blueprint("sockets", __name__)
    sockets.before_request(allow_anyone)

    @sockets.get("/ws", websocket=True)
    def open_socket() -> Response:
        opening = accept(request.headers, allowed_origins)
        if reception.is_closing:
            raise Unavailable(retry_after=1)
        theirs: Any = request.environ["gunicorn.socket"]
        theirs.sendall(opening)
        reception.admit(_taken_over(theirs))
        return HandedOver()

    @sockets.get("/ws")
    def refuse_http() -> NoReturn:
        raise UpgradeRequired

    return sockets


def _taken_over(theirs: Any) -> socket.socket:
    """The same connection under a descriptor of our own; gunicorn closes the other one."""
    ours: socket.socket = _unpatched_socket(fileno=os.dup(theirs.fileno()))
    ours.setblocking(False)
    ours.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return ours
