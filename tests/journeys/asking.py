"""Who asks and of what, when the API is questioned by its own document; and a note of each answer.

Loaded by schemathesis as its hooks (test_by_its_document.py). Without it the first question that
ends a sign-in would turn every later answer into 401, ids would be of nothing, and all would look
well.
"""

import json
import os
import random
import uuid
from pathlib import Path
from typing import Any, Final

import schemathesis
from schemathesis import AuthContext, Case, HookContext, Response
from schemathesis.core.parameters import ParameterLocation

from deploy import routes
from shared.auth.roles import Role
from tests.journeys.known import Known
from tests.journeys.person import Person
from tests.journeys.sense import sensible

WEB: Final = os.environ["WEB"]
PEOPLE: Final[dict[str, list[str]]] = json.loads(os.environ["PEOPLE"])
"""By `who_asks`: an address and a password."""

BYSTANDER: Final = os.environ["BYSTANDER"]
"""The id of somebody who asks nothing: the administrator may do to them what they like."""

ANSWERS: Final = Path(os.environ["ANSWERS"])
"""A line for each answer: its status, then the operation as the document names it."""

SPARED: Final = {"/admin/users/{user_id}", "/blocks/{user_id}"}
"""What would end more than it asks, were it done to one of those who ask."""

LIKELY: Final = 0.7
"""How often a question that is well formed is also made to make sense."""

_TABLE: Final = routes.load()
_ROLES: Final = {_TABLE.prefix + route.path: route.roles for route in _TABLE.routes}
_chance = random.Random(1)
_known = Known(_chance)


_ASIDE: Final = (
    ("/privacy/erasure", "eraser"),  # whose account is shut by it
    ("/auth/", "leaver"),  # whose session ends by it
    ("/quit-plan/cut-down", "starter"),  # whose quit day is ahead
    ("/coaching/coach", "changer"),  # who would lose what others have to ask of
    ("/coaching/sharing", "changer"),
    ("/medication/cautions", "changer"),
    ("/privacy/consents", "changer"),
    ("/quit-plan/end", "changer"),
    ("/people/me/handle", "starter"),  # who has none yet
)


def who_asks(path: str) -> str:
    """Somebody whom the route lets further than 403: a key of `PEOPLE`."""
    for start, who in _ASIDE:
        if path.startswith(_TABLE.prefix + start):
            return who
    for role in (Role.MEMBER, Role.ADMIN, Role.COACH):
        if role in _ROLES[path]:
            return role.value
    raise LookupError(path)


@schemathesis.auth(cache_by_key=lambda case, _: who_asks(case.operation.path))
class SignedIn:
    """Signs somebody in as their token is refused, and well before it expires."""

    def __init__(self) -> None:
        self._last: dict[str, str] = {}

    def get(self, case: Case, _: AuthContext) -> str:
        who = who_asks(case.operation.path)
        email, password = PEOPLE[who]
        with Person(WEB, email=email) as person:
            reply = person.sign_in(password)
            if reply.is_success:
                self._last[who] = person.token
        return self._last[who]  # whoever may no longer sign in goes on with what they have

    def set(self, case: Case, token: str, _: AuthContext) -> None:
        case.headers["Authorization"] = f"Bearer {token}"


@schemathesis.hook
def before_call(context: HookContext, case: Case, kwargs: dict[str, Any]) -> None:
    """Let what is well formed be about something that is there."""
    path = case.operation.path.removeprefix(_TABLE.prefix)
    if path in SPARED and case.method != "GET":
        if _is_well_formed(case, ParameterLocation.PATH):
            case.path_parameters["user_id"] = BYSTANDER
    elif _chance.random() > LIKELY:
        return
    elif _is_well_formed(case, ParameterLocation.PATH):
        for name in case.path_parameters:
            if (value := _known.one(path, name)) is not None:
                case.path_parameters[name] = value
    if _is_well_formed(case, ParameterLocation.BODY) and isinstance(case.body, dict):
        fresh = {"client_id": str(uuid.uuid4())} if "client_id" in case.body else {}
        case.body = {**case.body, **fresh, **sensible(f"{case.method} {path}", _known)}


@schemathesis.hook
def after_call(context: HookContext, case: Case, response: Response) -> None:
    with ANSWERS.open("a") as answers:
        answers.write(f"{response.status_code} {case.method} {case.operation.path}\n")
    if response.status_code in (200, 201) and _is_json(response):
        _known.learn(case.operation.path.removeprefix(_TABLE.prefix), response.json())


def _is_well_formed(case: Case, where: ParameterLocation) -> bool:
    component = case.meta.components.get(where) if case.meta else None
    return component is not None and component.mode.is_positive


def _is_json(response: Response) -> bool:
    return response.headers.get("content-type", [""])[0].startswith("application/json")
