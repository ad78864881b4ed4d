"""Those who ask when the API is questioned by its own document, and who asks what."""

import math
import threading
import time
from collections.abc import Mapping
from typing import Final

from deploy import routes
from shared.auth.roles import Role
from tests.journeys.person import Person

_TABLE: Final = routes.load()
_ROLES: Final = {route.path: route.roles for route in _TABLE.routes}

_ASIDE: Final = (
    ("/auth/", "leaver"),  # whose session ends by it
    ("/privacy/erasure", "eraser"),  # whose account is shut by it
    ("/check-ins", "leaver"),  # who has said nothing of the last days
    ("/quit-plan/cut-down", "starter"),  # whose quit day is ahead
    ("/coaching/appointments/{appointment_id}/rating", "rater"),  # who had a meeting
    ("/billing/checkout", "changer"),  # who has not paid yet
    ("/privacy/exports/{export_id}/link", "other"),  # who asked for a copy before
    ("/coaching/availability", "deputy"),  # whom nobody has to meet
    ("/coaching/leaves", "deputy"),
    ("/coaching/profile", "deputy"),
    ("/posts/{post_id}", "deputy"),  # who may write a lot
    ("/comments/", "deputy"),
    ("/medication/courses", "starter"),  # in whose country packs are known
    ("/moderation/appeals/{case_id}/judgement", "judge"),  # who did not decide before
    ("/groups/{group_id}/members/{user_id}", "changer"),  # whose group it is
    ("/groups/{group_id}/owner", "rater"),
    ("/coaching/coach", "changer"),  # who would lose what others have to ask of
    ("/coaching/sharing", "changer"),
    ("/cohorts/place", "changer"),
    ("/cohorts/{cohort_id}/membership", "rater"),
    ("/cohorts/{cohort_id}/facilitator", "coach"),  # who facilitates it
    ("/cohorts/{cohort_id}/members/", "coach"),
    ("/medication/cautions", "changer"),
    ("/privacy/consents", "changer"),
    ("/quit-plan/end", "changer"),
)

LONG: Final = 600.0
"""Seconds: a token lasts longer than this."""


def path_of(path: str) -> str:
    """As the route table has it."""
    return path.removeprefix(_TABLE.prefix)


def who_asks(path: str) -> str:
    """Somebody whom the route lets further than 403."""
    for start, who in _ASIDE:
        if path.startswith(start):
            return who
    return next(
        role.value for role in (Role.MEMBER, Role.ADMIN, Role.COACH) if role in _ROLES[path]
    )


class Askers:
    """By what they are in scene.py: people who are signed in as soon as they are needed."""

    def __init__(self, web: str, accounts: Mapping[str, tuple[str, str]]) -> None:
        """`accounts` has an e-mail address and a password for each."""
        self.web = web
        self._people = {who: Person(web, email=email) for who, (email, _) in accounts.items()}
        self._passwords = {who: password for who, (_, password) in accounts.items()}
        self._door = threading.Lock()
        self._fresh_at: dict[str, float] = {}

    def __getitem__(self, who: str) -> Person:
        """Signed in not long ago. Whoever may no longer goes on with the token they have."""
        person = self._people[who]
        with self._door:
            if time.monotonic() - self._fresh_at.get(who, -math.inf) > LONG:
                # Passwords are for once: too many wrong ones from here, and none is looked at.
                if not (person.cookie and person.refresh().is_success):
                    person.sign_in(self._passwords[who])
                self._fresh_at[who] = time.monotonic()
        return person

    def doubt(self, who: str) -> None:
        """Have them sign in again before they ask the next time."""
        self._fresh_at.pop(who, None)
