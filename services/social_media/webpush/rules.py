"""Which addresses we send web push to, and what a subscription must look like.

Pure: no clock, no database, no web.
"""

from base64 import urlsafe_b64decode
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit
from uuid import UUID, uuid5

from cryptography.hazmat.primitives.asymmetric import ec

from services.social_media.webpush.models import NewSubscription
from shared.models.problem import Invalid

SERVICES = (
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "notify.windows.com",
    "push.apple.com",
)
"""Who wakes browsers: these hosts and those below them, and nobody else."""

_SUBSCRIPTIONS = UUID("6a1e52c0-3f3e-4f6a-9f53-2a8e8f7d9b10")


def address_of(endpoint: str, stand_in: str | None) -> SplitResult:
    """Where a subscription leads. Raises Invalid for where we do not go."""
    try:
        url = urlsplit(endpoint)
        port = url.port
    except ValueError as error:
        raise _refused() from error
    if stand_in and endpoint.startswith(f"{stand_in}/"):
        return url
    host = url.hostname or ""
    is_known = any(host == name or host.endswith(f".{name}") for name in SERVICES)
    has_extras = url.username is not None or url.password is not None or bool(url.fragment)
    if url.scheme != "https" or not is_known or port not in (None, 443) or has_extras:
        raise _refused()
    if not endpoint.isascii() or any(sign in endpoint for sign in "\\ \t\r\n"):
        raise _refused()
    return url


def is_public(address: str) -> bool:
    """Whether an address is one of the Internet: not ours, not this machine's, not the cloud's."""
    ip = ip_address(address)
    return ip.is_global and not ip.is_multicast


def id_of(endpoint: str) -> UUID:
    return uuid5(_SUBSCRIPTIONS, endpoint)


def keys_of(body: NewSubscription) -> tuple[bytes, bytes]:
    """The browser's public key and shared secret. Raises Invalid when they are not that."""
    p256dh, auth = _bytes(body.keys.p256dh), _bytes(body.keys.auth)
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), p256dh)
    except ValueError as error:
        raise Invalid(errors=[{"field": "keys.p256dh", "message": "is no key"}]) from error
    if len(p256dh) != 65 or len(auth) != 16:
        raise Invalid(errors=[{"field": "keys.auth", "message": "must be 16 bytes"}])
    return p256dh, auth


def _bytes(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    except ValueError:
        return b""


def _refused() -> Invalid:
    return Invalid(
        "This address is not one of a push service we know.",
        code="endpoint_not_allowed",
        errors=[{"field": "endpoint", "message": "must be an https address of a push service"}],
    )
