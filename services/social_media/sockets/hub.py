"""Who listens to what in this process.

A topic whose kind has a route goes there: orders to the server, and what needs work before people
hear it. Any other goes to the listeners as it is.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from services.social_media.sockets.fanout import Delivery
from services.social_media.sockets.frames import encode

Route = Callable[[str, bytes], None]
"""Takes the rest of the topic, and the frame."""


class Listener(Protocol):
    def hear(self, frame: bytes) -> None:
        """Take an encoded WebSocket frame. Never waits, never raises."""


class Hub:
    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = {}
        self._routes: dict[str, Route] = {}
        self._then: dict[str, Callable[[], None]] = {}

    def route(self, kind: str, route: Route, *, then: Callable[[], None] | None = None) -> None:
        """Topics that begin with `kind` and a colon go to `route`.

        `then` is called once those that came together have gone there.
        """
        self._routes[kind] = route
        if then is not None:
            self._then[kind] = then

    def join(self, topic: str, listener: Listener) -> None:
        self._listeners.setdefault(topic, set()).add(listener)

    def leave(self, topic: str, listener: Listener) -> None:
        listeners = self._listeners.get(topic)
        if listeners is not None:
            listeners.discard(listener)
            if not listeners:
                del self._listeners[topic]

    def listeners(self, topic: str) -> Sequence[Listener]:
        """Those who listen now; the answer does not change under the caller."""
        return tuple(self._listeners.get(topic, ()))

    def deliver(self, deliveries: Sequence[Delivery]) -> None:
        kinds = set()
        for delivery in deliveries:
            kind, _, rest = delivery.topic.partition(":")
            if route := self._routes.get(kind):
                route(rest, delivery.frame)
                kinds.add(kind)
            elif listeners := self.listeners(delivery.topic):
                frame = encode(delivery.frame)
                for listener in listeners:
                    listener.hear(frame)
        for kind in kinds & self._then.keys():
            self._then[kind]()
