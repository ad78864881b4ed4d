"""Which way somebody goes: towards a quit date, or thinking it over in peace.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from dataclasses import asdict
from datetime import datetime, timedelta

from services.user_cessation.readiness.models import Readiness, ReadinessOut, Track

WILLING_WITHIN = timedelta(days=30)
"""Assess, of the five A's: is somebody willing to quit in the next thirty days?"""


def is_ready(quit_at: datetime, now: datetime) -> bool:
    """Whether a quit date says so by itself; one in the past does."""
    return quit_at <= now + WILLING_WITHIN


def track(*, ready: bool) -> Track:
    return "plan" if ready else "explore"


def document(answer: Readiness) -> ReadinessOut:
    shown = asdict(answer)
    del shown["client_id"]
    return ReadinessOut(**shown, track=track(ready=answer.ready))
