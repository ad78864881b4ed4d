"""TCP ports on the loopback interface: which are free, and what answers on them."""

import secrets
import socket

import urllib3


def is_free(port: int) -> bool:
    """Whether we could listen on 127.0.0.1:`port` right now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port nobody uses now; for tests, which run beside anything.

    It is below those that the system hands out by itself (RFC 6056 §3.2), so that no connection of
    somebody else takes it before whoever asked listens there.
    """
    while True:
        # Not `random`: tests seed it alike in each of their processes.
        port = 11_000 + secrets.randbelow(21_000)
        if is_free(port):
            return port


def is_ready(url: str) -> bool:
    """Whether something answers there, and with 200."""
    try:
        # An idle connection of ours would hold up the other side when it stops.
        return (
            urllib3.request(
                "GET", url, headers={"Connection": "close"}, timeout=2, retries=False
            ).status
            == 200
        )
    except urllib3.exceptions.HTTPError:
        return False
