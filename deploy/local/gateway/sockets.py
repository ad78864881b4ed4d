"""Carries a WebSocket to the social-media service, both ways, as CloudFront would.

Frames, pings, pongs and close codes pass through; what each side is slow to read is not read
from the other. Who may connect is for the service to say.
"""

import asyncio
from contextlib import suppress
from http import HTTPStatus

import aiohttp
from aiohttp import WSMsgType, web

from deploy.local.gateway.headers import BANNER
from shared.models.problem import BadGateway, Forbidden, Malformed, Problem, Unavailable

LARGEST_MESSAGE = 131_072
"""Bytes. The service's own bound is lower, and is the one people meet."""

GOING_AWAY = 1012
NO_STATUS = 1005

Side = web.WebSocketResponse | aiohttp.ClientWebSocketResponse


class Sockets:
    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url
        self._open: set[web.WebSocketResponse] = set()

    async def carry(self, request: web.BaseRequest, request_id: str) -> web.WebSocketResponse:
        """Serve one socket until either side is done."""
        client = web.WebSocketResponse(
            autoping=False, autoclose=False, compress=False, max_msg_size=LARGEST_MESSAGE
        )
        if not client.can_prepare(request).ok:
            raise Malformed("This address takes WebSockets only.")
        client.headers["Server"] = BANNER
        service = await self._connect(request, request_id)
        try:
            await client.prepare(request)
            self._open.add(client)
            await _both_ways(client, service)
        finally:
            self._open.discard(client)
            await service.close()
        return client

    async def close(self) -> None:
        """Tell everyone to come back in a moment."""
        await asyncio.gather(
            *(client.close(code=GOING_AWAY, message=b"restarting") for client in set(self._open))
        )

    async def _connect(
        self, request: web.BaseRequest, request_id: str
    ) -> aiohttp.ClientWebSocketResponse:
        passed_on = {"X-Request-Id": request_id, "X-Forwarded-For": request.remote or ""}
        for name in ("Origin", "User-Agent"):
            if name in request.headers:
                passed_on[name] = request.headers[name]
        try:
            return await self._session.ws_connect(
                self._url + request.raw_path,
                headers=passed_on,
                autoping=False,
                autoclose=False,
                max_msg_size=LARGEST_MESSAGE,
                timeout=aiohttp.ClientWSTimeout(ws_close=2),
            )
        except aiohttp.WSServerHandshakeError as error:
            raise _refusal(error.status) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unavailable(retry_after=2) from error


def _refusal(status: int) -> Problem:
    match status:
        case HTTPStatus.FORBIDDEN:
            return Forbidden("Pages of this origin may not open a socket.")
        case HTTPStatus.BAD_REQUEST | HTTPStatus.UPGRADE_REQUIRED:
            return Malformed()
        case HTTPStatus.SERVICE_UNAVAILABLE | HTTPStatus.TOO_MANY_REQUESTS:
            return Unavailable(retry_after=2)
    return BadGateway()


async def _both_ways(client: web.WebSocketResponse, service: Side) -> None:
    ways = {
        asyncio.create_task(_pump(client, service)),
        asyncio.create_task(_pump(service, client)),
    }
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)


async def _pump(source: Side, sink: Side) -> None:
    """Carry everything from one side to the other until the source is done."""
    with suppress(ConnectionError):  # the sink left first; the other way says so
        while True:
            message = await source.receive()
            match message.type:
                case WSMsgType.TEXT:
                    await sink.send_str(message.data)
                case WSMsgType.BINARY:
                    await sink.send_bytes(message.data)
                case WSMsgType.PING:
                    await sink.ping(message.data)
                case WSMsgType.PONG:
                    await sink.pong(message.data)
                case WSMsgType.CLOSE:
                    await _close(sink, message.data, message.extra)
                    await _close(source, message.data, message.extra)
                    return
                case _:
                    # The connection broke, or broke the protocol, which its library has told it.
                    await _close(sink, source.close_code, "")
                    return


async def _close(side: Side, code: int | None, reason: str | None) -> None:
    usable = code if code and code not in (NO_STATUS, 1006, 1015) else 1000
    await side.close(code=usable, message=(reason or "").encode())
