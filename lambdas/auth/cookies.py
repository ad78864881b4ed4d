"""The cookies of a browser, out of reach of scripts and of other sites: its refresh token, and for
some minutes what it went to another provider with."""

from datetime import datetime

REFRESH = "__Host-refresh"
DEPARTURE = "__Host-departure"
_ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Strict"

CLEARED = f"{REFRESH}=; {_ATTRIBUTES}; Max-Age=0"
DEPARTURE_CLEARED = f"{DEPARTURE}=; {_ATTRIBUTES}; Max-Age=0"


def holding(token: str, *, until: datetime, now: datetime, name: str = REFRESH) -> str:
    """The `Set-Cookie` value that stores a token for as long as it is good for anything."""
    return f"{name}={token}; {_ATTRIBUTES}; Max-Age={int((until - now).total_seconds())}"


def read(header: str | None, name: str = REFRESH) -> str | None:
    """The token of that name in a `Cookie` header."""
    for pair in (header or "").split(";"):
        found, _, value = pair.strip().partition("=")
        if found == name:
            return value or None
    return None
