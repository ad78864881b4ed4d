"""Cognito access tokens: the one place that decides whether a token is good.

Follows RFC 8725 and the checks of AWS's own verifier: one algorithm (RS256), the key from the
pool's key set only, exact issuer and client, `token_use` access, times that are numbers.

An app sends the same token for an hour. What never changes about one that was good, its signature
above all, is not looked into again for a minute; its times are, whenever it comes.
"""

import base64
import hashlib
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from cachetools import TTLCache
from joserfc import jws
from joserfc.errors import JoseError

from shared import strict_json
from shared.auth.jwks import KeyCache, fetch_from
from shared.models.ids import UserId
from shared.models.problem import Malformed, Unauthenticated
from shared.settings import TokenSettings

LEEWAY = 30
"""Seconds two honest clocks may differ."""

GOOD_FOR = 60.0
"""Seconds a good token is remembered; as long, at most, outlives it a key that was withdrawn."""

LONGEST = 8_192
_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
_CANONICAL_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What a verified token says. Times are UTC."""

    user_id: UserId
    session: str
    """`origin_jti`: the sign-in this token descends from, through every refresh."""
    issued_at: datetime
    valid_from: datetime
    expires_at: datetime


class Verifier:
    """Checks access tokens of one user pool and its clients.

    `clock` is in seconds and never goes back.
    """

    def __init__(
        self,
        keys: KeyCache,
        *,
        issuer: str,
        client_ids: frozenset[str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._keys = keys
        self._issuer = issuer
        self._client_ids = client_ids
        self._known: TTLCache[bytes, AccessToken] = TTLCache(20_000, GOOD_FOR, timer=clock)
        self._lock = threading.Lock()

    def verify(self, token: str, *, now: datetime) -> AccessToken:
        """Return what the token says, or raise Unauthenticated (Unavailable without any keys)."""
        digest = hashlib.sha256(token.encode(errors="surrogatepass")).digest()
        with self._lock:
            access = self._known.get(digest)
        if access is None:
            access = self._read(token)
            with self._lock:
                self._known[digest] = access
        if not access.valid_from <= now < access.expires_at:
            raise Unauthenticated("This sign-in is no longer valid.")
        return access

    def _read(self, token: str) -> AccessToken:
        """What a token says that is good but for its times."""
        claims = _json_object(self._signed_payload(token))
        issued_at = _timestamp(claims.get("iat"))
        expires_at = _timestamp(claims.get("exp"))
        not_before = _timestamp(claims.get("nbf", claims.get("iat")))

        good = (
            claims.get("iss") == self._issuer
            and claims.get("token_use") == "access"
            and isinstance(claims.get("client_id"), str)
            and claims["client_id"] in self._client_ids
        )
        if not good:
            raise Unauthenticated("This sign-in is no longer valid.")
        return AccessToken(
            user_id=_subject(claims.get("sub")),
            session=_session(claims),
            issued_at=issued_at,
            valid_from=max(issued_at, not_before) - timedelta(seconds=LEEWAY),
            expires_at=expires_at,
        )

    def _signed_payload(self, token: str) -> bytes:
        if len(token) > LONGEST or not _COMPACT.fullmatch(token):
            raise Unauthenticated("This is not an access token.")
        header = _json_object(_decoded(token.partition(".")[0]))

        # Key id and algorithm only choose among what we trust; jwk, jku, x5u and x5c are ignored,
        # and a critical extension is one we do not understand.
        key_id = header.get("kid")
        if header.get("alg") != "RS256" or not isinstance(key_id, str) or "crit" in header:
            raise Unauthenticated("This is not an access token.")
        key = self._keys.key(key_id)
        if key is None:
            raise Unauthenticated("This sign-in is no longer valid.")
        try:
            return jws.deserialize_compact(token, key, algorithms=["RS256"]).payload
        except (JoseError, ValueError) as error:
            raise Unauthenticated("This sign-in is no longer valid.") from error


def _decoded(part: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError as error:
        raise Unauthenticated("This is not an access token.") from error


def verifier_for(settings: TokenSettings) -> Verifier:
    """The verifier of the pool a process is set up for; the keys are fetched when first needed."""
    return Verifier(
        KeyCache(fetch_from(settings.token_jwks_url)),
        issuer=settings.token_issuer,
        client_ids=settings.token_client_ids,
    )


def _json_object(document: bytes) -> dict[str, Any]:
    try:
        return strict_json.loads_object(document)
    except Malformed as error:
        raise Unauthenticated("This is not an access token.") from error


def _timestamp(value: object) -> datetime:
    """A number of seconds since 1970, as a time. Anything but a sensible one is refused."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise Unauthenticated("This is not an access token.")
    if not 0 <= value < 32_503_680_000:  # the year 3000
        raise Unauthenticated("This sign-in is no longer valid.")
    return datetime.fromtimestamp(value, UTC)


def _subject(value: object) -> UserId:
    if not isinstance(value, str) or not _CANONICAL_UUID.fullmatch(value):
        raise Unauthenticated("This is not an access token.")
    return UserId(UUID(value))


def _session(claims: dict[str, Any]) -> str:
    session = claims.get("origin_jti")
    if not isinstance(session, str) or not 1 <= len(session) <= 100:
        raise Unauthenticated("This is not an access token.")
    return session
