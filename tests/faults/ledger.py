"""Who wrote what, what was acknowledged, and what each person heard, in the order they heard it."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID


@dataclass
class Written:
    """A message, from the moment its author decided to send it. Times are monotonic seconds."""

    author: str
    conversation: str
    client_id: str
    at: float
    seq: int = 0
    """Its place, once it was acknowledged."""
    heard_by: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Tally:
    """What a fault came to. All but the first should be nothing."""

    acknowledged: int
    lost: int
    """Acknowledged, and not stored, or not heard by somebody who was to hear it."""
    duplicated: int
    """Stored twice, or heard twice by one person."""
    disordered: int
    """Heard after a later one, or stored with a gap before it."""


class Ledger:
    """Written by many threads; `wait_for` looks whenever something was."""

    def __init__(self, members: Mapping[str, Sequence[str]]) -> None:
        """`members` are the people of each conversation."""
        self._members = members
        self.conversations = list(members)
        self._written: dict[str, Written] = {}
        self._heard: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        self.events: list[str] = []
        self._change = threading.Condition()

    def wrote(self, author: str, conversation: str, client_id: str) -> None:
        with self._change:
            self._written[client_id] = Written(author, conversation, client_id, time.monotonic())

    def acknowledged(self, client_id: str, seq: int) -> None:
        with self._change:
            self._written[client_id].seq = seq
            self._change.notify_all()

    def heard(self, person: str, conversation: str, seq: int, client_id: str) -> None:
        """A person was told of a message somebody else wrote."""
        with self._change:
            self._heard[person, conversation].append((seq, client_id))
            self._written[client_id].heard_by.add(person)
            self._change.notify_all()

    def noticed(self, event_id: str) -> None:
        """Somebody was shown what an event from elsewhere came to."""
        with self._change:
            self.events.append(event_id)
            self._change.notify_all()

    def wait_for(self, holds: Callable[[], bool], seconds: float) -> bool:
        with self._change:
            return self._change.wait_for(holds, seconds)

    def has_arrived(self, message: Written) -> bool:
        """Whether it is acknowledged and everyone it is for has heard it."""
        others = set(self._members[message.conversation]) - {message.author}
        return bool(message.seq) and message.heard_by >= others

    def came_through(self, since: float) -> set[str]:
        """The people something arrived from that they wrote after that moment."""
        return {
            message.author
            for message in self._written.values()
            if message.at > since and self.has_arrived(message)
        }

    def all_arrived(self) -> bool:
        return all(self.has_arrived(message) for message in self._written.values())

    def count(self) -> int:
        """How many messages are acknowledged."""
        return sum(bool(message.seq) for message in self._written.values())

    def missing(self) -> list[Written]:
        return [message for message in self._written.values() if not self.has_arrived(message)]

    def tally(self, stored: Mapping[str, Sequence[tuple[int, UUID]]]) -> Tally:
        """Compare with what each conversation holds: seqs and client ids, by seq."""
        acknowledged = [message for message in self._written.values() if message.seq]
        lost = duplicated = disordered = 0
        for conversation, people in self._members.items():
            kept = [(seq, str(client_id)) for seq, client_id in stored[conversation]]
            mine = [message for message in acknowledged if message.conversation == conversation]
            lost += len({(message.seq, message.client_id) for message in mine} - set(kept))
            duplicated += len(kept) - len({client_id for _, client_id in kept})
            disordered += sum(seq != place for place, (seq, _) in enumerate(kept, 1))
            for person in people:
                heard = self._heard[person, conversation]
                lost += sum(
                    person != message.author and (message.seq, message.client_id) not in heard
                    for message in mine
                )
                duplicated += len(heard) - len(set(heard))
                disordered += sum(one[0] > other[0] for one, other in pairwise(heard))
        return Tally(len(acknowledged), lost, duplicated, disordered)
