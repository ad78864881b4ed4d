"""The cookie a browser keeps its refresh token in: out of reach of scripts and of other sites."""

from datetime import datetime

NAME = "__Host-refresh"
_ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Strict"

CLEARED = f"{NAME}=; {_ATTRIBUTES}; Max-Age=0"


def holding(token: str, *, until: datetime, now: datetime) -> str:
    """The `Set-Cookie` value that stores a token for as long as the sign-in lasts."""
    return f"{NAME}={token}; {_ATTRIBUTES}; Max-Age={int((until - now).total_seconds())}"


def read(header: str | None) -> str | None:
    """The token in a `Cookie` header."""
    for pair in (header or "").split(";"):
        name, _, value = pair.strip().partition("=")
        if name == NAME:
            return value or None
    return None
