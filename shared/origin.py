"""From where whoever asks is asking, for the record: a trace of the address, never the address."""

from flask import Flask, current_app, has_request_context, request
from pydantic import SecretStr

from shared.digests import trace
from shared.viewer import VIEWER_IP_HEADER, viewer_ip

EXTENSION = "pepper"


def trace_origins(app: Flask, pepper: SecretStr) -> None:
    """Let `origin` answer in requests to this app."""
    app.extensions[EXTENSION] = pepper.get_secret_value().encode()


def origin() -> bytes | None:
    """32 bytes; None where nobody asks, as when a clock acts, or nobody said from where."""
    if not has_request_context():
        return None
    address = viewer_ip(request.headers.get(VIEWER_IP_HEADER))
    return trace(current_app.extensions[EXTENSION], address) if address else None
