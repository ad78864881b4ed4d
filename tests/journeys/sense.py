"""What makes sense to ask, for operations that hardly ever say yes to a random question."""

import uuid
from collections.abc import Callable
from typing import Final

from deploy.local.seed import cast
from tests.journeys import before
from tests.journeys.before import Values, World, day, in_
from tests.journeys.person import PASSWORD, REGISTRATION

SENSE: Final[dict[str, Callable[[World], Values]]] = {
    # Signing in
    "POST /auth/confirm": before.confirming,
    "POST /auth/login": lambda _: {"email": "noah@unlit.example", "password": cast.PASSWORD},
    "POST /auth/password": lambda _: {"current_password": PASSWORD, "new_password": PASSWORD},
    "POST /auth/refresh": before.refreshing,
    "POST /auth/register": lambda _: {
        "email": f"{uuid.uuid4().hex}@unlit.example",
        "password": PASSWORD,
        **REGISTRATION,
    },
    "POST /auth/reset": before.resetting,
    # Quitting
    "POST /assessments": lambda _: {
        "instrument": "HSI",
        "answers": {"minutes_to_first": 20, "cigarettes_per_day": 15},
    },
    "POST /check-ins": lambda world: {"local_date": day(-world.chance.randrange(7))},
    "PUT /medication/courses/{product}": before.pack,
    "POST /medication/spendings": before.bought,
    "DELETE /medication/spendings/{spending_id}": before.bought_before,
    "POST /profile/prices": lambda _: {
        "price": {"amount_minor": 950, "currency": "EUR"},
        "effective_from": in_(hours=-1),
    },
    "PUT /profile/tobacco": lambda _: {"product": "cigarette", "units_per_day": 12},
    "POST /privacy/exports/{export_id}/link": before.copied,
    "PUT /quit-plan": lambda _: {"quit_at": in_(days=-2)},
    "PUT /quit-plan/coping-pairs/order": before.every_pair,
    "PUT /quit-plan/cut-down": lambda _: {
        "starts_on": day(0),
        "ends_on": day(21),
        "start_cap": None,
    },
    "POST /slips": lambda _: {"smoked_at": in_(hours=-1), "cigarettes": 1},
    "DELETE /slips/{slip_id}": before.told,
    # Coaching
    "POST /coaching/appointments": before.meeting,
    "PATCH /coaching/appointments/{appointment_id}": lambda world: {
        **before.booked(world),
        "move": "cancel",
    },
    "PUT /coaching/appointments/{appointment_id}/rating": before.held,
    "POST /coaching/appointments/{appointment_id}/reschedule": lambda world: {
        **before.booked(world),
        **before.free_time(world),
    },
    "POST /coaching/appointments/{appointment_id}/notes/{note_kind}/addenda": before.noted,
    "PUT /coaching/coach": lambda world: {"coach_id": world.people["deputy"].user_id},
    "PUT /coaching/group-sessions/{session_id}/seat": before.gathering,
    "POST /coaching/hosted-sessions": lambda _: {
        "starts_at": in_(days=20),
        "minutes": 60,
        "language": "en",
        "seats": 10,
    },
    "POST /coaching/leaves": lambda _: {"starts_at": in_(days=30), "ends_at": in_(days=31)},
    "DELETE /coaching/leaves/{leave_id}": before.leave,
    **dict.fromkeys(
        (
            f"GET /coaching/members/{{member_id}}/{what}"
            for what in ("assessments", "check-ins", "co-readings", "cravings", "journal")
        ),
        before.shared,
    ),
    "PUT /coaching/members/{member_id}/co-readings/{reading_id}/verification": before.reading,
    "DELETE /coaching/members/{member_id}/co-readings/{reading_id}/verification": before.verified,
    "POST /editorial/articles": lambda _: before.draft(),
    "PUT /editorial/articles/{article_id}/state": before.reviewable,
    "POST /billing/subscription/resume": before.cancelled,
    "PUT /support/members/{member_id}/exclusion": before.lost,
    "DELETE /support/members/{member_id}/exclusion": before.left_out,
    # The community
    "POST /buddies": lambda world: {"user_id": world.people["other"].user_id},
    "POST /buddies/redemptions": before.handed_over,
    "PUT /buddies/{user_id}": lambda world: {"user_id": world.people["changer"].user_id},
    "PUT /buddies/{user_id}/shares": lambda world: {"user_id": world.people["changer"].user_id},
    "DELETE /cohorts/{cohort_id}/members/{user_id}": before.fellow,
    "PATCH /comments/{comment_id}": before.commented,
    "DELETE /comments/{comment_id}": before.commented,
    "POST /sos/calls": before.somebody_to_call,
    "POST /contacts": lambda world: {"user_id": world.people["judge"].user_id},
    "POST /conversations": lambda world: {"with": world.people["coach"].user_id},
    "PUT /groups/{group_id}": lambda _: {"version": 1},
    "DELETE /groups/{group_id}/joining": before.joined,
    "PUT /groups/{group_id}/members/{user_id}": before.at_the_door,
    "DELETE /groups/{group_id}/members/{user_id}": before.guest,
    "PUT /groups/{group_id}/owner": before.handed_on,
    "PUT /people/me/handle": lambda _: {"handle": f"heron_{uuid.uuid4().hex[:12]}"},
    "POST /posts": lambda _: {
        "text": "A whole day in the hills.",
        "images": [],
        "milestone": None,
        "visibility": "everyone",
        "anonymous": False,
        "room_id": None,
    },
    "PATCH /posts/{post_id}": lambda world: before.written(world, "deputy"),
    "DELETE /posts/{post_id}": lambda world: before.written(world, "deputy"),
    # Keeping it kind
    "POST /reports": before.reportable,
    "DELETE /moderation/cases/{case_id}/claim": before.case,
    "POST /moderation/cases/{case_id}/decision": lambda world: {
        **before.case(world, "rater"),
        "rung": None,
    },
    "POST /moderation/appeals/{case_id}/judgement": before.appealed,
    "DELETE /moderation/sanctions/{sanction_id}": before.warned,
    # Somebody in danger
    "PUT /crisis/on-call": lambda _: {"until": in_(hours=6)},
    "POST /crisis/cases": lambda world: {"user_id": world.people["other"].user_id},
    "POST /crisis/cases/{case_id}/claim": lambda world: {
        "case_id": before.in_danger(world, "other")
    },
    "POST /crisis/cases/{case_id}/replies": before.taken_on,
    "POST /crisis/cases/{case_id}/close": before.answered,
}
"""By operation: names and values, of its path and its body."""
