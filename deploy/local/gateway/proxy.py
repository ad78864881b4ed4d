"""Carries a request to a service and its answer back."""

import asyncio

import aiohttp
from aiohttp import web

from deploy.local.gateway import headers
from shared.models.problem import BadGateway, GatewayTimeout, Unavailable
from shared.observability.logs import REQUEST_ID_HEADER
from shared.viewer import VIEWER_IP_HEADER


async def carry(
    session: aiohttp.ClientSession,
    request: web.BaseRequest,
    service: str,
    *,
    body: bytes,
    request_id: str,
    timeout_s: float,
) -> web.Response:
    """Ask the service at that URL. Raises GatewayTimeout, Unavailable or BadGateway."""
    passed_on = headers.inbound(request.headers)
    passed_on[REQUEST_ID_HEADER] = request_id
    passed_on["X-Forwarded-For"] = request.remote or ""
    passed_on[VIEWER_IP_HEADER] = request.remote or ""
    passed_on["X-Forwarded-Proto"] = request.scheme
    passed_on["X-Forwarded-Host"] = request.host
    try:
        async with (
            asyncio.timeout(timeout_s),
            session.request(
                request.method,
                service + request.raw_path,
                headers=passed_on,
                data=body or None,
                allow_redirects=False,
            ) as reply,
        ):
            return web.Response(
                status=reply.status,
                body=await reply.read(),
                headers=headers.outbound(reply.headers.items()),
            )
    except TimeoutError as error:
        raise GatewayTimeout from error
    except aiohttp.ClientConnectorError as error:
        raise Unavailable(retry_after=2) from error
    except aiohttp.ClientError as error:
        raise BadGateway from error
