"""Bodies that make sense, for operations to which hardly a random one does."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from deploy.local.seed import cast
from tests.journeys.known import Known
from tests.journeys.person import PASSWORD, REGISTRATION

Body = dict[str, Any]


def _in(**span: float) -> str:
    """A full hour, so long from now."""
    moment = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(**span)
    return moment.isoformat()


def _day(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


BODIES: Final[dict[str, Callable[[Known], Body]]] = {
    "POST /assessments": lambda _: {
        "instrument": "HSI",
        "answers": {"minutes_to_first": 20, "cigarettes_per_day": 15},
    },
    "POST /auth/login": lambda _: {"email": "noah@unlit.example", "password": cast.PASSWORD},
    "POST /auth/register": lambda _: {
        "email": f"{uuid.uuid4().hex}@unlit.example",
        "password": PASSWORD,
        **REGISTRATION,
    },
    "POST /buddies": lambda known: {"user_id": known.one("/contacts", "user_id")},
    "POST /coaching/appointments": lambda known: {
        "kind": known.one("/coaching/session-templates", "kind"),
        "starts_at": known.one("/coaches", "starts_at"),
    },
    "POST /coaching/appointments/{appointment_id}/reschedule": lambda known: {
        "starts_at": known.one("/coaches", "starts_at"),
    },
    "POST /coaching/hosted-sessions": lambda _: {
        "starts_at": _in(days=3),
        "minutes": 60,
        "language": "en",
        "seats": 10,
    },
    "POST /coaching/leaves": lambda _: {"starts_at": _in(days=30), "ends_at": _in(days=31)},
    "PUT /coaching/coach": lambda known: {"coach_id": known.one("/coaches", "coach_id")},
    "POST /contacts": lambda known: {"user_id": known.one("/people", "user_id")},
    "POST /conversations": lambda known: {"with": known.one("/coaches", "coach_id")},
    "PUT /crisis/on-call": lambda _: {"until": _in(hours=6)},
    "POST /crisis/cases": lambda known: {"user_id": known.one("/admin/users", "user_id")},
    "PUT /groups/{group_id}": lambda known: {"version": 1},
    "PUT /groups/{group_id}/owner": lambda known: {"user_id": known.one("/groups", "user_id")},
    "POST /posts": lambda _: {
        "text": "A whole day in the hills.",
        "images": [],
        "milestone": None,
        "visibility": "everyone",
        "anonymous": False,
        "room_id": None,
    },
    "POST /profile/prices": lambda _: {
        "price": {"amount_minor": 950, "currency": "EUR"},
        "effective_from": _in(hours=-1),
    },
    "PUT /profile/tobacco": lambda _: {"product": "cigarette", "units_per_day": 12},
    "PUT /people/me/handle": lambda _: {"handle": f"heron_{uuid.uuid4().hex[:12]}"},
    "PUT /quit-plan": lambda _: {"quit_at": _in(days=-2)},
    "PUT /quit-plan/cut-down": lambda _: {
        "starts_on": _day(0),
        "ends_on": _day(21),
        "start_cap": None,
    },
    "POST /editorial/articles": lambda _: {
        "slug": f"a-{uuid.uuid4().hex}",
        "sources": [{"title": "A review", "url": "https://example.org/a/page"}],
        "review_by": _day(300),
    },
    "PUT /medication/courses/{product}": lambda _: {
        "label_code": "us-patch-24h-21",
        "started_on": _day(0),
    },
    "POST /reports": lambda known: {
        "subject_kind": "post",
        "subject_id": known.one("/posts", "post_id"),
    },
}
"""By operation: what to lay over a body that is well formed."""


def sensible(operation: str, known: Known) -> Body:
    """Empty where a random body will do, or nothing is known yet of what it has to name."""
    body = BODIES[operation](known) if operation in BODIES else {}
    return {} if any(name in MUST_NAME and body[name] is None for name in body) else body


MUST_NAME: Final = {"user_id", "coach_id", "subject_id", "with", "starts_at", "kind"}
