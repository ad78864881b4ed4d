"""How a push service knows that it is we who send (RFC 8292)."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from joserfc import jwt
from joserfc.jwk import ECKey

VALID_FOR_S = 12 * 3600
"""Push services accept a day at most."""

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the group of P-256 (FIPS 186)."""


class Vapid:
    def __init__(self, secret: str, contact: str) -> None:
        number = int.from_bytes(sha256(b"vapid v1\0" + secret.encode()).digest(), "big")
        private = ec.derive_private_key(number % (_ORDER - 1) + 1, ec.SECP256R1())
        point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.public_key = urlsafe_b64encode(point).rstrip(b"=").decode()
        self._key = ECKey.import_key(_pem(private))
        self._contact = contact

    def authorization(self, origin: str, *, now_s: int) -> str:
        """The header for one push service, by its origin."""
        claims = {"aud": origin, "exp": now_s + VALID_FOR_S, "sub": self._contact}
        token = jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, self._key)
        return f"vapid t={token}, k={self.public_key}"


def _pem(private: ec.EllipticCurvePrivateKey) -> bytes:
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
