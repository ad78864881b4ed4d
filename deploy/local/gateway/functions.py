"""Invokes a Lambda function the way API Gateway's proxy integration does."""

import asyncio
import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import aiohttp
from aiohttp import web
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from multidict import CIMultiDict

from deploy.local.gateway import headers
from deploy.local.gateway.routing import Match
from shared.auth.tokens import AccessToken
from shared.models.problem import BadGateway, GatewayTimeout, Unavailable
from shared.observability.logs import REQUEST_ID_HEADER
from shared.viewer import VIEWER_IP_HEADER

STAGE = "api"
EDGE_KEY_ID = "edge"
"""Here the edge and API Gateway are one."""


@dataclass(frozen=True, slots=True)
class Functions:
    """Where functions are invoked, and who invokes them."""

    endpoint: str
    region: str
    credentials: Credentials

    async def invoke(
        self,
        session: aiohttp.ClientSession,
        function: str,
        event: Mapping[str, Any],
        *,
        timeout_s: float,
    ) -> web.Response:
        """Raises GatewayTimeout, Unavailable or BadGateway."""
        url = f"{self.endpoint}/2015-03-31/functions/{function}/invocations"
        payload = json.dumps(event).encode()
        signed = AWSRequest("POST", url, data=payload)
        SigV4Auth(self.credentials, "lambda", self.region).add_auth(signed)
        try:
            async with (
                asyncio.timeout(timeout_s),
                session.post(url, data=payload, headers=dict(signed.headers)) as reply,
            ):
                if reply.status == HTTPStatus.TOO_MANY_REQUESTS:
                    raise Unavailable(retry_after=1)
                if reply.status != HTTPStatus.OK or "X-Amz-Function-Error" in reply.headers:
                    raise BadGateway
                return response_from(await reply.read())
        except TimeoutError as error:
            raise GatewayTimeout from error
        except aiohttp.ClientConnectorError as error:
            raise Unavailable(retry_after=2) from error
        except aiohttp.ClientError as error:
            raise BadGateway from error


def event_for(
    request: web.BaseRequest,
    match: Match,
    *,
    prefix: str,
    body: bytes,
    request_id: str,
    access: AccessToken | None,
) -> dict[str, Any]:
    """The proxy event of a REST API (payload version 1)."""
    passed_on = headers.inbound(request.headers)
    passed_on["Host"] = request.host
    passed_on[REQUEST_ID_HEADER] = request_id
    passed_on["X-Forwarded-For"] = request.remote or ""
    passed_on[VIEWER_IP_HEADER] = request.remote or ""
    text, encoded = _as_text(body)
    query = {name: request.query.getall(name) for name in request.query}
    return {
        "resource": prefix + match.route.path,
        "path": request.path,
        "httpMethod": request.method,
        "headers": {name: passed_on.getall(name)[-1] for name in passed_on},
        "multiValueHeaders": {name: passed_on.getall(name) for name in passed_on},
        "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
        "multiValueQueryStringParameters": query or None,
        "pathParameters": dict(match.parameters) or None,
        "stageVariables": None,
        "requestContext": {
            "accountId": "000000000000",
            "apiId": "local",
            "resourcePath": prefix + match.route.path,
            "path": request.path,
            "httpMethod": request.method,
            "stage": STAGE,
            "protocol": "HTTP/1.1",
            "requestId": request_id,
            "extendedRequestId": request_id,
            "requestTimeEpoch": int(datetime.now(UTC).timestamp() * 1000),
            "identity": {
                "apiKeyId": EDGE_KEY_ID,
                "sourceIp": request.remote or "",
                "userAgent": request.headers.get("User-Agent", ""),
            },
            "authorizer": {"claims": {"sub": str(access.user_id)}} if access else {},
        },
        "body": text,
        "isBase64Encoded": encoded,
    }


def response_from(payload: bytes) -> web.Response:
    """The function's answer as HTTP. Raises BadGateway when it is not one."""
    try:
        answer = json.loads(payload)
        status = answer["statusCode"]
        body = answer.get("body") or ""
        content = base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()
        said = CIMultiDict(
            (name, str(value)) for name, value in (answer.get("headers") or {}).items()
        )
        for name, values in (answer.get("multiValueHeaders") or {}).items():
            said.popall(name, None)
            for value in values:
                said.add(name, str(value))
        return web.Response(status=status, body=content, headers=headers.outbound(said.items()))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadGateway from error


def _as_text(body: bytes) -> tuple[str | None, bool]:
    """The body as an event carries it, and whether that is base64."""
    if not body:
        return None, False
    try:
        return body.decode(), False
    except UnicodeDecodeError:
        return base64.b64encode(body).decode(), True
