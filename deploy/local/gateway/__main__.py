"""The local gateway as a process: `python -m deploy.local.gateway`."""

import asyncio
import signal

from deploy.local.gateway.gateway import gateway
from deploy.local.gateway.server import serving
from deploy.local.gateway.settings import GatewaySettings
from deploy.routes import load
from shared.auth.jwks import KeyCache, fetch_from
from shared.auth.tokens import Verifier
from shared.observability.logs import logger


async def main(settings: GatewaySettings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)

    verifier = Verifier(
        KeyCache(fetch_from(settings.token_jwks_url)),
        issuer=settings.token_issuer,
        client_ids=settings.token_client_ids,
    )
    async with (
        gateway(load(), settings, verifier) as parts,
        serving(parts, settings.port, logger("gateway")),
    ):
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(main(GatewaySettings()))
