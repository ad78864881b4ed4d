"""The refresh token as clients hold it: ours around Cognito's.

The session id finds the row, the nonce makes each successor another token, and Cognito's own
token rides along so that we need not store it.
"""

import hashlib
import secrets
from dataclasses import dataclass, replace
from uuid import UUID

VERSION = "v1"


@dataclass(frozen=True, slots=True)
class Wrapper:
    session_id: UUID
    nonce: str
    cognito_token: str

    def __str__(self) -> str:
        return f"{VERSION}.{self.session_id}.{self.nonce}.{self.cognito_token}"

    @property
    def sha256(self) -> bytes:
        return hashlib.sha256(str(self).encode()).digest()

    def successor(self) -> "Wrapper":
        return replace(self, nonce=secrets.token_urlsafe(32))

    @classmethod
    def around(cls, cognito_token: str, session_id: UUID) -> "Wrapper":
        return cls(session_id, secrets.token_urlsafe(32), cognito_token)

    @classmethod
    def parse(cls, text: str) -> "Wrapper | None":
        """Read what a client sent; None when it is nothing of ours."""
        version, _, rest = text.partition(".")
        session_id, _, rest = rest.partition(".")
        nonce, _, cognito_token = rest.partition(".")
        try:
            wrapper = cls(UUID(session_id), nonce, cognito_token)
        except ValueError:
            return None
        return wrapper if version == VERSION and str(wrapper) == text and text.isascii() else None
