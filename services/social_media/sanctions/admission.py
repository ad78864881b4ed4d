"""Who may have a socket: whoever may come in, and is neither suspended nor banned.

Asked for every frame, so an answer is believed for a moment. Sockets are closed at once by an
order; this is for orders that got lost.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from cachetools import TTLCache
from pymongo.database import Database

from services.social_media.sanctions.store import select_barred
from shared.auth.authenticator import Authenticator, Caller, Standing, StandingOf
from shared.auth.tokens import AccessToken, Verifier
from shared.models.ids import UserId
from shared.models.problem import Unauthenticated

BELIEVED_FOR = 1.0
"""Seconds."""


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
        self._barred: TTLCache[UserId, bool] = TTLCache(50_000, BELIEVED_FOR, timer=clock)

    def standing(self, access: AccessToken | Caller) -> Standing:
        standing = super().standing(access)
        # Whoever comes in is looked at afresh; whoever is in, every moment.
        is_new = isinstance(access, AccessToken)
        barred = None if is_new else self._barred.get(access.user_id)
        if barred is None:
            barred = bool(select_barred(self._db, [access.user_id], datetime.now(UTC)))
            self._barred[access.user_id] = barred
        if barred:
            raise Unauthenticated("You cannot take part for now.", code="suspended")
        return standing
