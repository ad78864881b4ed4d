"""Run it: `python -m deploy.local.provider --port N --callback URL`."""

import argparse
import logging

from aiohttp import web

from deploy.local.provider.server import Server


def main() -> None:
    options = argparse.ArgumentParser(prog="deploy.local.provider", description=__doc__)
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--callback", required=True, help="where the user pool takes people back")
    given = options.parse_args()

    logging.basicConfig(level=logging.WARNING)
    server = Server(f"http://127.0.0.1:{given.port}", given.callback)
    web.run_app(server.app(), host="127.0.0.1", port=given.port, print=None)


if __name__ == "__main__":
    main()
