"""Stores messages: whatever waits while one write is under way goes into the next, all at once.

So a quiet worker adds no delay, and a busy one pays for the journal once per batch. A message is
acknowledged when a majority has it in its journal, and only then heard by anyone.

A message gets the seq after the last one known here. When another worker took that place first,
the unique index on (conversation, seq) says so, and the message is tried again behind it: every
place before one that is taken is taken too, so no gap is left for a later message to fall into.

A batch is stored in order and stops at the first message that cannot be, so that none overtakes
it. In a contested conversation that would stop everybody too often: its messages are stored
apart, as many as can be, at most one of each person.
"""

import time
from collections import Counter, deque
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import gevent
from cachetools import TTLCache
from gevent.event import Event as Signal
from pymongo.database import Database

from services.social_media.chat import message_store
from services.social_media.chat.drafts import Draft
from services.social_media.chat.message_store import Refusal
from services.social_media.chat.models import Message
from services.social_media.chat.places import Places
from services.social_media.chat.speaker import Speaker, delivery_of, said_again, topics_at
from services.social_media.chat.spoken import said_of
from services.social_media.chat.tails import Tails
from services.social_media.sockets.fanout import Publish
from shared.models.ids import UserId
from shared.models.problem import Problem, Unavailable
from shared.observability.logs import logger

MOST_WAITING = 5_000
MOST_AT_ONCE = 500
FEW = 8
BATCH_EVERY = 0.01
"""Seconds between two batches of more than a few: a busy worker waits for more to come."""
MOST_ATTEMPTS = 100
"""How often a message may lose its place to another worker's; each try takes milliseconds."""

REMEMBERED_FOR = 60.0
"""Seconds for which who repeats themselves is asked for first."""

_NOT_STORED = Unavailable("Your message could not be stored; send it again.")

log = logger("social_media")


class Busy(Problem):
    status, code, title = 503, "busy", "Too many messages are waiting; try again in a moment"


