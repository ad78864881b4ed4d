"""From a bearer token to a caller we trust right now.

A good token says who someone was when it was issued. Whether they still may come in, and as
what, is read from our own record, at most `STANDING_AGE` old: that is how a disabled account,
a changed role or a sign-out takes effect within seconds and not when the token expires.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from cachetools import TTLCache

from shared.auth.roles import Role
from shared.auth.tokens import AccessToken, Verifier
from shared.models.ids import UserId
from shared.models.problem import Forbidden, Unauthenticated

STANDING_AGE = 2.0
"""Seconds a standing may be served from memory. The promise is five, events included."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether someone may come in, and as what."""

    role: Role
    is_active: bool
    session_is_revoked: bool
    is_complete: bool = True
    """False: they still owe us what everybody says at registration."""


StandingOf = Callable[[UserId, str], Standing | None]
"""Look up a person's standing, for one sign-in of theirs. None: we do not know them."""


class RegistrationIncomplete(Forbidden):
    code = "registration_incomplete"

    def __init__(self) -> None:
        super().__init__("Finish your registration first.")


@dataclass(frozen=True, slots=True)
class Caller:
    """The person behind a request, a socket or a message."""

    user_id: UserId
    role: Role
    session: str
    token_expires_at: datetime


class Authenticator:
    """Who is behind a token, right now. `clock` is in seconds and never goes back."""

    def __init__(
        self,
        verifier: Verifier,
        standing_of: StandingOf,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._verifier = verifier
        self._standing_of = standing_of
        self._known: TTLCache[tuple[UserId, str], Standing] = TTLCache(
            50_000, STANDING_AGE, timer=clock
        )
        self._lock = threading.Lock()

    def from_header(self, authorization: str | None, *, even_incomplete: bool = False) -> Caller:
        """Authenticate an `Authorization: Bearer …` header, or raise Unauthenticated.

        RegistrationIncomplete is raised too, but where one completes it.
        """
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated
        return self.authenticate(token.strip(), even_incomplete=even_incomplete)

    def authenticate(self, token: str, *, even_incomplete: bool = False) -> Caller:
        """Authenticate a token, or raise Unauthenticated (Unavailable when nobody can be)."""
        access = self._verifier.verify(token, now=datetime.now(UTC))
        standing = self._standing(access) if even_incomplete else self.standing(access)
        return Caller(access.user_id, standing.role, access.session, access.expires_at)

    def standing(self, access: AccessToken | Caller) -> Standing:
        """The standing of someone who may still come in, or raise Unauthenticated."""
        standing = self._standing(access)
        if not standing.is_complete:
            raise RegistrationIncomplete
        return standing

    def _standing(self, access: AccessToken | Caller) -> Standing:
        key = (access.user_id, access.session)
        with self._lock:
            standing = self._known.get(key)
        if standing is None:
            standing = self._standing_of(*key)
            if standing is None:
                raise Unauthenticated("We do not know this account.")
            if standing.is_complete:  # who completes it is let in at once
                with self._lock:
                    self._known[key] = standing
        if not standing.is_active:
            raise Unauthenticated("This account is disabled.", code="account_disabled")
        if standing.session_is_revoked:
            raise Unauthenticated("You were signed out.", code="signed_out")
        return standing
