"""Which reasons there may be.

Pure: no clock, no database, no web.
"""

from collections.abc import Sequence
from uuid import UUID

from services.user_cessation.reasons.models import MOST_REASONS, Reason
from shared.models.problem import Conflict, NotFound, PreconditionFailed


def room(reasons: Sequence[Reason]) -> None:
    if len(reasons) >= MOST_REASONS:
        raise Conflict(f"There is room for {MOST_REASONS} reasons.", code="too_many_reasons")


def chosen(reasons: Sequence[Reason], reason_id: UUID, version: int | None) -> Reason:
    """The reason meant, if it still is what was read."""
    reason = next((each for each in reasons if each.reason_id == reason_id), None)
    if reason is None:
        raise NotFound
    if version is not None and reason.version != version:
        raise PreconditionFailed
    return reason
