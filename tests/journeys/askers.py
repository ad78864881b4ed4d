"""Those who ask when the API is questioned by its own document, and who asks what."""

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
    ("/quit-plan/cut-down", "starter"),  # whose quit day is ahead
    ("/coaching/appointments/{appointment_id}/rating", "rater"),  # who had a meeting
    ("/coaching/availability", "deputy"),  # whom nobody has to meet
    ("/coaching/leaves", "deputy"),
    ("/coaching/profile", "deputy"),
    ("/posts/{post_id}", "deputy"),  # who may write a lot
    ("/comments/", "deputy"),
    ("/medication/courses", "starter"),  # in whose country packs are known
    ("/moderation/appeals/{case_id}/judgement", "judge"),  # who did not decide before
    ("/groups/{group_id}/members/{user_id}", "changer"),  # whose group it is
    ("/coaching/coach", "changer"),  # who would lose what others have to ask of
    ("/coaching/sharing", "changer"),
    ("/cohorts/place", "changer"),
    ("/cohorts/{cohort_id}/facilitator", "coach"),  # who facilitates it
    ("/cohorts/{cohort_id}/members/", "coach"),
    ("/medication/cautions", "changer"),
    ("/privacy/consents", "changer"),
    ("/quit-plan/end", "changer"),
)


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

    def __getitem__(self, who: str) -> Person:
        person = self._people[who]
        return person if person.user_id else self.sign_in(who)

    def sign_in(self, who: str) -> Person:
        """Sign them in again. Whoever may no longer goes on with the token they have."""
        person = self._people[who]
        person.sign_in(self._passwords[who])
        return person
