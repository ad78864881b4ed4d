"""The token endpoint of a hosted UI, with the tokens of an emulated pool behind it.

The emulator has no hosted UI. What this one hands out are the emulator's own access and refresh
tokens, and an ID token with the claims a test wants.
"""

import base64
import hashlib
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PASSWORD = "nobody ever types this one"


@dataclass
class Outsider:
    """Somebody the pool knows from another provider."""

    user_id: uuid.UUID
    email: str
    sign_in: Callable[[], dict[str, Any]]
    """New tokens of the pool."""
    username: str = field(default_factory=lambda: f"google_{uuid.uuid4().int % 10**21}")

    def claims(self, tokens: dict[str, Any], **changes: Any) -> dict[str, Any]:
        told = {
            **claims_in(tokens["IdToken"]),
            "cognito:username": self.username,
            "email": self.email,
            "email_verified": True,
            **changes,
        }
        return {name: value for name, value in told.items() if value is not None}


@dataclass
class Issued:
    tokens: dict[str, Any]
    asked: dict[str, str]
    claims: dict[str, Any]


class HostedUi(ThreadingHTTPServer):
    """Gives each code once, to whoever shows the verifier of the challenge it was issued for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self._issued: dict[str, Issued] = {}
        self.answer: tuple[int, bytes] | None = None
        """What to say instead, if anything."""

    def issue(self, authorize_url: str, outsider: Outsider, **claims: Any) -> str:
        """The code somebody is sent back with who signed in at this address."""
        asked = {
            name: values[0] for name, values in parse_qs(urlsplit(authorize_url).query).items()
        }
        code = uuid.uuid4().hex
        tokens = outsider.sign_in()
        told = outsider.claims(tokens, **{"nonce": asked["nonce"], **claims})
        self._issued[code] = Issued(tokens, asked, told)
        return code

    def redeem(self, form: dict[str, str]) -> tuple[int, bytes]:
        if self.answer:
            return self.answer
        issued = self._issued.pop(form["code"], None)
        challenge = _base64(hashlib.sha256(form["code_verifier"].encode()).digest())
        good = (
            issued
            and form["grant_type"] == "authorization_code"
            and issued.asked["code_challenge_method"] == "S256"
            and challenge == issued.asked["code_challenge"]
            and form["redirect_uri"] == issued.asked["redirect_uri"]
            and form["client_id"] == issued.asked["client_id"]
        )
        if not issued or not good:
            return 400, b'{"error": "invalid_grant"}'
        tokens = issued.tokens
        payload = _base64(json.dumps(issued.claims).encode())
        document = {
            "access_token": tokens["AccessToken"],
            "refresh_token": tokens["RefreshToken"],
            "id_token": f"e30.{payload}.c2lnbmF0dXJl",
            "token_type": "Bearer",
            "expires_in": 900,
        }
        return 200, json.dumps(document).encode()


def make_outsider(client: Any, pool_id: str, client_id: str, email: str) -> Outsider:
    """Somebody with tokens of the pool. To the emulator they are a user like any other."""
    name = f"{uuid.uuid4().hex}@pool.invalid"
    client.admin_create_user(UserPoolId=pool_id, Username=name, MessageAction="SUPPRESS")
    client.admin_set_user_password(
        UserPoolId=pool_id, Username=name, Password=PASSWORD, Permanent=True
    )

    def sign_in() -> dict[str, Any]:
        tokens: dict[str, Any] = client.admin_initiate_auth(
            UserPoolId=pool_id,
            ClientId=client_id,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": name, "PASSWORD": PASSWORD},
        )["AuthenticationResult"]
        return tokens

    user_id = uuid.UUID(claims_in(sign_in()["AccessToken"])["sub"])
    return Outsider(user_id, email, sign_in)


def claims_in(token: str) -> dict[str, Any]:
    payload = token.split(".")[1]
    claims: dict[str, Any] = json.loads(
        base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    )
    return claims


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class _Handler(BaseHTTPRequestHandler):
    server: HostedUi

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(raw).items()}
        status, body = self.server.redeem(form) if self.path == "/oauth2/token" else (404, b"")
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None: ...
