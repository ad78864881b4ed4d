"""Which headers pass through the gateway, and which it alone may say."""

import re
from collections.abc import Iterable, Mapping

from multidict import CIMultiDict, CIMultiDictProxy

_HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
_IDENTITY = re.compile(
    r"x-(user|amzn|amz|apigateway|auth|forwarded|original|rewrite|real-ip|client-ip|viewer)(-.*)?"
    r"|x-(http-)?method(-override)?|forwarded|via|true-client-ip|cf-.*|x-request-id",
)
"""Who is asking, from where, and for what: a client that says so itself would be believed."""

_ANSWER_ONLY_OURS = frozenset({"server", "date", "content-length", "x-powered-by", "via"})

BANNER = "unlit"
"""The `Server` header; the library would otherwise put its name and version there."""

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}
API = {
    **SECURITY,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


def inbound(headers: CIMultiDictProxy[str]) -> CIMultiDict[str]:
    """The client's headers that a service or function may see."""
    named = _named_by_connection(headers.getall("Connection", []))
    return CIMultiDict(
        (name, value)
        for name, value in headers.items()
        if name.lower() not in _HOP_BY_HOP | named | {"host", "content-length"}
        and not _IDENTITY.fullmatch(name.lower())
    )


def outbound(headers: Iterable[tuple[str, str]]) -> CIMultiDict[str]:
    """The answer's headers that the client may see."""
    return CIMultiDict(
        (name, value)
        for name, value in headers
        if name.lower() not in _HOP_BY_HOP | _ANSWER_ONLY_OURS
        and not name.lower().startswith("access-control-")
    )


def complete(headers: CIMultiDict[str], wanted: Mapping[str, str]) -> None:
    """Add what the answer does not say itself."""
    for name, value in wanted.items():
        headers.setdefault(name, value)


def _named_by_connection(values: list[str]) -> set[str]:
    return {name.strip().lower() for value in values for name in value.split(",")}
