"""A real gateway on a real port, in front of services and functions the test can look into."""

import asyncio
import contextlib
import json
import threading
from concurrent.futures import Future

import aiohttp
import httpx
import pytest
from aiohttp import web

from deploy.local.gateway.gateway import gateway
from deploy.local.gateway.server import serving
from deploy.local.gateway.settings import GatewaySettings
from deploy.local.ports import free_port
from deploy.routes import parse
from shared.auth.jwks import KeyCache
from shared.auth.tokens import Verifier
from shared.observability.logs import logger

ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_tests"
CLIENT_ID = "the-web-app"
ORIGIN = "http://localhost:8080"

TABLE = """
version: v1
prefix: /api/v1
defaults: {auth: user, timeout_ms: 10000, throttle: {rate: 1000, burst: 1000}}
targets:
  user-cessation: {kind: nlb, port: 8000}
  social-media: {kind: nlb, port: 8001}
  auth: {kind: lambda, function: auth}
routes:
  - {path: /auth/login, methods: [POST], target: auth, auth: none}
  - {path: /auth/password, methods: [POST], target: auth}
  - {path: /open, methods: [GET, POST], target: user-cessation, auth: none}
  - {path: /mine, methods: [GET, PUT], target: user-cessation}
  - {path: /seldom, methods: [GET], target: user-cessation, throttle: {rate: 0.5, burst: 2}}
  - {path: /slow, methods: [GET], target: user-cessation, auth: none, timeout_ms: 200}
  - {path: /down, methods: [GET], target: social-media, auth: none}
  - {path: /things/all, methods: [GET], target: user-cessation, auth: none}
  - {path: "/things/{thing_id}", methods: [GET], target: user-cessation, auth: none}
"""


class Upstream:
    """What services and functions were asked, and what the functions answer."""

    def __init__(self):
        self.requests = []
        self.events = []
        self.function_answers = {"statusCode": 204}
        self.function_headers = {}

    async def service(self, request):
        self.requests.append(
            (request.method, request.raw_path, request.headers, await request.read())
        )
        if request.path.endswith("/slow"):
            await asyncio.sleep(1)
        return web.json_response(
            {"hello": "there"}, headers={"X-Powered-By": "elves", "ETag": '"1"'}
        )

    async def function(self, request):
        self.events.append(json.loads(await request.read()))
        body = self.function_answers
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return web.Response(body=raw, headers=self.function_headers)

    async def socket(self, request):
        if request.headers.get("Origin") == "http://evil.example":
            return web.Response(status=403)
        ws = web.WebSocketResponse(autoping=False, max_msg_size=1_000_000)
        await ws.prepare(request)
        self.requests.append(("WS", request.raw_path, request.headers, b""))
        async for message in ws:
            if message.type is aiohttp.WSMsgType.PING:
                await ws.pong(message.data)
            elif message.data == "close 4401":
                await ws.close(code=4401, message=b"expired")
            elif message.type is aiohttp.WSMsgType.TEXT:
                await ws.send_str(message.data)
            elif message.type is aiohttp.WSMsgType.BINARY:
                await ws.send_bytes(message.data)
        self.requests.append(("WS closed", str(ws.close_code), request.headers, b""))
        return ws


@contextlib.asynccontextmanager
async def stub(handler):
    runner = web.ServerRunner(web.Server(handler), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.fixture(scope="module")
def upstream():
    return Upstream()


@pytest.fixture(autouse=True)
def forget(upstream):
    upstream.__init__()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    directory = tmp_path_factory.mktemp("dist")
    (directory / "index.html").write_text("<!doctype html><title>Unlit</title>")
    (directory / "assets").mkdir()
    (directory / "assets" / "index-4f2a.js").write_text("export {}")
    (directory.parent / "secret.txt").write_text("not for you")
    return directory


@pytest.fixture(scope="module")
def gateway_url(upstream, site, jwks):
    """The gateway runs on its own thread, so that tests read like any client."""
    started: Future[str] = Future()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def run():
        verifier = Verifier(
            KeyCache(lambda: jwks), issuer=ISSUER, client_ids=frozenset({CLIENT_ID})
        )

        async def either(request):
            return await (upstream.socket if request.path == "/ws" else upstream.service)(request)

        async with stub(either) as service, stub(upstream.function) as functions:
            table = parse(TABLE)
            settings = GatewaySettings(
                mode="local",
                token_issuer=ISSUER,
                token_jwks_url="http://127.0.0.1/jwks",
                token_client_ids={CLIENT_ID},
                port=0,
                allowed_origins={ORIGIN},
                user_cessation_url=service,
                social_media_url=service,
                site=site,
                aws_endpoint_url=functions,
                aws_access_key_id="test",
                aws_secret_access_key="test",
            )
            async with gateway(table, settings, verifier) as parts:
                # One service nobody runs; its sockets are served elsewhere.
                parts.services["social-media"] = f"http://127.0.0.1:{free_port()}"
                async with serving(parts, 0, logger("gateway")) as port:
                    started.set_result(f"http://127.0.0.1:{port}")
                    await stop.wait()

    def main():
        try:
            loop.run_until_complete(run())
        except BaseException as error:
            started.set_exception(error)
        finally:
            loop.close()

    thread = threading.Thread(target=main)
    thread.start()
    try:
        yield started.result(10)
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(20)


@pytest.fixture
def client(gateway_url):
    with httpx.Client(base_url=gateway_url, timeout=10) as client:
        yield client


@pytest.fixture
def raw(gateway_url):
    """Send bytes as they are; return the whole answer as text."""
    import socket

    def send(payload: bytes) -> str:
        host, port = gateway_url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(payload)
            return b"".join(iter(lambda: connection.recv(65_536), b"")).decode()

    return send
