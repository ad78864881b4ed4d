"""Checks access tokens as API Gateway's authorizer does: signature, issuer, client and expiry.

Whether the person may still come in is for the services, which check everything again: the load
balancer in front of them can be reached from inside.
"""

import asyncio
from datetime import UTC, datetime

from shared.auth.tokens import AccessToken, Verifier
from shared.models.problem import Unauthenticated


class Authorizer:
    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier

    async def authorize(self, authorization: str | None) -> AccessToken:
        """The token of an `Authorization: Bearer …` header; raises Unauthenticated."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated
        # In a thread: a key we have not seen is fetched, and everybody else should not wait.
        return await asyncio.to_thread(self._verifier.verify, token.strip(), now=datetime.now(UTC))
