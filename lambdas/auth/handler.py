"""Registration and sign-in: POST /api/v1/auth/…, and the tick that clears up after crashes."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.utilities.typing import LambdaContext

from lambdas.auth import http, registration
from lambdas.auth.resources import resources
from lambdas.auth.routes import Operation, operations

PREFIX = "/api/v1"

app = APIGatewayRestResolver()


def _route(operation: Operation) -> Callable[[], Response[str]]:
    def answer() -> Response[str]:
        return http.answer(app.current_event, resources(), operation)

    return answer


for _operation in operations():
    app.route(PREFIX + _operation.path, method=_operation.method)(_route(_operation))


@app.not_found
def nothing_here(_: Exception) -> Response[str]:
    return http.nothing_here(app.current_event, PREFIX)


def on_request(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Called by API Gateway, once for each request."""
    return app.resolve(event, context)


def on_tick(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Called by EventBridge every minute."""
    return {"cleared": registration.clear_abandoned(resources(), datetime.now(UTC))}
