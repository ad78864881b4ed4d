"""What the servers stand on: one mongod for all, Redis for the peers, keys, and what is installed.

Everything goes under `.local/bench`.
"""

import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil

from bench.chat.peers import ROOT
from bench.chat.seats import Signer
from deploy.local.mongo import mongod
from deploy.local.ports import free_port

HOME = ROOT / ".local" / "bench"
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Infrastructure:
    mongo_url: str
    redis_url: str
    jwks_url: str
    public_key: Path
    processes: dict[str, list[int]]
    """Process ids by name."""


def install() -> None:
    """Put Node's packages and the generator's into their places, unless they are there."""
    for source in (_HERE / "node" / "package.json", _HERE / "node" / "package-lock.json"):
        _copy_if_new(source, HOME / source.name)
    if not _is_done("node", _HERE / "node" / "package-lock.json"):
        _call("npm", "ci", "--loglevel=error", "--no-audit", "--no-fund", cwd=HOME)
        _done("node", _HERE / "node" / "package-lock.json")
    requirements = _HERE / "requirements.txt"
    if not _is_done("python", requirements):
        _call(sys.executable, "-m", "venv", "--clear", str(HOME / "venv"), cwd=HOME)
        _call(
            *(str(generator_python()), "-m", "pip", "install", "-qq", "--no-deps"),
            *("--disable-pip-version-check", "--require-hashes", "-r", str(requirements)),
            cwd=HOME,
        )
        _done("python", requirements)


def generator_python() -> Path:
    return HOME / "venv" / "bin" / "python"


@contextmanager
def running(signer: Signer, directory: Path) -> Iterator[Infrastructure]:
    """Databases and the key set, while the block runs."""
    public_key = directory / "jwt.pub"
    public_key.write_bytes(signer.key.as_pem(private=False))
    with ExitStack() as stack:
        mongo_port = free_port()
        mongo_url = stack.enter_context(mongod(directory / "mongo", mongo_port))
        redis_port, redis = stack.enter_context(_redis(directory))
        keys = json.dumps({"keys": [signer.key.as_dict(private=False)]}).encode()
        yield Infrastructure(
            mongo_url=mongo_url,
            redis_url=f"redis://127.0.0.1:{redis_port}/0",
            jwks_url=stack.enter_context(_serving(keys)),
            public_key=public_key,
            processes={"mongod": [_child_named("mongod")], "redis": [redis] if redis else []},
        )


@contextmanager
def _redis(directory: Path) -> Iterator[tuple[int, int | None]]:
    """Debian's redis-server, which keeps nothing. Without it only ours can run."""
    binary = shutil.which("redis-server")
    port = free_port()
    if binary is None:
        yield port, None
        return
    process = subprocess.Popen(
        [
            *(binary, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(directory)),
            *("--save", "", "--appendonly", "no"),
        ],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def _serving(document: bytes) -> Iterator[str]:
    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(document)))
            self.end_headers()
            self.wfile.write(document)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _child_named(name: str) -> int:
    return next(child.pid for child in psutil.Process().children() if child.name() == name)


def _copy_if_new(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists() or target.read_bytes() != source.read_bytes():
        shutil.copyfile(source, target)


def _is_done(name: str, cause: Path) -> bool:
    stamp = HOME / f".{name}"
    return stamp.exists() and stamp.read_bytes() == cause.read_bytes()


def _done(name: str, cause: Path) -> None:
    (HOME / f".{name}").write_bytes(cause.read_bytes())


def _call(*command: str, cwd: Path) -> None:
    began = time.monotonic()
    subprocess.run(command, cwd=cwd, check=True)
    sys.stderr.write(f"{Path(command[0]).name} took {time.monotonic() - began:.0f} s\n")
