"""The entry point of an API function, made from its table of operations."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.lambdas import http
from shared.lambdas.operations import Operation, R

STAGE = "/api"
"""API Gateway's stage. What its own address was asked for comes without it, what came through our
domain with it."""

VERSION = "/v1"
PREFIX = STAGE + VERSION

_PARAMETER = re.compile(r"\{(\w+)\}")

EntryPoint = Callable[[dict[str, Any], LambdaContext], dict[str, Any]]


def rest_api(operations: Sequence[Operation[R]], resources: Callable[[], R]) -> EntryPoint:
    """What API Gateway calls, once for each request. `resources` is first called by the first."""
    app = APIGatewayRestResolver(strip_prefixes=[STAGE])

    def route(operation: Operation[R]) -> Callable[..., Response[str]]:
        def answer(**path: str) -> Response[str]:
            return http.answer(app.current_event, resources(), operation, path)

        return answer

    for operation in operations:
        app.route(_PARAMETER.sub(r"<\1>", VERSION + operation.path), method=operation.method)(
            route(operation)
        )

    @app.not_found
    def nothing_here(_: Exception) -> Response[str]:
        return http.nothing_here(app.current_event, _methods(operations, app.current_event.path))

    return app.resolve


def _methods(operations: Sequence[Operation[R]], path: str) -> list[str]:
    """What may be done at an address."""
    path = path.removeprefix(STAGE)
    return [
        operation.method
        for operation in operations
        if re.fullmatch(_PARAMETER.sub("[^/]+", VERSION + operation.path), path)
    ]
