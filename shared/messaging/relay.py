"""The relay process: `python -m shared.messaging.relay` carries the outbox to the topic.

It looks ten times a second, which costs one empty index a glance: word of each event would come
sooner, but PostgreSQL lets only one transaction that sends word commit at a time (docs/adr/0026).
Run as many as you like.
"""

import signal
import threading

import psycopg
from pydantic import Field

from shared.messaging.topic import MOST_PER_BATCH, publisher
from shared.observability.logs import logger
from shared.postgres import outbox
from shared.postgres.pool import Connection, connection_options
from shared.settings import Settings

LOOK_EVERY = 0.1
"""Seconds."""

PAUSE = 1.0
"""Seconds after which to try again when PostgreSQL or SNS went away."""

log = logger("relay")


class RelaySettings(Settings):
    postgres_dsn: str = Field(description="Where PostgreSQL answers, as a postgresql:// URL.")
    topic_arn: str = Field(description="The SNS topic every event is published to.")


def run(settings: RelaySettings, stop: threading.Event) -> None:
    """Relay until `stop` is set; survive PostgreSQL or SNS going away."""
    publish = publisher(settings.topic_arn)
    while not stop.is_set():
        try:
            with psycopg.connect(
                settings.postgres_dsn, autocommit=True, **connection_options("relay")
            ) as conn:
                while not stop.is_set():
                    while _publish_batch(conn, publish):
                        pass
                    stop.wait(LOOK_EVERY)
        except Exception:
            log.exception("relay interrupted")
            stop.wait(PAUSE)


def _publish_batch(conn: Connection, publish: outbox.Publish) -> int:
    with conn.transaction():
        count = outbox.publish_waiting(conn, publish, most=MOST_PER_BATCH)
    if count:
        log.info("published", events=count)
    return count


def main() -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run(RelaySettings(), stop)


if __name__ == "__main__":
    main()
