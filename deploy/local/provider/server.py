"""The stand-in's HTTP: the page, and the token endpoint."""

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from secrets import token_urlsafe
from urllib.parse import urlencode

from aiohttp import web

from deploy.local.provider import pages

CLIENT_ID = "unlit"
CLIENT_SECRET = "local-only"
CODE_LASTS = 300
"""Seconds."""

_ASKED = ("client_id", "redirect_uri", "state")


@dataclass(frozen=True, slots=True)
class Issued:
    """Whom a code is for."""

    email: str
    is_verified: bool
    redirect_uri: str
    expires_at: float


class Server:
    """`callback` is where the user pool takes people back; nobody is sent anywhere else."""

    def __init__(self, url: str, callback: str) -> None:
        self._url = url
        self._callback = callback
        self._issued: dict[str, Issued] = {}

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/authorize", self._ask)
        app.router.add_post("/authorize", self._send_back)
        app.router.add_post("/token", self._token)
        app.router.add_get("/healthz", self._alive)
        return app

    async def _ask(self, request: web.Request) -> web.Response:
        asked = {name: request.query.get(name, "") for name in _ASKED}
        self._check(asked["client_id"], asked["redirect_uri"])
        return web.Response(text=pages.choice(asked), content_type="text/html")

    async def _send_back(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self._check(form.get("client_id", ""), form.get("redirect_uri", ""))
        code = token_urlsafe(24)
        self._issued[code] = Issued(
            email=form.get("email", "").lower(),
            is_verified=form.get("verified") == "true",
            redirect_uri=form["redirect_uri"],
            expires_at=time.time() + CODE_LASTS,
        )
        back = urlencode({"code": code, "state": form.get("state", "")})
        raise web.HTTPSeeOther(f"{form['redirect_uri']}?{back}")

    async def _token(self, request: web.Request) -> web.Response:
        form = await request.post()
        issued = self._issued.pop(str(form.get("code")), None)
        knows_secret = (form.get("client_id"), form.get("client_secret")) == (
            CLIENT_ID,
            CLIENT_SECRET,
        )
        if (
            issued is None
            or not knows_secret
            or issued.expires_at < time.time()
            or issued.redirect_uri != form.get("redirect_uri")
        ):
            return web.json_response({"error": "invalid_grant"}, status=400)
        return web.json_response(
            {
                "access_token": token_urlsafe(24),
                "token_type": "Bearer",
                "expires_in": 3600,
                "id_token": self._id_token(issued),
            }
        )

    async def _alive(self, _: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    def _check(self, client_id: str, redirect_uri: str) -> None:
        if (client_id, redirect_uri) != (CLIENT_ID, self._callback):
            raise web.HTTPBadRequest(text="This provider knows nobody who asks like that.")

    def _id_token(self, issued: Issued) -> str:
        now = int(time.time())
        claims = {
            "iss": self._url,
            "aud": CLIENT_ID,
            "sub": hashlib.sha256(issued.email.encode()).hexdigest()[:24],
            "iat": now,
            "exp": now + 3600,
            "email": issued.email,
            # As a text, like some providers do: the emulator would write a boolean in capitals.
            "email_verified": "true" if issued.is_verified else "false",
        }
        signed = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
        signature = hmac.digest(CLIENT_SECRET.encode(), signed.encode(), "sha256")
        return f"{signed}.{_base64(signature)}"


def _part(document: dict[str, object]) -> str:
    return _base64(json.dumps(document).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
