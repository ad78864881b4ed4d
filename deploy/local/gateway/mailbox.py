"""A page with every mail the platform has sent, so that a newcomer finds their code."""

import base64
import hashlib
from datetime import UTC, datetime
from html import escape
from typing import Any

import aiohttp
from aiohttp import web

from deploy.local.gateway.headers import SECURITY
from shared.models.problem import Unavailable

MOST_SHOWN = 50

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
article { border: 1px solid #ccc; border-radius: 8px; padding: 1rem; margin: 1rem 0 }
h2 { font-size: 1.1rem; margin: 0 } p { margin: .25rem 0; color: #555 }
pre { white-space: pre-wrap; margin: .75rem 0 0 }
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    **SECURITY,
    "Cache-Control": "no-store",
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}';"
    " frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
}


async def show(session: aiohttp.ClientSession, aws_url: str) -> web.Response:
    try:
        async with session.get(f"{aws_url}/_ministack/ses/messages") as reply:
            document = await reply.json()
    except (aiohttp.ClientError, TimeoutError) as error:
        raise Unavailable from error
    mails = [mail for account in document["messages"].values() for mail in account]
    mails.sort(key=lambda mail: mail["Timestamp"], reverse=True)
    return web.Response(text=_page(mails[:MOST_SHOWN]), content_type="text/html", headers=_HEADERS)


def _page(mails: list[dict[str, Any]]) -> str:
    articles = "".join(_article(mail) for mail in mails) or "<p>No mail yet.</p>"
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Mailbox</title>'
        f"<style>{_STYLE}</style><h1>Mailbox</h1>"
        "<p>Every mail this platform has sent, newest first. Nothing leaves this machine.</p>"
        f"{articles}</html>"
    )


def _article(mail: dict[str, Any]) -> str:
    sent = datetime.fromtimestamp(mail["Timestamp"], UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    return (
        f"<article><h2>{escape(mail['Subject'])}</h2>"
        f"<p>to {escape(', '.join(mail['To']))}, {sent}</p>"
        f"<pre>{escape(mail['BodyText'])}</pre></article>"
    )
