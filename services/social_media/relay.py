"""Carries events from MongoDB to the topic. Runs beside the consumer, in the same process.

It looks twice a second, which costs one empty index a glance: word of a change would come sooner,
but through a stream of every message anyone writes.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from pymongo.database import Database

from services.social_media import outbox
from services.social_media.outbox import Waiting
from shared.messaging.topic import MOST_PER_BATCH
from shared.observability.logs import logger

LOOK_EVERY = 0.5
"""Seconds."""

log = logger("social_media_relay")

Publish = Callable[[Sequence[Waiting]], None]
"""Hands a batch to the world; returns only when all of it was taken, else raises."""


def run(db: Database[Any], publish: Publish, stop: threading.Event) -> None:
    """Relay until `stop` is set; survive MongoDB or SNS going away."""
    while not stop.is_set():
        try:
            while publish_waiting(db, publish) and not stop.is_set():
                pass
        except Exception:
            log.exception("relay interrupted")
        stop.wait(LOOK_EVERY)


def publish_waiting(db: Database[Any], publish: Publish) -> int:
    """Publish one batch, oldest first, then forget it; return how many events it had.

    Whoever dies in between, or works beside another, publishes again: at least once.
    """
    batch = outbox.select_waiting(db, most=MOST_PER_BATCH)
    if batch:
        publish(batch)
        outbox.delete_published(db, batch)
        log.info("published", events=len(batch))
    return len(batch)
