"""Run it: `python -m deploy.local.stripe --port N --webhook URL --secret … --directory DIR`."""

import argparse
import logging
import time
from pathlib import Path

from aiohttp import web

from deploy.local.stripe.events import Courier
from deploy.local.stripe.server import Server
from deploy.local.stripe.state import State


def main() -> None:
    options = argparse.ArgumentParser(prog="deploy.local.stripe", description=__doc__)
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--webhook", required=True, help="where events are posted to")
    options.add_argument("--secret", required=True, help="what events are signed with")
    options.add_argument("--directory", type=Path, required=True, help="where its state is kept")
    options.add_argument("--public-url", help="where browsers find its pages")
    given = options.parse_args()

    logging.basicConfig(level=logging.WARNING)
    public_url = given.public_url or f"http://127.0.0.1:{given.port}"
    state = State(given.directory, public_url, lambda: int(time.time()))
    server = Server(state, Courier(state, given.webhook, given.secret))
    web.run_app(server.app(), host="127.0.0.1", port=given.port, print=None)


if __name__ == "__main__":
    main()
