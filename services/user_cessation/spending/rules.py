"""Which spending may be noted.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from collections.abc import Set
from datetime import datetime, timedelta

from services.user_cessation.spending.models import SpendingIn
from shared.models.problem import Conflict, Invalid

MOST_SPENDINGS = 1_000
LOOK_BACK = timedelta(days=366)
CLOCK_SKEW = timedelta(minutes=5)
"""How far a phone's clock may run ahead of ours."""


def check_currency(currency: str, in_use: Set[str]) -> None:
    """Savings are one sum, so what is set against them is in the currency of the packs."""
    if in_use - {currency}:
        raise Conflict("Your prices are in another currency.", code="currency_mismatch")


def moment_of(new: SpendingIn, now: datetime) -> datetime:
    """When it was paid: now unless they say so, and at most a year ago."""
    moment = new.paid_at or now
    if moment > now + CLOCK_SKEW:
        raise _wrong("must not be in the future")
    if moment < now - LOOK_BACK:
        raise _wrong("must be in the past year")
    return moment


def _wrong(message: str) -> Invalid:
    return Invalid(errors=[{"field": "paid_at", "message": message}])
