"""Registration and sign-in: /api/v1/auth/…, the tick that clears up after crashes, and the words
of the mails that Cognito sends."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from lambdas.auth import erasing, messages, registration, second_factor
from lambdas.auth.resources import resources
from lambdas.auth.routes import operations
from shared.lambdas.api import rest_api
from shared.observability.traces import traced


def _on_tick(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Called by EventBridge every few minutes."""
    own, now = resources(), datetime.now(UTC)
    second_factor.clear_expired(own, now)
    return {
        "cleared": registration.clear_abandoned(own, now),
        "erased": erasing.erase_due(own, now),
    }


def on_message(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Called by Cognito before it mails a code."""
    return messages.worded(event)


on_request = traced("auth", rest_api(operations(), resources))
on_tick = traced("auth", _on_tick)
