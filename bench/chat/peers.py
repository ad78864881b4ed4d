"""The servers that are compared: each with two processes, on one port, one after the other."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.chat.seats import CLIENT_ID, ISSUER

ROOT = Path(__file__).parents[2]
PORT = 9100
DATABASE = "bench"
_NODE = Path(__file__).parent / "node"


@dataclass(frozen=True, slots=True)
class Peer:
    adapter: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    writes: str = "one at a time"
    journal: bool = False
    """Whether its driver is told to wait for the journal. Ours says so itself, in its code."""


OURS = "ours"
PEERS = {
    OURS: Peer(
        "ours",
        [
            *(sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.py"),
            "services.social_media.wsgi:app",
        ],
        {
            "MODE": "local",
            "LOG_LEVEL": "WARNING",
            "BIND": f"127.0.0.1:{PORT}",
            "WORKERS": "2",
            "MONGO_DATABASE": DATABASE,
            "TOKEN_ISSUER": ISSUER,
            "TOKEN_CLIENT_IDS": f'["{CLIENT_ID}"]',
            "ALLOWED_ORIGINS": "[]",
            "MEDIA_BUCKET": "none-is-sent",
            # One person sends as fast as a whole town here. The check itself is made all the same.
            "FRAMES_PER_SECOND": "100000",
            "FRAMES_AT_ONCE": "100000",
        },
        "in batches",
        journal=True,
    ),
    "ws, batched": Peer(
        "plain", ["node", str(_NODE / "ws.js")], {"WRITE": "batch"}, "in batches", journal=True
    ),
    "ws": Peer("plain", ["node", str(_NODE / "ws.js")]),
    "Socket.IO": Peer("socketio", ["node", str(_NODE / "socketio.js")]),
}


@contextmanager
def serving(peer: Peer, environment: Mapping[str, str], log: Path) -> Iterator[int]:
    """Run a peer while the block runs; yield its process id."""
    if _answers():
        raise RuntimeError(f"something else listens on port {PORT}")
    with log.open("ab") as output:
        process = subprocess.Popen(
            peer.command,
            cwd=ROOT,
            env={**os.environ, **environment, **peer.environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for(process, log)
        yield process.pid
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        _kill_rest(process.pid)
        process.wait()


def _wait_for(process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 30
    while not _answers():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"did not start; see {log}")
        time.sleep(0.1)
    # The first process answers; the second is as good as there.
    time.sleep(1.5)


def _kill_rest(group: int) -> None:
    """Whatever is left of the session we started."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _answers() -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", PORT)) == 0
