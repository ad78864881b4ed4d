"""Which price may follow which.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from collections.abc import Sequence, Set
from datetime import datetime, timedelta

from services.user_cessation.profile.models import ALWAYS, Price, PriceIn
from shared.models.problem import Conflict, Invalid

MOST_PRICES = 500
LATEST = timedelta(days=366)
"""How far ahead a price may be announced."""


def next_price(history: Sequence[Price], new: PriceIn, now: datetime, *, in_use: Set[str]) -> Price:
    """The price as it will be stored, or a Problem that says why it may not.

    Savings are one sum, so all a member gives us is in one currency; `in_use` are those they gave.
    """
    if in_use - {new.price.currency}:
        raise Conflict("Your other prices are in another currency.", code="currency_mismatch")
    if len(history) >= MOST_PRICES:
        raise Conflict("You have given us a lot of prices already.", code="too_many_prices")
    effective_from = new.effective_from or (now if history else ALWAYS)
    if effective_from > now + LATEST:
        raise Invalid(
            errors=[{"field": "effective_from", "message": "must be at most a year ahead"}]
        )
    return Price(effective_from, new.price.amount_minor, new.price.currency)
