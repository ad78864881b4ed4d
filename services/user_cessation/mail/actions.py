"""Queueing e-mails, and sending those that are due."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import TYPE_CHECKING
from uuid import UUID

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from psycopg_pool import ConnectionPool

from services.user_cessation.mail import rules, store
from services.user_cessation.mail.models import MailStatus
from shared.models.events import MailDue
from shared.models.ids import UserId
from shared.postgres.pool import Connection, PatientConnection
from shared.tombstones import trace_of

if TYPE_CHECKING:
    from mypy_boto3_ses.client import SESClient

LEASE = timedelta(minutes=2)
"""After this a mail is taken up again: whoever had it must have died."""

PATIENCE = Config(connect_timeout=2, read_timeout=8, retries={"mode": "standard"})


class NotSent(Exception):
    """It may work later."""


Send = Callable[[EmailMessage], str]
"""Hand a message over; return what the carrier calls it. Raises NotSent."""


def queue(conn: Connection, event: MailDue, now: datetime) -> None:
    """Have a mail be sent, unless it tells of somebody who was forgotten meanwhile."""
    person = event.data.get("user_id")
    store.insert_mail(conn, event, trace_of(UUID(person)) if person else None, now)


def forget(conn: Connection, user_id: UserId) -> None:
    """Tell nobody of a person any more; mails to them go with their account."""
    store.delete_naming(conn, user_id)


def send_next(
    pool: ConnectionPool[PatientConnection],
    send: Send,
    *,
    sender: str,
    web_url: str,
    now: datetime,
) -> UUID | None:
    """Send the mail that has been due longest; None when there is none.

    Between two transactions, not in one: whoever dies in between may send it again, and a database
    never waits for a carrier.
    """
    with pool.connection() as conn:
        mail = store.update_claimed(conn, now, until=now + LEASE)
    if mail is None:
        return None
    if not mail.is_active:
        with pool.connection() as conn:
            store.update_closed(conn, mail.mail_id, MailStatus.DROPPED, "account not active")
        return mail.mail_id
    try:
        ses_id = send(rules.write(mail, sender=sender, web_url=web_url))
    except NotSent as error:
        with pool.connection() as conn:
            _try_later(conn, mail.mail_id, mail.attempts, str(error), now)
    else:
        with pool.connection() as conn:
            store.update_sent(conn, mail.mail_id, ses_id, now)
    return mail.mail_id


def by_ses() -> Send:
    """Sending by Amazon SES."""
    ses: SESClient = boto3.client("ses", config=PATIENCE)

    def send(message: EmailMessage) -> str:
        try:
            answer = ses.send_raw_email(RawMessage={"Data": message.as_bytes()})
        except ClientError as error:
            raise NotSent(error.response["Error"]["Code"]) from error
        except BotoCoreError as error:
            raise NotSent(type(error).__name__) from error
        return answer["MessageId"]

    return send


def _try_later(conn: Connection, mail_id: UUID, attempts: int, error: str, now: datetime) -> None:
    # A stampede is what this prevents, not a thief.
    wait = rules.wait_after(attempts, random.random())  # noqa: S311
    if wait is None:
        store.update_closed(conn, mail_id, MailStatus.FAILED, error)
    else:
        store.update_postponed(conn, mail_id, now + wait, error)
