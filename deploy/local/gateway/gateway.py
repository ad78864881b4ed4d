"""The local gateway: API Gateway and CloudFront of the local platform, from the route table."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from aiohttp import web
from botocore.credentials import Credentials

from deploy.local.gateway import mailbox, proxy
from deploy.local.gateway.authorizer import Authorizer
from deploy.local.gateway.cors import Cors
from deploy.local.gateway.functions import Functions, event_for
from deploy.local.gateway.routing import Match, Router, path_of
from deploy.local.gateway.settings import GatewaySettings
from deploy.local.gateway.site import Site
from deploy.local.gateway.sockets import Sockets
from deploy.local.gateway.throttle import Throttles
from deploy.routes import FunctionTarget, RouteTable
from shared.auth.tokens import AccessToken, Verifier
from shared.models.problem import TooLarge

LARGEST_BODY = 1_048_576
SOCKET_PATH = "/ws"


@dataclass(frozen=True, slots=True)
class Gateway:
    """Decides what a request is for, whether it may, and who answers it."""

    table: RouteTable
    router: Router
    services: dict[str, str]
    functions: Functions
    session: aiohttp.ClientSession
    authorizer: Authorizer
    throttles: Throttles
    cors: Cors
    sockets: Sockets
    site: Site

    async def answer(self, request: web.BaseRequest, request_id: str) -> web.StreamResponse:
        """Raises Problem."""
        path = path_of(request.raw_path)
        if path == SOCKET_PATH:
            return await self.sockets.carry(request, request_id)
        if path == "/api" or path.startswith("/api/"):
            return await self._call(request, path, request_id)
        if path == "/healthz":
            return web.json_response({"status": "alive"})
        if path == "/mailbox":
            return await mailbox.show(self.session, self.functions.endpoint)
        return self.site.serve(request, path)

    async def _call(
        self, request: web.BaseRequest, path: str, request_id: str
    ) -> web.StreamResponse:
        """One call of the API: who asks, how often, how much; then on to whoever answers."""
        if request.method == "OPTIONS":
            return self.cors.preflight(request, self.router.methods(path))
        match = self.router.match(request.method, path)
        route = match.route
        access = None
        if route.auth == "user":
            access = await self.authorizer.authorize(request.headers.get("Authorization"))
        caller = str(access.user_id) if access else f"address {request.remote}"
        self.throttles.take(f"{request.method} {route.path}", caller, route.throttle)
        return await self._hand_over(request, match, access, request_id)

    async def _hand_over(
        self,
        request: web.BaseRequest,
        match: Match,
        access: AccessToken | None,
        request_id: str,
    ) -> web.StreamResponse:
        body = await _body(request)
        timeout_s = match.route.timeout_ms / 1000
        target = self.table.targets[match.route.target]
        if not isinstance(target, FunctionTarget):
            service = self.services[match.route.target]
            return await proxy.carry(
                self.session,
                request,
                service,
                body=body,
                request_id=request_id,
                timeout_s=timeout_s,
            )
        event = event_for(
            request,
            match,
            prefix=self.table.prefix,
            body=body,
            request_id=request_id,
            access=access,
        )
        return await self.functions.invoke(
            self.session, target.function, event, timeout_s=timeout_s
        )


@asynccontextmanager
async def gateway(
    table: RouteTable, settings: GatewaySettings, verifier: Verifier
) -> AsyncIterator[Gateway]:
    """A gateway with its connections, closed when the block ends."""
    # Idle connections are dropped before a service would close them under a request that cannot
    # be repeated.
    connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=1)
    async with aiohttp.ClientSession(
        connector=connector,
        auto_decompress=False,  # answers pass through as they are
        cookie_jar=aiohttp.DummyCookieJar(),
        skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=2),
    ) as session:
        yield Gateway(
            table=table,
            router=Router(table),
            services=settings.services,
            functions=Functions(
                settings.aws_endpoint_url or "",
                settings.aws_region,
                Credentials(settings.aws_access_key_id, settings.aws_secret_access_key),
            ),
            session=session,
            authorizer=Authorizer(verifier),
            throttles=Throttles(),
            cors=Cors(settings.allowed_origins),
            sockets=Sockets(session, settings.social_media_url),
            site=Site(settings.site, _socket_origins(settings)),
        )


def _socket_origins(settings: GatewaySettings) -> list[str]:
    return sorted(origin.replace("http", "ws", 1) for origin in settings.allowed_origins)


async def _body(request: web.BaseRequest) -> bytes:
    if (request.content_length or 0) > LARGEST_BODY:
        raise TooLarge
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge as error:
        raise TooLarge from error
