"""The servers that are compared: each with two processes, on one port, one after the other."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".local" / "bench" / "rest"
PORT = 9200
_HERE = Path(__file__).parent
_FASTAPI = (
    *(str(HOME / "venv" / "bin" / "python"), "-m", "uvicorn", "bench.rest.fast:app"),
    *("--port", str(PORT), "--workers", "2", "--no-access-log", "--log-level", "warning"),
)
_EXPRESS = ("node", str(_HERE / "node" / "express.js"))
_GUNICORN = (sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.py")


@dataclass(frozen=True, slots=True)
class Peer:
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


OURS = "ours"
PEERS = {
    OURS: Peer(
        (*_GUNICORN, "services.user_cessation.wsgi:app"),
        {"MODE": "local", "LOG_LEVEL": "WARNING", "POSTGRES_POOL_SIZE": "8"},
    ),
    "bare Flask": Peer((*_GUNICORN, "bench.rest.bare:app")),
    "FastAPI": Peer(_FASTAPI, {"WRITTEN": "usually"}),
    "FastAPI, our SQL": Peer(_FASTAPI),
    "Express": Peer(_EXPRESS, {"WRITTEN": "usually"}),
    "Express, our SQL": Peer(_EXPRESS),
}


@contextmanager
def serving(peer: Peer, environment: Mapping[str, str]) -> Iterator[int]:
    """Run a peer while the block runs; yield the session its processes are in."""
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / "servers.log").open("ab") as output:
        process = subprocess.Popen(
            peer.command,
            cwd=ROOT,
            env={**os.environ, **environment, **peer.environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for(process)
        yield process.pid
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # whatever is left of the session we started
        process.wait()


def _wait_for(process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError):
            for _ in range(8):  # so that every process has most likely answered
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=2).close()
            return
        time.sleep(0.2)
    raise RuntimeError(f"did not start; see {HOME / 'servers.log'}")
