"""The social-media service as it really runs: gunicorn with workers, in a process of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from deploy.local.ports import free_port
from tests.gear.sockets import Client

ROOT = Path(__file__).parents[2]
ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_tests"
CLIENT_ID = "the-web-app"
READY = "ready to serve"
SERVICE = "services.social_media.wsgi:app"


@dataclass
class Server:
    """gunicorn with workers of its own."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    clients: list[Client] = field(default_factory=list)

    def connect(self, **options: Any) -> Client:
        client = Client(self.port, **options)
        self.clients.append(client)
        return client

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()

    def worker_of(self, client: Client) -> int:
        """The process that has the other end of a client's connection."""
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            for worker in self.workers():
                for connection in worker.net_connections("tcp"):
                    if connection.raddr and connection.raddr.port == client.local_port:
                        return worker.pid
            # It is handed from one descriptor to another, and we looked just then.
            time.sleep(0.01)
        raise AssertionError("nobody has this connection")

    def connect_to(self, pid: int) -> Client:
        """A client of that worker."""
        for _ in range(200):
            client = self.connect()
            if self.worker_of(client) == pid:
                return client
            client.close()
        raise AssertionError(f"worker {pid} takes no connection")

    def wait_until_ready(self, workers: int) -> None:
        """Until so many workers, those that died included, have begun to serve."""
        self.wait_for_log(READY, times=workers)

    def times_ready(self) -> int:
        """How many workers, those that died included, have begun to serve."""
        return self.log.read_text().count(READY)

    def wait_for_log(self, text: str, *, times: int = 1) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            if self.log.read_text().count(text) >= times:
                return
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())

    def stop(self) -> int:
        """Stop as a deployment does; return the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)

    def end(self) -> None:
        """Leave nothing running, whatever happened."""
        for client in self.clients:
            client.close()
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def launch(directory: Path, settings: Mapping[str, object], app: str = SERVICE) -> Server:
    """Start the service, or another app, with its log and its mesh in `directory`.

    The settings say where the database and the keys are, and may differ from what is here. Call
    `server.end` when done, `server.wait_until_ready` before.
    """
    port = free_port()
    environment = {
        **os.environ,
        "MODE": "local",
        "BIND": f"127.0.0.1:{port}",
        "MESH_DIRECTORY": str(directory / "mesh"),
        "TOKEN_ISSUER": ISSUER,
        "TOKEN_CLIENT_IDS": f'["{CLIENT_ID}"]',
        "ALLOWED_ORIGINS": '["http://localhost:8080"]',
        "DRAIN_SPREAD_S": "0.2",
        **{name: str(value) for name, value in settings.items()},
    }
    log = directory / "log"
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.py", app]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    return Server(process, port, log)
