"""The mails that are ours to send; Cognito sends the ones with codes."""

from pathlib import Path
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from mypy_boto3_ses import SESClient

TEMPLATES = Path(__file__).with_name("mails")


class MailNotSent(Exception):
    """SES did not take the mail."""


class Mailbox:
    def __init__(self, client: "SESClient", *, sender: str) -> None:
        self._client = client
        self._sender = sender

    def send(self, template: str, locale: str, to: str) -> None:
        """Send a template: its first line is the subject, the rest the text."""
        text = (TEMPLATES / f"{template}.{locale}.txt").read_text()
        subject, _, body = text.partition("\n")
        try:
            self._client.send_email(
                Source=self._sender,
                Destination={"ToAddresses": [to]},
                Message={
                    "Subject": {"Data": subject, "Charset": "UTF-8"},
                    "Body": {"Text": {"Data": body, "Charset": "UTF-8"}},
                },
            )
        except (BotoCoreError, ClientError) as error:
            # The message of the cause may name the address.
            raise MailNotSent(type(error).__name__) from None
