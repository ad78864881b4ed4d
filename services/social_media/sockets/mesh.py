"""How the processes of one host hear each other: Unix sockets in a directory, no broker.

Every process that has listeners keeps a socket in the directory; every process that publishes
connects to all of them. A peer that does not keep up loses deliveries rather than holding anyone
up: clients notice by their cursor and resume.

Works with threads and, where gevent has patched them, with greenlets.
"""

import os
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from struct import Struct

from services.social_media.sockets.fanout import Delivery
from services.social_media.sockets.packing import pack, unpack
from shared.observability.logs import logger

MOST_WAITING = 8_388_608
"""Bytes kept for a peer that does not read."""

LARGEST_BATCH = 67_108_864
_CONNECT_WITHIN = 1.0
_LENGTH = Struct(">I")
_SUFFIX = ".sock"
_CLOCK_TICK_NS = 50_000_000
"""Two changes of a directory so close may carry the same time."""

log = logger("social_media")

Deliver = Callable[[Sequence[Delivery]], None]


class Mesh:
    def __init__(self, directory: Path) -> None:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._directory = directory
        self._own = directory / f"{os.getpid()}{_SUFFIX}"
        self.name = self._own.stem
        """What the others call this process."""
        self._listener: socket.socket | None = None
        self._peers: dict[str, _Peer] = {}
        self._seen = -1
        self._lock = threading.Lock()
        self._on_lost: Callable[[], None] | None = None

    def listen(self, deliver: Deliver, on_lost: Callable[[], None] | None = None) -> None:
        """Hand every batch a peer publishes from now on to `deliver`.

        `on_lost` is called when a peer has gone: what it had to say last may not have come
        through. Listeners hold on to each other from the start, so that they notice.
        """
        self._on_lost = on_lost
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        unready = self._own.with_suffix(".new")
        for leftover in (unready, self._own):
            leftover.unlink(missing_ok=True)
        self._listener.bind(str(unready))
        self._listener.listen(64)
        # It appears under its name only now: a name in the directory can be connected to, or is
        # what a dead process left behind.
        unready.rename(self._own)
        _start(self._accept, self._listener, deliver)
        with self._lock:
            self._meet_peers()

    def publish(self, deliveries: Sequence[Delivery]) -> None:
        """Hand deliveries to every other process of the host. Never waits, never raises."""
        if not deliveries:
            return
        with self._lock:
            self._meet_peers()
            if self._peers:
                batch = _packed(deliveries)
                for peer in self._peers.values():
                    peer.hand(batch)

    def listeners(self) -> list[str]:
        """The names of the other processes that have listeners."""
        with self._lock:
            self._meet_peers()
            return [name.removesuffix(_SUFFIX) for name in self._peers]

    def send(self, name: str, deliveries: Sequence[Delivery]) -> bool:
        """Hand deliveries to one other process; False when it is not there. Never waits."""
        with self._lock:
            peer = self._peers.get(f"{name}{_SUFFIX}")
            if peer is None or peer.is_lost:
                return False
            peer.hand(_packed(deliveries))
            return True

    def close(self) -> None:
        """Leave: nobody is to connect to us any more."""
        self._own.unlink(missing_ok=True)
        if self._listener is not None:
            self._listener.close()

    def _meet_peers(self) -> None:
        """Connect to whoever is new in the directory."""
        for name in [name for name, peer in self._peers.items() if peer.is_lost]:
            del self._peers[name]
            self._seen = -1
        changed = self._directory.stat().st_mtime_ns
        if changed == self._seen:
            return
        self._seen = changed if time.time_ns() - changed > _CLOCK_TICK_NS else -1
        for path in self._directory.glob(f"*{_SUFFIX}"):
            if path != self._own and path.name not in self._peers:
                peer = _connect(path, self._lost)
                if peer is not None:
                    self._peers[path.name] = peer

    def _lost(self) -> None:
        if self._on_lost is not None:
            self._on_lost()

    def _accept(self, listener: socket.socket, deliver: Deliver) -> None:
        with suppress(OSError):
            while True:
                peer, _ = listener.accept()
                _start(self._hear_out, peer, deliver)

    def _hear_out(self, peer: socket.socket, deliver: Deliver) -> None:
        """Listen to one that publishes until it goes, whether or not we had met it ourselves."""
        _read(peer, deliver)
        self._lost()


class _Peer:
    """The way to one other process, with a bounded queue in front of it."""

    def __init__(self, sock: socket.socket, on_lost: Callable[[], None]) -> None:
        self._socket = sock
        self._on_lost = on_lost
        self._waiting: list[bytes] = []
        self._size = 0
        self._more = threading.Condition()
        self.is_lost = False
        _start(self._send)
        _start(self._watch)

    def hand(self, batch: bytes) -> None:
        with self._more:
            if self._size + len(batch) > MOST_WAITING:
                log.warning("mesh peer too slow", dropped_bytes=len(batch))
                return
            self._waiting.append(batch)
            self._size += len(batch)
            self._more.notify()

    def _send(self) -> None:
        with self._socket:
            try:
                while True:
                    self._socket.sendall(self._take())
            except OSError:
                self.is_lost = True

    def _watch(self) -> None:
        """Notice when the process goes, even while we have nothing to tell it."""
        with suppress(OSError):
            self._socket.recv(1)  # It never says anything.
        self.is_lost = True
        self._on_lost()

    def _take(self) -> bytes:
        with self._more:
            while not self._waiting:
                self._more.wait()
            batches, self._waiting, self._size = self._waiting, [], 0
        return b"".join(batches)


def _connect(path: Path, on_lost: Callable[[], None]) -> _Peer | None:
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    sock.settimeout(_CONNECT_WITHIN)
    try:
        sock.connect(str(path))
        sock.settimeout(None)
    except ConnectionRefusedError:
        path.unlink(missing_ok=True)  # Its process is gone.
    except OSError as error:
        log.warning("mesh peer not reachable", peer=path.name, error=str(error))
    else:
        return _Peer(sock, on_lost)
    sock.close()
    return None


def _start(run: Callable[..., None], *arguments: object) -> None:
    threading.Thread(target=run, args=arguments, daemon=True).start()


def _packed(deliveries: Sequence[Delivery]) -> bytes:
    body = pack(deliveries)
    return _LENGTH.pack(len(body)) + body


def _read(peer: socket.socket, deliver: Deliver) -> None:
    """Deliver what a peer sends until it leaves."""
    with peer, peer.makefile("rb", buffering=1 << 18) as stream, suppress(OSError):
        while len(prefix := stream.read(_LENGTH.size)) == _LENGTH.size:
            (size,) = _LENGTH.unpack(prefix)
            if size > LARGEST_BATCH:
                log.error("mesh batch too large", bytes=size)
                return
            body = stream.read(size)
            if len(body) < size:
                return
            try:
                deliver(unpack(body))
            except Exception:
                log.exception("mesh batch not delivered")
