"""Who may have a socket: whoever may come in, and is neither suspended nor banned."""

import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from functools import partial
from typing import Any

from pymongo.database import Database

from services.social_media.people.actions import SignIn, standings
from services.social_media.sanctions.store import select_barred
from services.social_media.together import Together
from shared.auth.authenticator import Authenticator, Caller, Standing
from shared.auth.tokens import AccessToken, Verifier
from shared.models.ids import UserId
from shared.models.problem import Unauthenticated


class Admission(Authenticator):
    """Looks up together all who come at the same time."""

    def __init__(
        self,
        db: Database[Any],
        verifier: Verifier,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        together: Together[SignIn, Standing | None] = Together(partial(standings, db))
        super().__init__(verifier, lambda *sign_in: together.about(sign_in), clock)
        self._barred: Together[UserId, bool] = Together(partial(_barred_among, db))

    def standing(self, access: AccessToken | Caller) -> Standing:
        standing = super().standing(access)
        if self._barred.about(access.user_id):
            raise Unauthenticated("You cannot take part for now.", code="suspended")
        return standing


def _barred_among(db: Database[Any], people: Collection[UserId]) -> dict[UserId, bool]:
    barred = select_barred(db, people, datetime.now(UTC))
    return {person: person in barred for person in people}
