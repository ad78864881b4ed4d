"""HTTP around the operations: strict requests in, problems and careful headers out."""

import base64
import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent
from pydantic import ValidationError

from shared import strict_json
from shared.lambdas.operations import Answer, Call, Operation, R, Visit
from shared.models.base import Input, invalid_from
from shared.models.problem import (
    MEDIA_TYPE,
    Malformed,
    MethodNotAllowed,
    NotFound,
    Problem,
    TooLarge,
    UnsupportedMediaType,
)
from shared.observability import mishaps
from shared.observability.logs import REQUEST_ID_HEADER, request_id_from
from shared.viewer import VIEWER_IP_HEADER, viewer_ip

LARGEST_BODY = 65_536
LONGEST_USER_AGENT = 200

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Cache-Control": "no-store",
}


def answer(
    event: APIGatewayProxyEvent, resources: R, operation: Operation[R], path: Mapping[str, str]
) -> Response[str]:
    """Do what a request asks for. Raises nothing: whatever happens becomes a response."""
    started = time.perf_counter()
    request_id = request_id_from(event.headers.get(REQUEST_ID_HEADER))
    logger = resources.logger
    logger.append_keys(request_id=request_id)
    try:
        call = _call(event, resources, operation, path, request_id)
        response = _success(operation, operation.function(call))
    except Problem as problem:
        if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            logger.error("unavailable", **mishaps.described(problem.__cause__ or problem))
        response = _problem(problem, request_id)
    except Exception as error:
        logger.error("unhandled error", **mishaps.described(error))
        response = _problem(Problem(), request_id)
    logger.info(
        "request",
        method=operation.method,
        route=operation.path,
        status=response.status_code,
        ms=round((time.perf_counter() - started) * 1000, 1),
    )
    response.headers[REQUEST_ID_HEADER] = request_id
    return response


def nothing_here(event: APIGatewayProxyEvent, methods: list[str]) -> Response[str]:
    """The answer where there is no such address, or it only takes other methods."""
    request_id = request_id_from(event.headers.get(REQUEST_ID_HEADER))
    problem = MethodNotAllowed(headers={"Allow": ", ".join(methods)}) if methods else NotFound()
    response = _problem(problem, request_id)
    response.headers[REQUEST_ID_HEADER] = request_id
    return response


def _call(
    event: APIGatewayProxyEvent,
    resources: R,
    operation: Operation[R],
    path: Mapping[str, str],
    request_id: str,
) -> Call[R]:
    headers = event.headers
    caller = None
    if operation.signed_in:
        caller = resources.authenticator.from_header(
            headers.get("Authorization"), even_incomplete=operation.even_incomplete
        )
    return Call(
        resources=resources,
        visit=Visit(
            now=datetime.now(UTC),
            ip=_address(event),
            user_agent=_harmless(headers.get("User-Agent") or ""),
            request_id=request_id,
        ),
        body=_body(event, operation.request),
        caller=caller,
        path=path,
        headers=headers,
    )


def _address(event: APIGatewayProxyEvent) -> str | None:
    """From where it was asked: as the edge says it, which is who has a key of this API.

    API Gateway looks at the key and names it. Who asks without one speaks for nobody else, and is
    at the address that API Gateway sees; of what the edge sends, that would be the edge itself.
    """
    identity = event.request_context.identity
    is_from_edge = bool(identity.api_key_id)
    return viewer_ip(event.headers.get(VIEWER_IP_HEADER) if is_from_edge else identity.source_ip)


def _body(event: APIGatewayProxyEvent, kind: type[Input] | type[bytes] | None) -> Any:
    if kind is None:
        return None
    raw = _raw_body(event)
    if issubclass(kind, bytes):
        return raw
    media_type = (event.headers.get("Content-Type") or "").partition(";")[0]
    if media_type.strip().lower() != "application/json":
        raise UnsupportedMediaType
    document = strict_json.loads_object(raw)
    try:
        return kind.model_validate(document)
    except ValidationError as error:
        # The cause would carry what was sent.
        raise invalid_from(error) from None


def _raw_body(event: APIGatewayProxyEvent) -> bytes:
    text = event.body or ""
    # Measured before it is decoded: base64 only makes it longer.
    if len(text) > LARGEST_BODY * 4 // 3 + 4:
        raise TooLarge
    try:
        raw = base64.b64decode(text) if event.is_base64_encoded else text.encode()
    except ValueError as error:
        raise Malformed("The body cannot be decoded.") from error
    if len(raw) > LARGEST_BODY:
        raise TooLarge
    return raw


def _harmless(user_agent: str) -> str:
    """What a client calls itself, in a form that a database and a reader can take."""
    printable = "".join(letter for letter in user_agent if letter.isprintable())
    return printable.encode("utf-8", "replace").decode()[:LONGEST_USER_AGENT]


def _success(operation: Operation[R], given: Answer) -> Response[str]:
    headers: dict[str, str | list[str]] = {**ALWAYS, **given.headers}
    if given.body is None:
        return Response(operation.status, body="", headers=headers)
    return Response(
        operation.status,
        content_type="application/json",
        body=given.body.model_dump_json(exclude_none=True),
        headers=headers,
    )


def _problem(problem: Problem, request_id: str) -> Response[str]:
    return Response(
        problem.status,
        content_type=MEDIA_TYPE,
        body=json.dumps({**problem.document(), "request_id": request_id}),
        headers={**ALWAYS, **problem.headers},
    )
