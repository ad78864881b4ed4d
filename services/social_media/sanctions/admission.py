"""Who may have a socket: whoever may come in, and is neither suspended nor banned."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from pymongo.database import Database

from services.social_media.sanctions.store import select_barred
from shared.auth.authenticator import Authenticator, Caller, Standing, StandingOf
from shared.auth.tokens import AccessToken, Verifier
from shared.models.problem import Unauthenticated


class Admission(Authenticator):
    def __init__(
        self,
        db: Database[Any],
        verifier: Verifier,
        standing_of: StandingOf,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(verifier, standing_of, clock)
        self._db = db

    def standing(self, access: AccessToken | Caller) -> Standing:
        standing = super().standing(access)
        if select_barred(self._db, [access.user_id], datetime.now(UTC)):
            raise Unauthenticated("You cannot take part for now.", code="suspended")
        return standing
