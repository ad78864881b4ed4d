"""The Flask glue both services share: strict JSON in, problems out, one request id throughout."""

import time
from http import HTTPStatus
from typing import Any, NoReturn

import orjson
from aws_lambda_powertools import Logger
from flask import Flask, Response, g, request
from flask import Request as FlaskRequest
from flask.typing import ResponseReturnValue
from flask_openapi3.models.info import Info
from flask_openapi3.models.security_scheme import SecurityScheme
from flask_openapi3.openapi import OpenAPI
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.exceptions import MethodNotAllowed as WerkzeugMethodNotAllowed

from shared import strict_json
from shared.models.base import invalid_from
from shared.models.problem import (
    MEDIA_TYPE,
    Malformed,
    MethodNotAllowed,
    NotFound,
    Problem,
    TooLarge,
    UnsupportedMediaType,
)
from shared.observability.logs import REQUEST_ID_HEADER, request_id_from

LARGEST_BODY = 1_048_576
"""Bytes: the gateway's bound, repeated here because the load balancer is reachable from inside."""

PREFIX = "/api/v1"
ON_EVERY_REPLY = (
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
)
SECURITY: dict[str, SecurityScheme | dict[str, Any]] = {
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
}


class StrictRequest(FlaskRequest):
    """A request whose JSON is read strictly, whoever asks for it."""

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:
        if self.mimetype != "application/json":
            raise UnsupportedMediaType
        try:
            return strict_json.loads_object(self.get_data())
        except RequestEntityTooLarge as error:
            raise TooLarge from error


def create_openapi_app(name: str, *, title: str, logger: Logger, debug: bool) -> OpenAPI:
    """A Flask app with everything that is the same for both services."""
    app = OpenAPI(
        name,
        info=Info(title=title, version="1"),
        security_schemes=SECURITY,
        validation_error_callback=_refuse_invalid,
        doc_ui=debug,
        static_folder=None,
    )
    app.request_class = StrictRequest
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.url_map.merge_slashes = False
    _register_requests(app, logger)
    _register_problems(app, logger)
    return app


def reply(model: BaseModel, status: HTTPStatus = HTTPStatus.OK, **headers: str) -> Response:
    """A model as a JSON response."""
    return Response(
        model.model_dump_json(),
        status,
        headers=headers or None,
        content_type="application/json",
    )


def no_content() -> Response:
    return Response(status=HTTPStatus.NO_CONTENT)


def problem_response(problem: Problem) -> Response:
    document = {**problem.document(), "request_id": g.get("request_id")}
    return Response(
        orjson.dumps(document), problem.status, headers=problem.headers, content_type=MEDIA_TYPE
    )


def _register_requests(app: Flask, logger: Logger) -> None:
    @app.before_request
    def begin() -> None:
        g.request_id = request_id_from(request.headers.get(REQUEST_ID_HEADER))
        g.started = time.perf_counter()
        logger.thread_safe_clear_keys()
        logger.thread_safe_append_keys(request_id=g.request_id)

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers.extend(ON_EVERY_REPLY)
        response.headers.add(REQUEST_ID_HEADER, g.request_id)
        response.headers.setdefault("Cache-Control", "no-store")
        # A socket's life is not a request's duration, and health checks would drown the rest.
        endpoint = request.endpoint
        if endpoint and not endpoint.startswith(("health.", "sockets.")):
            logger.info(
                "request",
                method=request.method,
                route=str(request.url_rule),
                status=response.status_code,
                ms=round((time.perf_counter() - g.started) * 1000, 1),
            )
        return response


def _register_problems(app: Flask, logger: Logger) -> None:
    @app.errorhandler(Problem)
    def on_problem(problem: Problem) -> ResponseReturnValue:
        return problem_response(problem)

    @app.errorhandler(HTTPException)
    def on_http_error(error: HTTPException) -> ResponseReturnValue:
        response = problem_response(_problem_for(error))
        if isinstance(error, WerkzeugMethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
        return response

    @app.errorhandler(Exception)
    def on_mistake(error: Exception) -> ResponseReturnValue:
        logger.exception("unhandled error", route=str(request.url_rule))
        return problem_response(Problem())


def _problem_for(error: HTTPException) -> Problem:
    match error.code:
        case 400:
            return Malformed()
        case 404:
            return NotFound()
        case 405:
            return MethodNotAllowed()
        case 413:
            return TooLarge()
        case 415:
            return UnsupportedMediaType()
    return Problem(error.name, code="http_error")


def _refuse_invalid(error: ValidationError) -> NoReturn:
    raise invalid_from(error)
