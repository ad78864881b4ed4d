"""Refusals, in the form Stripe gives them."""

from typing import Any


class Refused(Exception):
    """Base: an invalid request (400), unless it says otherwise."""

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        param: str | None = None,
        status: int = 400,
        kind: str = "invalid_request_error",
    ) -> None:
        super().__init__(message)
        self.status = status
        self._error = {"type": kind, "message": message, "code": code, "param": param}

    def document(self) -> dict[str, Any]:
        return {"error": {key: value for key, value in self._error.items() if value is not None}}


class Missing(Refused):
    def __init__(self, kind: str, object_id: str, param: str = "id", status: int = 404) -> None:
        super().__init__(
            f"No such {kind}: '{object_id}'", code="resource_missing", param=param, status=status
        )


class Declined(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Your card was declined.", code="card_declined", status=402, kind="card_error"
        )
