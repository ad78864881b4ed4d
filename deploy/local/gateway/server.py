"""HTTP around the gateway: every answer complete, every mistake a problem, no banner."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import orjson
from aiohttp import web
from aiohttp.web_protocol import RequestHandler
from aws_lambda_powertools import Logger

from deploy.local.gateway import headers
from deploy.local.gateway.gateway import Gateway
from shared.models.problem import MEDIA_TYPE, Malformed, Problem
from shared.observability.logs import REQUEST_ID_HEADER, request_id_from

DRAIN = 10.0
"""Seconds requests in progress have when we are asked to stop."""


@asynccontextmanager
async def serving(gateway: Gateway, port: int, log: Logger) -> AsyncIterator[int]:
    """Serve on 127.0.0.1:`port` (0: any that is free) while the block runs; yield the port.

    Then stop accepting, send sockets elsewhere, and let requests in progress finish.
    """
    runner = web.ServerRunner(_Server(_handler(gateway, log)), shutdown_timeout=DRAIN)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    try:
        yield runner.addresses[0][1]
    finally:
        await site.stop()
        await gateway.sockets.close()
        await runner.cleanup()


def _handler(
    gateway: Gateway, log: Logger
) -> Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]:
    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        started = time.perf_counter()
        request_id = request_id_from(request.headers.get(REQUEST_ID_HEADER))
        try:
            response = await gateway.answer(request, request_id)
        except Problem as problem:
            response = _problem_response(problem, request_id)
        except Exception:
            log.exception("unhandled error", request_id=request_id)
            response = _problem_response(Problem(), request_id)
        if not response.prepared:  # a socket's answer left long ago
            _complete(gateway, request, response, request_id)
            log.info(
                "request",
                request_id=request_id,
                method=request.method,
                path=request.path,
                status=response.status,
                ms=round((time.perf_counter() - started) * 1000, 1),
            )
        return response

    return handle


def _complete(
    gateway: Gateway, request: web.BaseRequest, response: web.StreamResponse, request_id: str
) -> None:
    response.headers["Server"] = headers.BANNER
    response.headers[REQUEST_ID_HEADER] = request_id
    headers.complete(response.headers, headers.API)
    if request.path.startswith("/api"):
        response.headers.setdefault("Cache-Control", "no-store")
        gateway.cors.decorate(request, response.headers)


def _problem_response(problem: Problem, request_id: str) -> web.Response:
    return web.Response(
        status=problem.status,
        body=orjson.dumps({**problem.document(), "request_id": request_id}),
        content_type=MEDIA_TYPE,
        headers={**problem.headers, "Cache-Control": "no-store"},
    )


class _Protocol(RequestHandler):
    """What is not HTTP at all never reaches the handler; it gets a problem too."""

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        problem = Malformed() if status < 500 else Problem()
        response = _problem_response(problem, request_id_from(None))
        response.headers["Server"] = headers.BANNER
        headers.complete(response.headers, headers.API)
        response.force_close()
        return response


class _Server(web.Server):
    def __call__(self) -> RequestHandler:
        return _Protocol(self, loop=asyncio.get_running_loop())
