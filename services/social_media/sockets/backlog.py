"""What a slow reader has yet to take, in whole frames except for the one under way."""

import socket
from collections import deque

_AT_ONCE = 64


class Backlog:
    __slots__ = ("_begun", "_frames", "size")

    def __init__(self, frame: bytes, sent: int) -> None:
        """Start with a frame of which the kernel took `sent` bytes."""
        self._begun = sent > 0
        self._frames: deque[bytes] = deque((frame[sent:],))
        self.size = len(frame) - sent

    def add(self, frame: bytes) -> None:
        self._frames.append(frame)
        self.size += len(frame)

    def drop_whole_frames(self) -> None:
        """Forget every frame the peer has seen nothing of."""
        kept = [self._frames[0]] if self._begun else []
        self._frames = deque(kept)
        self.size = sum(map(len, kept))

    def send_to(self, sock: socket.socket) -> None:
        """Hand the kernel as much as it takes. Raises OSError when the socket does."""
        sent = sock.sendmsg([self._frames[i] for i in range(min(len(self._frames), _AT_ONCE))])
        self.size -= sent
        while sent:
            first = self._frames[0]
            if sent < len(first):
                self._frames[0] = first[sent:]
                self._begun = True
                return
            sent -= len(first)
            self._frames.popleft()
            self._begun = False
