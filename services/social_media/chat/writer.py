"""Stores messages: whatever waits while one write is under way goes into the next, all at once.

So a quiet worker adds no delay and a busy one pays for the journal once per batch. A message is
acknowledged when a majority has it in its journal, and only then heard by anyone.

A message gets the seq after the last one known here. When another worker took that place first,
the unique index on (conversation, seq) says so, and the message is tried again behind it: every
place before one that is taken is taken too, so no gap is left for a later message to fall into.
"""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from gevent.event import Event as Signal
from pymongo.database import Database

from services.social_media.chat import message_store
from services.social_media.chat.message_store import Refusal
from services.social_media.chat.models import Message, Room
from services.social_media.chat.order import Order
from services.social_media.chat.previews import Previews
from services.social_media.chat.speaker import Ear, Said, Speaker, delivery_of, shown
from services.social_media.sockets.fanout import Publish
from shared.models.ids import UserId, uuid7
from shared.models.problem import Problem, Unavailable
from shared.observability.logs import logger

MOST_WAITING = 2_000
MOST_AT_ONCE = 500
MOST_ATTEMPTS = 100
"""How often a message may lose its place to another worker's; each try takes milliseconds."""

_NOT_STORED = Unavailable("Your message could not be stored; send it again.")

log = logger("social_media")


class Busy(Problem):
    status, code, title = 503, "busy", "Too many messages are waiting; try again in a moment"


class Author(Ear, Protocol):
    """The socket a message came from."""

    def stored(self, client_id: UUID, message: Message) -> None:
        """Your message, or the one you sent earlier under that client id, is safe."""

    def refused(self, client_id: UUID, problem: Problem) -> None:
        """Your message may be lost; send it again."""


@dataclass(slots=True, eq=False)
class Draft:
    author: Author
    sender: UserId
    client_id: UUID
    room: Room
    text: str
    attempts: int = 0
    is_in_hand: bool = False
    """Whether it is in the batch being written, and its author has yet to hear of it."""

    @property
    def conversation(self) -> UUID:
        return self.room.conversation_id

    def stored(self, message: Message) -> None:
        self.is_in_hand = False
        self.author.stored(self.client_id, message)

    def refused(self, problem: Problem) -> None:
        self.is_in_hand = False
        self.author.refused(self.client_id, problem)


