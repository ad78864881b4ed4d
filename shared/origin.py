"""From where whoever asks is asking, for the record: a trace of the address, never the address.

The edge says the address in `X-Viewer-Ip`, and it alone: what a client says there never gets past
it. `X-Forwarded-For` grows on its way, and begins with whatever the client made up.
"""

from ipaddress import IPv6Address, ip_address

from flask import Flask, current_app, has_request_context, request
from pydantic import SecretStr

from shared.digests import trace

EXTENSION = "pepper"
VIEWER_IP_HEADER = "X-Viewer-Ip"


def trace_origins(app: Flask, pepper: SecretStr) -> None:
    """Let `origin` answer in requests to this app."""
    app.extensions[EXTENSION] = pepper.get_secret_value().encode()


def origin() -> bytes | None:
    """32 bytes; None where nobody asks, as when a clock acts, or nobody said from where."""
    if not has_request_context():
        return None
    try:
        address = ip_address(request.headers.get(VIEWER_IP_HEADER, ""))
    except ValueError:
        return None
    # However it is written, an address has one trace.
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return trace(current_app.extensions[EXTENSION], str(mapped or address))
