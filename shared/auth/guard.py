"""Flask guards. Every blueprint carries exactly one; a test fails if one does not."""

from collections.abc import Callable
from typing import cast

from flask import current_app, g, request

from shared.auth.authenticator import Authenticator, Caller
from shared.auth.roles import Role
from shared.models.problem import Forbidden

EXTENSION = "authenticator"


def allow_anyone() -> None:
    """No sign-in needed: health checks, public information."""


def require_user() -> None:
    """Anyone who is signed in. Fills `g.caller`."""
    authenticator = cast(Authenticator, current_app.extensions[EXTENSION])
    g.caller = authenticator.from_header(request.headers.get("Authorization"))


def require_role(*roles: Role) -> Callable[[], None]:
    """Only people who have one of these roles."""
    allowed = frozenset(roles)

    def guard() -> None:
        require_user()
        if caller().role not in allowed:
            raise Forbidden

    guard.__name__ = "require_" + "_or_".join(sorted(allowed))
    guard.roles = allowed  # type: ignore[attr-defined]  # for the test that reads guards
    return guard


def caller() -> Caller:
    """The person behind this request."""
    return cast(Caller, g.caller)