class Writer:
    def __init__(
        self,
        db: Database[Any],
        order: Order[Said],
        speaker: Speaker,
        previews: Previews,
        publish: Publish,
    ) -> None:
        """`publish` reaches the other workers; people connected to this one hear the speaker."""
        self._db = db
        self._order = order
        self._speaker = speaker
        self._previews = previews
        self._publish = publish
        self._waiting: deque[Draft] = deque()
        self._more = Signal()
        self._taken: dict[UUID, int] = {}  # The places others had when we wanted them.

    def submit(self, draft: Draft) -> None:
        """Take a message; its author will be told what became of it. Raises Busy."""
        if len(self._waiting) >= MOST_WAITING:
            raise Busy
        self._waiting.append(draft)
        self._more.set()

    def run(self) -> None:
        """Store what is submitted, for ever."""
        while True:
            self._more.wait()
            self._more.clear()
            while self._waiting:
                self._write(self._next_batch())

    def _next_batch(self) -> list[Draft]:
        """The next messages, at most one per person.

        A second one must not overtake the first when that has to be tried again.
        """
        batch: list[Draft] = []
        later: list[Draft] = []
        senders: set[UserId] = set()
        while self._waiting and len(batch) < MOST_AT_ONCE:
            draft = self._waiting.popleft()
            (later if draft.sender in senders else batch).append(draft)
            senders.add(draft.sender)
        self._waiting.extendleft(reversed(later))
        for draft in batch:
            draft.is_in_hand = True
        return batch

    def _write(self, drafts: Sequence[Draft]) -> None:
        """Store what can be stored, and tell every author what became of theirs."""
        try:
            new = self._not_said_yet(drafts)
            messages = self._placed(new)
            refusals = message_store.insert_messages(self._db, messages) if messages else {}
            both = list(zip(new, messages, strict=True))
            self._tell([pair for index, pair in enumerate(both) if index not in refusals])
            self._try_again([both[i] for i, why in refusals.items() if why is Refusal.PLACE_TAKEN])
            self._answer_repeats([new[i] for i, why in refusals.items() if why is Refusal.SAID])
        except Exception:
            # Whether they are stored we cannot know; whoever sends theirs again finds out. Those
            # behind them are spared waiting as long once more.
            log.exception("messages not stored", messages=len(drafts) + len(self._waiting))
            for draft in self._waiting:
                draft.refused(_NOT_STORED)
            self._waiting.clear()
        for draft in drafts:
            if draft.is_in_hand:
                draft.refused(_NOT_STORED)

    def _not_said_yet(self, drafts: Sequence[Draft]) -> list[Draft]:
        """All but repeats, where one could leave a gap: in a conversation with several drafts."""
        counts = Counter(draft.conversation for draft in drafts)
        doubtful = [draft for draft in drafts if counts[draft.conversation] > 1]
        repeated = set(self._answer_repeats(doubtful))
        return [draft for draft in drafts if draft not in repeated]

    def _answer_repeats(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Acknowledge those stored before, as they were stored then; return them."""
        if not drafts:
            return []
        said = message_store.select_said(
            self._db, [(draft.sender, draft.client_id) for draft in drafts]
        )
        repeated = [draft for draft in drafts if (draft.sender, draft.client_id) in said]
        for draft in repeated:
            draft.stored(said[draft.sender, draft.client_id])
        return repeated

    def _placed(self, drafts: Sequence[Draft]) -> list[Message]:
        """Give each draft the place after the last one we know of."""
        last = self._last_seqs(drafts)
        now = datetime.now(UTC)
        now = now.replace(microsecond=now.microsecond // 1_000 * 1_000)  # What a BSON date holds.
        messages = []
        for draft in drafts:
            last[draft.conversation] += 1
            messages.append(
                Message(
                    message_id=uuid7(),
                    conversation=draft.conversation,
                    seq=last[draft.conversation],
                    sender=draft.sender,
                    client_id=draft.client_id,
                    text=draft.text,
                    at=now,
                )
            )
        return messages

    def _last_seqs(self, drafts: Sequence[Draft]) -> dict[UUID, int]:
        """The last place taken in each conversation, looked up where we do not follow it."""
        last: dict[UUID, int] = {}
        unsure: set[UUID] = set()
        for draft in drafts:
            known = self._order.latest(str(draft.conversation))
            taken = self._taken.pop(draft.conversation, 0)
            last[draft.conversation] = max(known or 0, taken, last.get(draft.conversation, 0))
            if known is None or draft.attempts > 1:
                unsure.add(draft.conversation)
        if unsure:
            for conversation, seq in message_store.select_last_seqs(self._db, unsure).items():
                last[conversation] = max(last[conversation], seq)
                self._order.begin(str(conversation), last[conversation])
        return last

    def _tell(self, stored: Sequence[tuple[Draft, Message]]) -> None:
        """Acknowledge what is safe, and let everyone hear it."""
        deliveries = []
        for draft, message in stored:
            draft.stored(message)
            said = Said(
                str(message.conversation),
                message.seq,
                draft.room.topics,
                shown(message),
                by=draft.author,
            )
            self._speaker.say(said)
            deliveries.append(delivery_of(said, draft.room))
        self._publish(deliveries)
        self._previews.show(message for _, message in stored)

    def _try_again(self, beaten: Sequence[tuple[Draft, Message]]) -> None:
        """Put drafts first in the queue, to take the places after those they did not get."""
        for draft, message in reversed(beaten):
            self._taken[message.conversation] = max(
                message.seq, self._taken.get(message.conversation, 0)
            )
            draft.attempts += 1
            if draft.attempts == MOST_ATTEMPTS:
                draft.refused(Busy())
            else:
                draft.is_in_hand = False
                self._waiting.appendleft(draft)
