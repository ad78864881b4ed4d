"""Sends e-mails that are due. Runs beside the consumer, in the same process.

It looks once a second at an index that holds what is still to be sent. Any number may work at once.
"""

import threading
from datetime import UTC, datetime

from psycopg_pool import ConnectionPool

from services.user_cessation.mail.actions import Send, send_next
from shared.observability.logs import logger
from shared.postgres.pool import PatientConnection

LOOK_EVERY = 1.0
"""Seconds."""

log = logger("user_cessation_mailer")


def run(
    pool: ConnectionPool[PatientConnection],
    send: Send,
    sender: str,
    web_url: str,
    stop: threading.Event,
) -> None:
    """Send until `stop` is set; survive PostgreSQL or SES going away."""
    while not stop.is_set():
        try:
            while not stop.is_set():
                mail_id = send_next(
                    pool, send, sender=sender, web_url=web_url, now=datetime.now(UTC)
                )
                if mail_id is None:
                    break
                log.info("mail taken up", mail_id=str(mail_id))
        except Exception:
            log.exception("mailer interrupted")
        stop.wait(LOOK_EVERY)
