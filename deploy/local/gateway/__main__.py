"""The local gateway as a process: `python -m deploy.local.gateway`."""

import asyncio
import signal

from deploy.local.gateway.gateway import gateway
from deploy.local.gateway.server import serving
from deploy.local.gateway.settings import GatewaySettings
from deploy.routes import load
from shared.auth.tokens import verifier_for
from shared.observability.logs import logger


async def main(settings: GatewaySettings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)

    async with (
        gateway(load(), settings, verifier_for(settings)) as parts,
        serving(parts, settings.port, logger("gateway")),
    ):
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(main(GatewaySettings()))
