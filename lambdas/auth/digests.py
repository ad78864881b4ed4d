"""One-way traces of what we must recognise but must not keep."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from shared.digests import trace

COST = 2**14
"""Of one scrypt: 16 MB and some forty milliseconds."""


@dataclass(frozen=True, slots=True)
class HashedPassword:
    salt: bytes
    digest: bytes


NOBODYS = HashedPassword(salt=bytes(16), digest=bytes(32))
"""Matches no password, at the price of one that might."""


@dataclass(frozen=True, slots=True)
class Digests:
    """Hashes that cannot be recomputed from a copy of the database, for want of the pepper."""

    pepper: bytes

    def of(self, text: str) -> bytes:
        return trace(self.pepper, text)

    def of_place(self, ip: str | None) -> bytes:
        """For counting: all who ask from nobody knows where are in one place."""
        return self.of(ip or "")

    def hash_password(self, password: str) -> HashedPassword:
        salt = secrets.token_bytes(16)
        return HashedPassword(salt, self._scrypt(password, salt))

    def matches(self, password: str, known: HashedPassword) -> bool:
        return hmac.compare_digest(self._scrypt(password, known.salt), known.digest)

    def _scrypt(self, password: str, salt: bytes) -> bytes:
        return hashlib.scrypt(self.of(password), salt=salt, n=COST, r=8, p=1, dklen=32)
