"""Registration and sign-in: POST /api/v1/auth/…, and the tick that clears up after crashes."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from lambdas.auth import registration, second_factor
from lambdas.auth.resources import resources
from lambdas.auth.routes import operations
from shared.lambdas.api import rest_api
from shared.observability.traces import traced


def _on_tick(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Called by EventBridge every minute."""
    second_factor.clear_expired(resources(), datetime.now(UTC))
    return {"cleared": registration.clear_abandoned(resources(), datetime.now(UTC))}


on_request = traced("auth", rest_api(operations(), resources))
on_tick = traced("auth", _on_tick)
