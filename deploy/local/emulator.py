"""The AWS emulator, ministack: `python -m deploy.local.emulator`.

By itself it writes what it knows to disk only when it is stopped, so a crash would forget every
account made since the start. Here it does so every few seconds as well.
"""

import os
import threading
import time
from pathlib import Path

from deploy.local.ports import is_ready

SAVE_EVERY = 5.0
"""Seconds: the most that a crash of the emulator can lose."""

REGION = "us-east-1"
ACCOUNT = "000000000000"


def environment(directory: Path, port: int) -> dict[str, str]:
    """The emulator's own settings. It listens on the loopback interface only."""
    return {
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        # Signatures and IAM policies are enforced, and confirmation codes are really checked.
        "AUTH": "true",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(directory / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(directory / "s3"),
        "TMPDIR": str(directory / "tmp"),
        "IOT_MTLS_ENABLED": "false",
        "SFTP_ENABLED": "false",
        # It would otherwise remove containers it believes to be its own.
        "DOCKER_HOST": "unix:///nonexistent",
        "LOG_LEVEL": "WARNING",
    }


def answers(port: int) -> bool:
    return is_ready(f"http://127.0.0.1:{port}/_ministack/ready")


def main() -> None:
    from ministack import app

    Path(os.environ["TMPDIR"]).mkdir(parents=True, exist_ok=True)
    threading.Thread(target=_save_regularly, daemon=True).start()
    app.main()


def _save_regularly() -> None:
    from ministack import app
    from ministack.core.persistence import save_all

    while True:
        time.sleep(SAVE_EVERY)
        save_all(app._build_persistence_save_dict())


if __name__ == "__main__":
    main()
