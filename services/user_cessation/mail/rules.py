"""How an e-mail is written, and when it is tried again.

Pure: no clock, no database, no web. The caller throws the dice.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from services.user_cessation.mail.models import Mail
from services.user_cessation.mail.texts import BY_CATEGORY, BY_KEY, FOOTER
from services.user_cessation.words import Words
from shared.models.notices import NotificationCategory

REQUIRED = (NotificationCategory.SECURITY, NotificationCategory.BILLING)
"""These reach everybody, so they offer no way out."""

FILLED_IN = ("display_name", "count", "code", "until")
"""What a text may name."""

WHOLE_LINES = SMTP.clone(max_line_length=900)
"""A folded address is none to every mail programme. SMTP's own bound is 998 (RFC 5322)."""

_GAP = re.compile(rf"\{{({'|'.join(FILLED_IN)})\}}")

MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)


def wait_after(attempts: int, chance: float) -> timedelta | None:
    """How long until the next try, four times as long each time and somewhere in its second half.

    None when it has been tried often enough. `chance` is in 0 … 1.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    longest = min(LONGEST_WAIT, FIRST_WAIT * int(4 ** (attempts - 1)))
    return longest * (0.5 + chance / 2)


def write(mail: Mail, *, sender: str, web_url: str) -> EmailMessage:
    """The message, as text and as HTML, in its reader's language.

    One click in the reader's mail programme ends this kind of mail (RFC 8058).
    """
    subject, body = _said(mail)
    footer = _in(FOOTER, mail.locale).format(
        url=web_url, settings_url=f"{web_url}/settings/notifications"
    )
    message = EmailMessage(WHOLE_LINES)
    message["From"] = sender
    message["To"] = mail.email
    message["Subject"] = subject
    message["X-Unlit-Mail"] = str(mail.mail_id)
    token = mail.data.get("unsubscribe")
    if token and mail.category not in REQUIRED:
        url = f"{web_url}/api/v1/notifications/unsubscribe?token={token}"
        message["List-Unsubscribe"] = f"<{url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(f"{body}\n\n{footer}\n")
    lines = "".join(f"<p>{escape(line)}</p>" for line in (body, *footer.splitlines()))
    language = "vi" if mail.locale.startswith("vi") else "en"
    message.add_alternative(
        f'<!doctype html><html lang="{language}"><body>{lines}</body></html>', subtype="html"
    )
    return message


def _said(mail: Mail) -> tuple[str, str]:
    """Subject and body. A name is one line, whatever somebody calls themselves."""
    data = {name: " ".join(value.split()) for name, value in mail.data.items()}
    text = BY_KEY.get(mail.key)
    if text and not _lacks(text.subject, data) and not _lacks(text.body, data):
        return (
            _filled(_in(text.subject, mail.locale), data),
            _filled(_in(text.body, mail.locale), data),
        )
    plain = BY_CATEGORY[mail.category]
    return _in(plain.subject, mail.locale), _in(plain.body, mail.locale)


def _lacks(words: Words, data: Mapping[str, str]) -> bool:
    return any(f"{{{name}}}" in words.en and not data.get(name) for name in FILLED_IN)


def _filled(text: str, data: Mapping[str, str]) -> str:
    return _GAP.sub(lambda gap: data.get(gap[1], ""), text)


def _in(words: Words, locale: str) -> str:
    return words.vi if locale.startswith("vi") else words.en
