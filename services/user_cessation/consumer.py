"""The consumer process: `python -m services.user_cessation.consumer` reacts to events.

An event may come twice and out of order. All it changes is one transaction with its row in the
inbox, so it has its effect once, whenever this process is killed. What the clock calls for is a
transaction for each job, so that one which fails holds up no other.
"""

import signal
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from psycopg_pool import ConnectionPool
from pydantic import Field

from services.user_cessation.accesslog.actions import on_staff_acted
from services.user_cessation.articles import actions as articles
from services.user_cessation.crisis import actions as crisis
from services.user_cessation.erasure import actions as erasure
from services.user_cessation.exporting import actions as exporting
from services.user_cessation.exporting import assembler
from services.user_cessation.mail import actions as mail
from services.user_cessation.mail import mailer
from services.user_cessation.nudges import actions as nudges
from services.user_cessation.overdue_replies.actions import on_reply_overdue
from services.user_cessation.reminders import actions as reminders
from services.user_cessation.statistics import actions as statistics
from services.user_cessation.steps import actions as steps
from shared.messaging.queue import Handle, consume
from shared.models.events import (
    AnyEvent,
    AppointmentChanged,
    ClockTicked,
    CrisisSuspected,
    Event,
    ExportPartReady,
    MailDue,
    ReplyOverdue,
    StaffActed,
    StoreErased,
)
from shared.observability.logs import logger
from shared.postgres.inbox import first_time
from shared.postgres.pool import Connection, PatientConnection, open_pool
from shared.settings import LOCAL_SECRET
from shared.shelf import ShelfSettings, shelf

NAME = "user-cessation-consumer"

log = logger("user_cessation_consumer")

React = Callable[[Connection, Any, datetime], None]
"""Do in the caller's transaction what follows from an event. Talks to nobody else."""


class CessationConsumerSettings(ShelfSettings):
    postgres_dsn: str = Field(description="Where PostgreSQL answers, as a postgresql:// URL.")
    queue_url: str = Field(description="The SQS queue on which this service hears of events.")
    mail_from: str = Field(
        default=f"no-reply@{LOCAL_SECRET}.example",
        description="The address our e-mails come from; SES has to know it.",
    )
    web_url: str = Field(
        default=f"http://{LOCAL_SECRET}.localhost:8080",
        description="The web app, where the links in e-mails lead.",
    )


REACTIONS: Mapping[type[Event], React] = {
    AppointmentChanged: reminders.follow_appointment,
    CrisisSuspected: crisis.on_suspicion,
    ExportPartReady: exporting.on_part_ready,
    MailDue: mail.queue,
    ReplyOverdue: on_reply_overdue,
    StaffActed: on_staff_acted,
    StoreErased: erasure.on_store_erased,
}
"""What this service does about an event. Those it does not name are none of its business."""

EVERY_MINUTE: Mapping[str, React] = {
    "articles": articles.on_clock,
    "crises": crisis.on_clock,
    "erasures": erasure.on_clock,
    "nudges": nudges.on_clock,
    "statistics": statistics.on_clock,
    "steps": steps.on_clock,
}
"""What this service does when a minute begins, by names that never change. It may come late."""


class JobsFailed(Exception):
    """Some of what a minute calls for was not done. The rest was; the queue asks again."""


def reacting(
    pool: ConnectionPool[PatientConnection],
    reactions: Mapping[type[Event], React],
    jobs: Mapping[str, React],
) -> Handle:
    """The function the queue hands every event to."""

    def once(name: str, event: AnyEvent, react: React) -> None:
        now = datetime.now(UTC)
        with pool.connection() as conn:
            if first_time(conn, name, event.event_id, now):
                react(conn, event, now)

    def do_jobs(tick: ClockTicked) -> None:
        failed = []
        for name, job in jobs.items():
            try:
                once(f"{NAME}/{name}", tick, job)
            except Exception:
                log.exception("job failed", job=name)
                failed.append(name)
        if failed:
            raise JobsFailed(", ".join(failed))

    def handle(event: AnyEvent) -> None:
        if isinstance(event, ClockTicked):
            do_jobs(event)
        elif react := reactions.get(type(event)):
            once(NAME, event, react)

    return handle


def run(settings: CessationConsumerSettings, stop: threading.Event) -> None:
    """React to the events on the queue until `stop` is set."""
    with open_pool(settings.postgres_dsn, application=NAME, size=3) as pool:
        helpers = [
            threading.Thread(
                target=mailer.run,
                args=(pool, mail.by_ses(), settings.mail_from, settings.web_url, stop),
                name="mailer",
            ),
            threading.Thread(target=assembler.run, args=(pool, shelf(), stop), name="assembler"),
        ]
        for helper in helpers:
            helper.start()
        consume(settings.queue_url, reacting(pool, REACTIONS, EVERY_MINUTE), stop, log)
        for helper in helpers:
            helper.join()


def main() -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run(CessationConsumerSettings(), stop)


if __name__ == "__main__":
    main()
