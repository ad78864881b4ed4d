"""`/healthz`: this process is alive. `/readyz`: what it depends on answers, so send it work."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from flask import Blueprint
from flask.typing import ResponseReturnValue

from shared.auth.guard import allow_anyone

Check = Callable[[], None]
"""Raises when the dependency does not answer."""


def health_blueprint(checks: Mapping[str, Check]) -> Blueprint:
    health = Blueprint("health", __name__)
    health.before_request(allow_anyone)

    @health.get("/healthz")
    def alive() -> ResponseReturnValue:
        return {"status": "alive"}

    @health.get("/readyz")
    def ready() -> ResponseReturnValue:
        answers = {name: _answers(check) for name, check in checks.items()}
        status = HTTPStatus.OK if all(answers.values()) else HTTPStatus.SERVICE_UNAVAILABLE
        return {"ready": status is HTTPStatus.OK, "dependencies": answers}, status

    return health


def _answers(check: Check) -> bool:
    try:
        check()
    except Exception:  # whatever a driver raises, the answer is "not ready"
        return False
    return True
