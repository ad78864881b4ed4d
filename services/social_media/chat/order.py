"""Puts the messages of each conversation in order before anyone here hears them.

Several workers write into one conversation, so their messages may arrive in any order. One that
came too early waits for those before it, a moment only: a delivery can be lost, and then the
database has what is missing. What arrives twice is heard once.

Pure: no clock, no database, no sockets. The caller says when the moment is over.
"""

from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from cachetools import LRUCache

Item = TypeVar("Item")

MOST_CONVERSATIONS = 100_000
MOST_REMEMBERED = 10_000


class Arrival(NamedTuple, Generic[Item]):
    """What may be heard now, in order, and whether something has begun to wait."""

    ready: list[Item]
    begins_to_wait: bool


class Order(Generic[Item]):
    def __init__(self, most: int = MOST_CONVERSATIONS) -> None:
        self._most = most
        self._heard: dict[str, int] = {}
        self._begun: dict[str, int] = {}
        self._waiting: dict[str, dict[int, Item]] = {}
        # What we gave up waiting for, and may still be told late.
        self._skipped: LRUCache[tuple[str, int], bool] = LRUCache(MOST_REMEMBERED)
        # What we heard of the time before we followed its conversation.
        self._early: LRUCache[tuple[str, int], bool] = LRUCache(MOST_REMEMBERED)

    def begin(self, conversation: str, seq: int) -> None:
        """All up to `seq` needs no waiting for; ignored for a conversation we already follow."""
        if conversation not in self._heard and conversation not in self._waiting:
            self._remember(conversation, seq)
            self._begun[conversation] = seq

    def latest(self, conversation: str) -> int | None:
        """The highest seq we know to exist, or None for a conversation we do not follow."""
        heard = self._heard.get(conversation)
        waiting = self._waiting.get(conversation)
        return max(waiting) if waiting else heard

    def heard(self, conversation: str) -> int | None:
        """The last seq that was heard here, or None for a conversation we do not follow."""
        return self._heard.get(conversation)

    def followed(self) -> Iterator[tuple[str, int]]:
        """The conversations we follow, each with the last seq that was heard here."""
        return iter(tuple(self._heard.items()))

    def arrive(self, conversation: str, seq: int, item: Item) -> Arrival[Item]:
        heard = self._heard.get(conversation, 0 if seq == 1 else None)
        if heard is not None and seq <= heard:
            # Late; a client knows where it belongs.
            late = [item] if self._is_new(conversation, seq) else []
            return Arrival(late, begins_to_wait=False)
        waiting = self._waiting.get(conversation)
        if heard is None or seq > heard + 1:
            if waiting is None:
                self._waiting[conversation] = {seq: item}
                return Arrival([], begins_to_wait=True)
            waiting[seq] = item
            return Arrival([], begins_to_wait=False)
        ready = [item]
        while waiting and seq + 1 in waiting:
            seq += 1
            ready.append(waiting.pop(seq))
        if waiting is not None and not waiting:
            del self._waiting[conversation]
        self._remember(conversation, seq)
        return Arrival(ready, begins_to_wait=False)

    def missing(self, conversation: str) -> tuple[int, int] | None:
        """Where the missing messages are: after the first seq and before the second."""
        waiting = self._waiting.get(conversation)
        if not waiting:
            return None
        return self._heard.get(conversation, min(waiting) - 1), max(waiting)

    def give_up(
        self, conversation: str, before: int, found: Iterable[tuple[int, Item]]
    ) -> Arrival[Item]:
        """Wait no longer for what is missing before a place, but for what was found of it.

        What came meanwhile and is early as well goes on waiting.
        """
        waiting = self._waiting.pop(conversation, {})
        heard = self._heard.get(conversation)
        if heard is None:
            heard = self._begun[conversation] = min(waiting, default=1) - 1
        recovered = {seq: item for seq, item in found if seq > heard and seq not in waiting}
        together = recovered | waiting
        ready = []
        for seq in sorted(together):
            if seq > before and seq != heard + 1:
                break
            for skipped in range(max(heard + 1, seq - MOST_REMEMBERED), seq):
                self._skipped[conversation, skipped] = True
            ready.append(together.pop(seq))
            heard = seq
        if ready:
            self._remember(conversation, heard)
        if together:
            self._waiting[conversation] = together
        return Arrival(ready, begins_to_wait=bool(together))

    def _is_new(self, conversation: str, seq: int) -> bool:
        """Whether a late one has not been heard: it was skipped, or is from before we followed."""
        if seq > self._begun.get(conversation, 0):
            return self._skipped.pop((conversation, seq), False)
        if (conversation, seq) in self._early:
            return False
        self._early[conversation, seq] = True
        return True

    def _remember(self, conversation: str, seq: int) -> None:
        if conversation not in self._heard and len(self._heard) >= self._most:
            oldest = next(iter(self._heard))
            del self._heard[oldest]
            self._begun.pop(oldest, None)
        self._heard[conversation] = seq
