"""Registration and sign-in: /api/v1/auth/…, the tick that clears up after crashes, and what Cognito
asks us: the words of its mails, and what to do with whom another provider sends."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from lambdas.auth import (
    erasing,
    federation,
    linking,
    messages,
    newcomers,
    registration,
    second_factor,
)
from lambdas.auth.resources import resources
from lambdas.auth.routes import operations
from shared.lambdas.api import rest_api
from shared.lambdas.operations import Visit
from shared.observability.traces import traced


def _on_tick(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Called by EventBridge every few minutes."""
    own, now = resources(), datetime.now(UTC)
    second_factor.clear_expired(own, now)
    federation.clear_expired(own, now)
    return {
        "cleared": registration.clear_abandoned(own, now),
        "erased": erasing.erase_due(own, now),
        "forgotten": newcomers.forget_stale(own, now),
    }


def on_message(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Called by Cognito before it mails a code."""
    return messages.worded(event)


def on_sign_up(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Called by Cognito before it takes a new user, whichever way they come (PreSignUp)."""
    linking.link_if_known(resources(), _visit(context), event)
    return event


def on_confirmed(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Called by Cognito once it has taken one (PostConfirmation)."""
    newcomers.welcome(resources(), _visit(context), event)
    return event


def _visit(context: LambdaContext) -> Visit:
    """Cognito does not say from where somebody comes."""
    return Visit(datetime.now(UTC), ip="", user_agent="", request_id=context.aws_request_id)


on_request = traced("auth", rest_api(operations(), resources))
on_tick = traced("auth", _on_tick)
