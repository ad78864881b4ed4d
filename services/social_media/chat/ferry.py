"""Lets one worker of a host write into a conversation in which several want to at once.

Two that write side by side take each other's places and have to try again. So a worker that hears
another one's messages in a conversation brings its own to whichever of them all agree on by name.
Nothing depends on their agreeing: places are decided by the database, and what is sent twice is
stored once. A conversation that only one worker's people use never takes the way over another.
"""

import itertools
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID
from zlib import crc32

import gevent

from services.social_media.chat.drafts import Draft, packed, unpacked
from services.social_media.chat.frames import acknowledged_from
from services.social_media.chat.speaker import TOPIC, Speaker, topics_at
from services.social_media.chat.spoken import Said
from services.social_media.chat.writer import MOST_WAITING, Busy, Writer
from services.social_media.sockets.fanout import Delivery
from services.social_media.sockets.hub import Hub
from services.social_media.sockets.mesh import Mesh

CARRY, CARRIED = "carry", "carried"
"""Kinds of the topics by which a worker hands a draft over, and hears what became of it."""

SHARED_FOR = 10.0
"""Seconds after another worker's last message in which a conversation counts as shared."""
PATIENCE = 20.0
"""Seconds until a draft that was handed over to a worker that is there is written here after all.

Only a word that got lost takes so long, and its author has sent it again by then.
"""
LOOK_EVERY = 0.25
_MOST_FOLLOWED = 100_000


@dataclass(slots=True)
class _Away:
    """A draft that another worker is to write."""

    draft: Draft
    writer: str
    since: float


@dataclass(frozen=True, slots=True)
class _Distant:
    """The author of a draft that came from another worker."""

    mesh: Mesh
    worker: str
    number: str

    def answer(self, payload: bytes) -> None:
        self.mesh.send(self.worker, [Delivery(f"{CARRIED}:{self.number}", payload)])


@lru_cache(_MOST_FOLLOWED)
def _chosen(conversation: UUID, everyone: tuple[str, ...]) -> str:
    """The one of all who writes into a conversation: each finds the same."""
    return max(everyone, key=lambda name: (crc32(conversation.bytes + name.encode()), name))


class Ferry:
    def __init__(self, mesh: Mesh, hub: Hub, writer: Writer, speaker: Speaker) -> None:
        self._mesh = mesh
        self._writer = writer
        self._speaker = speaker
        self._everyone: tuple[str, ...] = (mesh.name,)
        self._numbers = itertools.count()
        self._away: dict[str, _Away] = {}
        self._leaving: dict[str, list[str]] = {}  # to whom, what of it has been said just now
        self._going: dict[UUID, tuple[str, int]] = {}  # to whom, and how many are under way
        self._shared: dict[str, float] = {}
        self._overheard: list[Said] = []
        hub.route(TOPIC, self._overhear, then=self._say_overheard)
        hub.route(CARRY, self._take_over)
        hub.route(CARRIED, self._answered)

    def submit(self, draft: Draft) -> None:
        """Have a draft written, here or elsewhere; its author will hear of it. Raises Busy."""
        writer = self._writer_for(draft.conversation)
        if writer is None:
            self._writer.submit(draft)
        else:
            self._carry(draft, writer)

    def _overhear(self, topic: str, frame: bytes) -> None:
        """Another worker stored a message."""
        conversation, seq, sender, address, carried_as = topic.split(":")
        author = None
        worker, _, number = carried_as.partition(".")
        if worker == self._mesh.name:
            if away := self._bring_back(number):
                author = away.draft.author
                author.answer(acknowledged_from(frame))
        else:
            self._note_shared(conversation)
        said = Said(conversation, int(seq), sender, topics_at(address), frame, by=author)
        self._overheard.append(said)

    def _say_overheard(self) -> None:
        overheard, self._overheard = self._overheard, []
        self._speaker.say(overheard)

    def _note_shared(self, conversation: str) -> None:
        if conversation not in self._shared and len(self._shared) >= _MOST_FOLLOWED:
            del self._shared[next(iter(self._shared))]
        self._shared[conversation] = time.monotonic()

    def run(self) -> None:
        """Write here what a worker that went, or is slow, was to write; for ever."""
        while True:
            gevent.sleep(LOOK_EVERY)
            self._everyone = (self._mesh.name, *sorted(self._mesh.listeners()))
            if self._away:
                self._look_after(time.monotonic())

    def _writer_for(self, conversation: UUID) -> str | None:
        """The worker that is to write into a conversation; None for this one."""
        if going := self._going.get(conversation):
            return going[0]  # What was said first must not be overtaken.
        shared_at = self._shared.get(str(conversation))
        if shared_at is None or time.monotonic() - shared_at > SHARED_FOR:
            return None
        if self._writer.has_waiting(conversation):
            return None
        chosen = _chosen(conversation, self._everyone)
        return chosen if chosen != self._mesh.name else None

    def _carry(self, draft: Draft, writer: str) -> None:
        if len(self._away) >= MOST_WAITING:
            raise Busy
        number = str(next(self._numbers))
        self._away[number] = _Away(draft, writer, time.monotonic())
        _, count = self._going.get(draft.conversation, (writer, 0))
        self._going[draft.conversation] = writer, count + 1
        if not self._leaving:
            gevent.spawn(self._set_off)
        self._leaving.setdefault(writer, []).append(number)

    def _set_off(self) -> None:
        """Hand over, together, what was said in one go."""
        leaving, self._leaving = self._leaving, {}
        for writer, numbers in leaving.items():
            deliveries = [
                Delivery(f"{CARRY}:{self._mesh.name}.{number}", packed(self._away[number].draft))
                for number in numbers
                if number in self._away
            ]
            if not self._mesh.send(writer, deliveries):
                self._write_here(numbers)

    def _take_over(self, carried_as: str, frame: bytes) -> None:
        """Write what another worker's person said."""
        worker, _, number = carried_as.partition(".")
        draft = unpacked(frame, _Distant(self._mesh, worker, number), carried_as)
        try:
            self._writer.submit(draft)
        except Busy as busy:
            draft.refused(busy)

    def _answered(self, number: str, payload: bytes) -> None:
        if away := self._bring_back(number):
            away.draft.author.answer(payload)

    def _bring_back(self, number: str) -> _Away | None:
        away = self._away.pop(number, None)
        if away is not None:
            writer, count = self._going[away.draft.conversation]
            if count > 1:
                self._going[away.draft.conversation] = writer, count - 1
            else:
                del self._going[away.draft.conversation]
        return away

    def _look_after(self, now: float) -> None:
        self._write_here(
            [
                number
                for number, away in self._away.items()
                if away.writer not in self._everyone or now - away.since > PATIENCE
            ]
        )

    def _write_here(self, numbers: Iterable[str]) -> None:
        for number in numbers:
            if away := self._bring_back(number):
                try:
                    self._writer.submit(away.draft)
                except Busy as busy:
                    away.draft.refused(busy)
