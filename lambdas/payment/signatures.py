"""Whether a webhook is Stripe's: an HMAC over the bytes as they came, and a time close to now.

Pure. Stripe's own check takes any time in the future; a captured clock error would let a webhook
be replayed for ever, so here both sides are bounded.
"""

import hashlib
import hmac
import re

from shared.models.problem import Malformed

TOLERANCE = 300
"""Seconds a webhook may be older than now, or newer."""

_TIME = re.compile(r"\d{1,12}", re.ASCII)


def check(raw: bytes, header: str, secret: str, *, now: int) -> None:
    """Raise Malformed unless `header` signs `raw`. While a secret is rolled there are several."""
    times, signatures = _parts(header)
    if len(times) != 1 or not _TIME.fullmatch(times[0]) or not signatures:
        raise Malformed("The signature cannot be read.", code="bad_signature")
    expected = hmac.new(secret.encode(), times[0].encode() + b"." + raw, hashlib.sha256)
    digest = expected.hexdigest().encode()
    if not any(hmac.compare_digest(digest, signature) for signature in signatures):
        raise Malformed("The signature does not match.", code="bad_signature")
    if abs(now - int(times[0])) > TOLERANCE:
        raise Malformed("The signature is not of now.", code="bad_signature")


def _parts(header: str) -> tuple[list[str], list[bytes]]:
    """The times and the signatures of the only scheme that counts."""
    times, signatures = [], []
    for part in header.split(","):
        name, _, value = part.strip().partition("=")
        if name == "t":
            times.append(value)
        elif name == "v1":
            signatures.append(value.encode("utf-8", "replace"))
    return times, signatures
