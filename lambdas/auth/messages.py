"""What Cognito's mails with codes say, in the language of whom they are for.

Cognito puts the code where its placeholder stands, and sends the text as HTML.
"""

from html import escape
from typing import Any

from lambdas.auth.mail import TEMPLATES

TEMPLATE_FOR = {
    "CustomMessage_SignUp": "confirm",
    "CustomMessage_ResendCode": "confirm",
    "CustomMessage_ForgotPassword": "reset",
}
LOCALES = ("en", "vi")


def worded(event: dict[str, Any]) -> dict[str, Any]:
    """The event as it came, with our subject and text where we have one for its occasion."""
    template = TEMPLATE_FOR.get(event["triggerSource"])
    if template is None:
        return event
    request = event["request"]
    wished = (request.get("clientMetadata") or {}).get("locale")
    locale = wished if wished in LOCALES else LOCALES[0]
    subject, text = _read(template, locale)
    event["response"]["emailSubject"] = subject
    event["response"]["emailMessage"] = _as_html(text).replace("{code}", request["codeParameter"])
    return event


def _read(template: str, locale: str) -> tuple[str, str]:
    text = (TEMPLATES / f"{template}.{locale}.txt").read_text(encoding="utf-8")
    subject, _, body = text.partition("\n")
    return subject, body


def _as_html(text: str) -> str:
    paragraphs = escape(text.strip()).split("\n\n")
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
