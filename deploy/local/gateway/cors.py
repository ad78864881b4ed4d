"""Cross-origin requests: only pages of the origins we name, each matched exactly."""

from collections.abc import Iterable

from aiohttp import web
from multidict import CIMultiDict

from shared.models.problem import Forbidden

_HEADERS = "Authorization, Content-Type, Idempotency-Key, If-Match, X-Request-Id"
_EXPOSED = "ETag, Location, Retry-After, X-Request-Id"


class Cors:
    def __init__(self, allowed_origins: frozenset[str]) -> None:
        self._allowed = allowed_origins

    def allows(self, request: web.BaseRequest) -> bool:
        return request.headers.get("Origin") in self._allowed

    def decorate(self, request: web.BaseRequest, headers: CIMultiDict[str]) -> None:
        """Let the page read the answer, if it is one of ours."""
        headers.add("Vary", "Origin")
        if self.allows(request):
            headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
            headers["Access-Control-Allow-Credentials"] = "true"
            headers["Access-Control-Expose-Headers"] = _EXPOSED

    def preflight(self, request: web.BaseRequest, methods: Iterable[str]) -> web.Response:
        """Answer OPTIONS for an address that takes these methods."""
        if "Origin" in request.headers and not self.allows(request):
            raise Forbidden("Pages of this origin may not call the API.")
        listed = ", ".join([*methods, "OPTIONS"])
        return web.Response(
            status=204,
            headers={
                "Allow": listed,
                "Access-Control-Allow-Methods": listed,
                "Access-Control-Allow-Headers": _HEADERS,
                "Access-Control-Max-Age": "600",
            },
        )
