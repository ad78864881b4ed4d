"""The token in an e-mail by which its reader, signed in or not, asks for no more of its kind.

Pure. It says who and which category, is signed with a secret of ours, and does not expire: a mail
may be read years later (RFC 8058).
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from shared.models.ids import UserId
from shared.models.notices import NotificationCategory
from shared.models.problem import NotFound

_PURPOSE = b"unsubscribe v1"


def sign(user_id: UserId, category: NotificationCategory, secret: str) -> str:
    said = user_id.bytes + category.value.encode()
    return urlsafe_b64encode(_signature(said, secret) + said).rstrip(b"=").decode()


def read(token: str, secret: str) -> tuple[UserId, NotificationCategory]:
    """Who wants no more of what. Raises NotFound for what we did not sign."""
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError as error:
        raise NotFound from error
    signature, said = raw[:32], raw[32:]
    if not hmac.compare_digest(signature, _signature(said, secret)):
        raise NotFound
    return UserId(UUID(bytes=said[:16])), NotificationCategory(said[16:].decode())


def _signature(said: bytes, secret: str) -> bytes:
    return hmac.digest(secret.encode(), _PURPOSE + b"\0" + said, "sha256")
