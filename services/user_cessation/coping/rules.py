"""Which pairs there may be, and in which order.

Pure: no clock, no database, no web.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.user_cessation.coping.models import MOST_PAIRS, CopingPair
from shared.models.problem import Conflict, NotFound, PreconditionFailed


def room(pairs: Sequence[CopingPair]) -> None:
    if len(pairs) >= MOST_PAIRS:
        raise Conflict(f"A plan has room for {MOST_PAIRS} pairs.", code="too_many_pairs")


def chosen(pairs: Sequence[CopingPair], pair_id: UUID, version: int | None) -> CopingPair:
    """The pair meant, if it still is what was read."""
    pair = next((each for each in pairs if each.pair_id == pair_id), None)
    if pair is None:
        raise NotFound
    if version is not None and pair.version != version:
        raise PreconditionFailed
    return pair


def check_order(pairs: Sequence[CopingPair], wanted: Sequence[UUID]) -> None:
    """An order names every pair once: one that knows less than there is would lose some."""
    if sorted(wanted) != sorted(each.pair_id for each in pairs):
        raise Conflict("The pairs are not the ones you read.", code="pairs_changed")


def state(pair: CopingPair | None) -> Mapping[str, object] | None:
    if pair is None:
        return None
    return {"trigger": pair.trigger, "response": pair.response, "strategy": pair.strategy}
