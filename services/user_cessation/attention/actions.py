"""A coach looking over everybody at once."""

from datetime import datetime

from services.user_cessation import audit
from services.user_cessation.attention import rules, store
from services.user_cessation.attention.models import MemberToSee
from shared.models.ids import UserId
from shared.postgres.pool import Connection

MOST_LOOKED_OVER = 1_000
"""As many as a coach can ever look after."""


def look_over(
    conn: Connection, coach_id: UserId, *, silence_days: int, now: datetime, request_id: str
) -> list[MemberToSee]:
    """Whom to look at first. On the record of each member something is said about."""
    signals = store.select_signals(conn, coach_id, most=MOST_LOOKED_OVER)
    found = rules.who_first(signals, now, silence_days=silence_days)
    audit.append_listed(
        conn, "attention.read", coach_id, [member.user_id for member in found], request_id
    )
    return found
