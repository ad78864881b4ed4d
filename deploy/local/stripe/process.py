"""The stand-in as a process of its own, for whoever wants it only for a while."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local.ports import is_ready

ROOT = Path(__file__).parents[3]
STARTS_WITHIN = 20.0


def command(*, port: int, webhook: str, secret: str, directory: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "deploy.local.stripe"),
        *("--port", str(port), "--webhook", webhook),
        *("--secret", secret, "--directory", str(directory)),
    ]


@contextmanager
def stand_in(*, port: int, webhook: str, secret: str, directory: Path) -> Iterator[str]:
    """Run the stand-in while the block runs; yield its URL."""
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        command(port=port, webhook=webhook, secret=secret, directory=directory),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + STARTS_WITHIN
        while not is_ready(f"{url}/healthz"):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the stand-in for Stripe did not start")
            time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait(20)
