"""The user pool's hosted UI: it sends people to another provider and takes them back.

Authorization code with PKCE (RFC 7636, S256). The token endpoint is at an address of our settings,
reached over TLS, which is what stands for the signature of the ID token (OpenID Connect Core,
3.1.3.7); who it is for, and to which departure of ours it belongs, is checked here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import urllib3
from pydantic import TypeAdapter, ValidationError

from lambdas.auth.cognito import Refused, Tokens, claims_in, tokens_from
from lambdas.auth.models import Email
from lambdas.auth.settings import AuthSettings
from shared.models.problem import Unavailable

SCOPES = "openid email profile aws.cognito.signin.user.admin"
"""The last is what every token of a password sign-in has: it sets up an authenticator app."""

_ADDRESS: TypeAdapter[str] = TypeAdapter(Email)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody whom the pool let in by way of another provider."""

    tokens: Tokens
    pool_username: str
    email: str | None
    """Only one that the provider has verified, as we write addresses."""


class HostedUi:
    """`http` reaches the token endpoint; tests give one that trusts them."""

    def __init__(self, settings: AuthSettings, http: urllib3.PoolManager | None = None) -> None:
        self._settings = settings
        self._http = http or urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=2, read=5), retries=False
        )

    @property
    def is_on(self) -> bool:
        return bool(self._settings.federation_url)

    def address(self, *, state: str, nonce: str, challenge: str) -> str:
        """Where a browser goes to sign in. `challenge` is the S256 of the verifier."""
        query = {
            "response_type": "code",
            "client_id": self._settings.user_pool_client_id,
            "redirect_uri": self._settings.federation_return_url,
            "identity_provider": self._settings.federation_provider,
            "scope": SCOPES,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{self._settings.federation_url}/oauth2/authorize?{urlencode(query)}"

    def exchange(self, code: str, *, verifier: str, nonce: str, now: datetime) -> Arrival:
        """Who comes with this code. Raises Refused, and Unavailable when there is no answer."""
        answer = self._ask(
            {
                "grant_type": "authorization_code",
                "client_id": self._settings.user_pool_client_id,
                "redirect_uri": self._settings.federation_return_url,
                "code": code,
                "code_verifier": verifier,
            }
        )
        try:
            tokens = tokens_from(
                answer["access_token"],
                answer["refresh_token"],
                expires_in=int(answer["expires_in"]),
            )
            claims = claims_in(answer["id_token"])
            good = (
                claims["iss"] == self._settings.token_issuer
                and claims["aud"] == self._settings.user_pool_client_id
                and claims["token_use"] == "id"  # noqa: S105 - a kind, no secret
                and claims["sub"] == str(tokens.user_id)
                and claims["nonce"] == nonce
                and claims["exp"] > now.timestamp()
            )
            if not good:
                raise Refused
            return Arrival(tokens, claims["cognito:username"], verified_address(claims))
        except (KeyError, ValueError, TypeError, IndexError, AttributeError) as error:
            raise Refused from error

    def subject(self, pool_username: str) -> str | None:
        """What the provider calls somebody, by what the pool calls them (`google_1234`); None for
        whoever did not come from there."""
        provider, _, subject = pool_username.partition("_")
        known = self._settings.federation_provider
        return subject if known and provider.lower() == known.lower() and subject else None

    def _ask(self, form: Mapping[str, str]) -> Mapping[str, Any]:
        url = f"{self._settings.federation_url}/oauth2/token"
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            reply = self._http.request(
                "POST", url, body=urlencode(form), headers=headers, redirect=False
            )
        except urllib3.exceptions.HTTPError as error:
            raise Unavailable("Sign-in is not answering right now.") from error
        if reply.status >= 500 or reply.status == 429:
            raise Unavailable("Sign-in is not answering right now.")
        if reply.status != 200:
            raise Refused
        try:
            document = json.loads(reply.data)
        except ValueError as error:
            raise Unavailable("Sign-in is not answering right now.") from error
        return document if isinstance(document, dict) else {}


def verified_address(claims: Mapping[str, Any]) -> str | None:
    """The address in a token or an attribute list, if it is verified and one we can use."""
    if claims.get("email_verified") not in (True, "true"):
        return None
    try:
        return _ADDRESS.validate_python(claims.get("email"))
    except ValidationError:
        return None