class Writer:
    def __init__(
        self,
        db: Database[Any],
        places: Places,
        speaker: Speaker,
        tails: Tails,
        publish: Publish,
        publish_everywhere: Publish,
        host: int,
    ) -> None:
        """`publish` reaches the other workers; people connected to this one hear the speaker.

        Other hosts than `host` read what is stored. `publish_everywhere` reaches them as well,
        and this worker too.
        """
        self._db = db
        self._places = places
        self._speaker = speaker
        self._tails = tails
        self._publish = publish
        self._publish_everywhere = publish_everywhere
        self._host = host
        self._waiting: deque[Draft] = deque()
        self._more = Signal()
        self._unwritten: Counter[UUID] = Counter()
        self._repeaters: TTLCache[UserId, bool] = TTLCache(10_000, REMEMBERED_FOR)

    def submit(self, draft: Draft) -> None:
        """Take a message; its author will be told what became of it. Raises Busy."""
        if len(self._waiting) >= MOST_WAITING:
            raise Busy
        self._unwritten[draft.conversation] += 1
        self._waiting.append(draft)
        self._more.set()

    def has_waiting(self, conversation: UUID) -> bool:
        """Whether something said in a conversation is not written yet."""
        return conversation in self._unwritten

    def run(self) -> None:
        """Store what is submitted, for ever."""
        while True:
            self._more.wait()
            self._more.clear()
            while self._waiting:
                began = time.monotonic()
                batch = self._next_batch()
                self._write(batch)
                if len(batch) > FEW:
                    gevent.sleep(max(0.0, began + BATCH_EVERY - time.monotonic()))

    def _next_batch(self) -> list[Draft]:
        batch: list[Draft] = []
        later: list[Draft] = []
        have_one: set[tuple[UserId, UUID]] = set()
        while self._waiting and len(batch) < MOST_AT_ONCE:
            draft = self._waiting.popleft()
            if self._places.is_contested(draft.conversation):
                key = draft.sender, draft.conversation
                if key in have_one:
                    later.append(draft)
                    continue
                have_one.add(key)
            draft.is_in_hand = True
            batch.append(draft)
        self._waiting.extendleft(reversed(later))
        return batch

    def _write(self, drafts: Sequence[Draft]) -> None:
        """Store what can be stored, and tell every author what became of theirs."""
        try:
            contested, steady = self._sorted(self._not_repeated(drafts))
            if contested:
                self._insert_what_can_be(contested)
            if steady:
                self._insert_in_order(steady)
        except Exception:
            # Whether they are stored we cannot know; whoever sends theirs again finds out. Those
            # behind them are spared waiting as long once more.
            log.exception("messages not stored", messages=len(drafts) + len(self._waiting))
            waiting, self._waiting = self._waiting, deque()
            for draft in waiting:
                self._refuse(draft, _NOT_STORED)
        for draft in drafts:
            if draft.is_in_hand:
                self._refuse(draft, _NOT_STORED)

    def _sorted(self, drafts: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
        """Those of contested conversations, and the others."""
        both: tuple[list[Draft], list[Draft]] = ([], [])
        for draft in drafts:
            both[not self._places.is_contested(draft.conversation)].append(draft)
        return both

    def _not_repeated(self, drafts: Sequence[Draft]) -> Sequence[Draft]:
        """All but repeats, looked for where one could do harm.

        Those of people who repeat themselves would stop a whole batch, and where several may be
        stored or not in one conversation one could leave a gap.
        """
        contested = [draft for draft in drafts if self._places.is_contested(draft.conversation)]
        if not contested and not self._repeaters:
            return drafts  # As nearly always.
        counts = Counter(draft.conversation for draft in contested)
        doubtful = [
            draft
            for draft in drafts
            if draft.sender in self._repeaters or counts.get(draft.conversation, 0) > 1
        ]
        repeated = self._answer_repeats(doubtful)
        return [draft for draft in drafts if draft not in repeated] if repeated else drafts

    def _answer_repeats(self, drafts: Sequence[Draft]) -> set[Draft]:
        """Acknowledge those stored before, as they were stored then; return them."""
        if not drafts:
            return set()
        said = message_store.select_said(
            self._db, [(draft.sender, draft.client_id) for draft in drafts]
        )
        repeated = {draft for draft in drafts if (draft.sender, draft.client_id) in said}
        for draft in repeated:
            self._repeaters[draft.sender] = True
            self._done_with(draft)
            draft.stored(said[draft.sender, draft.client_id])
        self._publish_everywhere([said_again(message) for message in said.values()])
        return repeated

    def _insert_in_order(self, drafts: Sequence[Draft]) -> None:
        """Store messages until one cannot be; those behind it are tried again."""
        messages = self._placed(drafts)
        stored, why = message_store.insert_until_refused(
            self._db, messages, [draft.terms for draft in drafts], via=self._host
        )
        self._tell(list(zip(drafts[:stored], messages[:stored], strict=True)))
        if why is None:
            return
        self._put_back(drafts[stored + 1 :])
        self._answer_refusal(drafts[stored], messages[stored], why)

    def _insert_what_can_be(self, drafts: Sequence[Draft]) -> None:
        messages = self._placed(drafts)
        refusals = message_store.insert_messages(
            self._db, messages, [draft.terms for draft in drafts], via=self._host
        )
        both = list(zip(drafts, messages, strict=True))
        self._tell([pair for index, pair in enumerate(both) if index not in refusals])
        for index, why in sorted(refusals.items(), reverse=True):
            self._answer_refusal(*both[index], why)

    def _answer_refusal(self, draft: Draft, message: Message, why: Refusal) -> None:
        """Try again behind a place that was taken; answer a repeat."""
        if why is Refusal.PLACE_TAKEN:
            self._places.was_taken(message.conversation, message.seq)
            draft.attempts += 1
            if draft.attempts < MOST_ATTEMPTS:
                self._put_back([draft])
            else:
                self._refuse(draft, Busy())
        elif why is Refusal.SAID:
            self._answer_repeats([draft])

    def _placed(self, drafts: Sequence[Draft]) -> list[Message]:
        """The messages as they are to be stored, each in its place."""
        now = datetime.now(UTC)
        now = now.replace(microsecond=now.microsecond // 1_000 * 1_000)  # What a BSON date holds.
        return [
            Message(
                message_id=draft.message_id,
                conversation=draft.conversation,
                seq=seq,
                sender=draft.sender,
                client_id=draft.client_id,
                text=draft.text,
                at=now,
                attachments=draft.attachments,
            )
            for draft, seq in zip(drafts, self._places.give(drafts), strict=True)
        ]

    def _tell(self, stored: Sequence[tuple[Draft, Message]]) -> None:
        """Acknowledge what is safe, and let everyone hear it."""
        everything, deliveries = [], []
        for draft, message in stored:
            self._done_with(draft)
            said = said_of(message, topics_at(draft.address), by=draft.author)
            if not draft.carried_as:  # Another worker knows it by the delivery.
                draft.stored(message)
            everything.append(said)
            deliveries.append(delivery_of(said, draft.address, draft.carried_as))
        self._speaker.say(everything)
        self._publish(deliveries)
        self._tails.grow(message for _, message in stored)

    def _put_back(self, drafts: Sequence[Draft]) -> None:
        """Let drafts be the next to be written, in the order they have."""
        for draft in drafts:
            draft.is_in_hand = False
        self._waiting.extendleft(reversed(drafts))

    def _refuse(self, draft: Draft, problem: Problem) -> None:
        self._done_with(draft)
        draft.refused(problem)

    def _done_with(self, draft: Draft) -> None:
        draft.is_in_hand = False
        if self._unwritten[draft.conversation] > 1:
            self._unwritten[draft.conversation] -= 1
        else:
            del self._unwritten[draft.conversation]
