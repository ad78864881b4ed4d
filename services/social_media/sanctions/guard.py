"""The guard of everything people do together: signed in, and neither suspended nor banned."""

from datetime import UTC, datetime

from services.social_media.mongo import database
from services.social_media.sanctions.actions import check_may_come_in
from shared.auth.guard import caller, require_user


def require_participant() -> None:
    """Anyone who is signed in and may take part. Fills `g.caller`."""
    require_user()
    check_may_come_in(database(), caller().user_id, now=datetime.now(UTC))
