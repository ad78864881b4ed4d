"""Sends what is due to those who are away. Runs beside the consumer, in the same process.

It looks twice a second at an index that holds what is still to be sent, so what is due at seven
leaves at seven. Any number of postmen may work at once, and one may die with a parcel in hand.
"""

import threading
from datetime import UTC, datetime
from typing import Any

from pymongo.database import Database

from services.social_media.delivery.actions import Push, release
from shared.observability.logs import logger

LOOK_EVERY = 0.5
"""Seconds."""

log = logger("social_media_postman")


def run(db: Database[Any], push: Push, unsubscribe_secret: str, stop: threading.Event) -> None:
    """Send until `stop` is set; survive MongoDB or a push service going away."""
    while not stop.is_set():
        try:
            while not stop.is_set():
                parcel = release(db, push, unsubscribe_secret, now=datetime.now(UTC))
                if parcel is None:
                    break
                log.info("parcel taken up", parcel_id=parcel.parcel_id, attempts=parcel.attempts)
        except Exception:
            log.exception("postman interrupted")
        stop.wait(LOOK_EVERY)
