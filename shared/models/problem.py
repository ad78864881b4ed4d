"""What can go wrong, as RFC 9457 problem details: a status, a stable code, a sentence for people.

Raise the error where it is known; each entry point turns it into HTTP, a socket frame or a
Lambda response in one place.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """Base of every error a client may see.

    `detail` is for people and may change; `code` is for programs and never does. `extra` adds
    members to the document, such as the list of fields that were wrong.
    """

    status: ClassVar[int] = 500
    code: str = "internal"
    title: ClassVar[str] = "Something went wrong on our side"

    def __init__(
        self,
        detail: str | None = None,
        *,
        code: str | None = None,
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.code = code or type(self).code
        self.headers = dict(headers or {})
        self.extra = extra

    def document(self) -> dict[str, Any]:
        """The problem as the JSON object sent to the client."""
        return {
            "type": f"/problems/{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            **self.extra,
        }


class Malformed(Problem):
    status, code, title = 400, "malformed", "The request cannot be read"


class Unauthenticated(Problem):
    status, code, title = 401, "unauthenticated", "Sign in first"

    def __init__(self, detail: str | None = None, **extra: Any) -> None:
        super().__init__(detail, headers={"WWW-Authenticate": "Bearer"}, **extra)


class Forbidden(Problem):
    status, code, title = 403, "forbidden", "You may not do this"


class NotFound(Problem):
    status, code, title = 404, "not_found", "There is nothing here"


class MethodNotAllowed(Problem):
    status, code, title = 405, "method_not_allowed", "This address does not take that method"


class Conflict(Problem):
    status, code, title = 409, "conflict", "That does not fit with what is already there"


class PreconditionFailed(Problem):
    status, code, title = 412, "precondition_failed", "It has changed since you read it"


class TooLarge(Problem):
    status, code, title = 413, "too_large", "The request is too large"


class UnsupportedMediaType(Problem):
    status, code, title = 415, "unsupported_media_type", "Send JSON (application/json)"


class Invalid(Problem):
    """The request was read, and breaks a rule. `errors` names each field and what is wrong."""

    status, code, title = 422, "invalid", "Some of what you sent is not valid"


class RateLimited(Problem):
    status, code, title = 429, "rate_limited", "Too many requests; wait a little"

    def __init__(self, detail: str | None = None, *, retry_after: int, **extra: Any) -> None:
        """`retry_after` is in whole seconds."""
        super().__init__(detail, headers={"Retry-After": str(max(1, retry_after))}, **extra)


class BadGateway(Problem):
    status, code, title = 502, "bad_gateway", "A part of the platform gave no usable answer"


class Unavailable(Problem):
    status, code, title = 503, "unavailable", "This part of the platform is not answering"

    def __init__(self, detail: str | None = None, *, retry_after: int = 5, **extra: Any) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after)}, **extra)


class GatewayTimeout(Problem):
    status, code, title = 504, "timeout", "This took too long; try again"
