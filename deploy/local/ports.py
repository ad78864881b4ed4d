"""TCP ports on the loopback interface: which are free, and what answers on them."""

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
    """A port nobody uses now; for tests, which run beside anything."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
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
