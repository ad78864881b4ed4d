"""Has the API questioned by people who are signed in, about what is there; notes each answer.

Loaded by schemathesis as its hooks (test_by_its_document.py). Without it the first question that
ends a sign-in would turn every later answer into 401, ids would be of nothing, and all would look
well.
"""

import json
import os
import random
import threading
import uuid
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import httpx
import schemathesis
from schemathesis import AuthContext, Case, HookContext, Response
from schemathesis.core.parameters import ParameterLocation

import tests.journeys.parsing  # noqa: F401  # for what it does
from tests.journeys.askers import Askers, path_of, who_asks
from tests.journeys.before import World
from tests.journeys.known import Known
from tests.journeys.sense import SENSE

BYSTANDER: Final = os.environ["BYSTANDER"]
"""The id of somebody who asks nothing: the administrator may do to them what they like."""

SPARED: Final = {"/admin/users/{user_id}", "/blocks/{user_id}"}
"""What would end more than it asks, were it done to one of those who ask."""

ANSWERS: Final = Path(os.environ["ANSWERS"])
"""A line for each answer: its status, then the operation as the document names it."""

OF_OURS: Final = "Bearer eyJ"
"""How a token of somebody who is signed in begins; one that schemathesis makes up does not."""

LIKELY: Final = 0.7
"""How often a question is made to make sense, once the answer was yes."""

_chance = random.Random(1)
_world = World(
    Askers(os.environ["WEB"], json.loads(os.environ["ACCOUNTS"])), Known(_chance), _chance
)
_said_yes: set[str] = set()
_one_at_a_time = threading.Lock()
"""Two workers ask; what happens before one question is not to undo what did before the other."""


@schemathesis.auth(refresh_interval=None)
class SignedIn:
    """Tells schemathesis that there is somebody; who that is by then, `before_call` looks up."""

    def get(self, case: Case, _: AuthContext) -> str:
        return _authorization_of(who_asks(path_of(case.operation.path)))

    def set(self, case: Case, authorization: str, _: AuthContext) -> None:
        case.headers["Authorization"] = authorization


@schemathesis.hook
def before_call(context: HookContext, case: Case, kwargs: dict[str, Any]) -> None:
    """Let who asks still be signed in, and what is well formed be of something that is there."""
    path = path_of(case.operation.path)
    if case.headers.get("Authorization", "").startswith(OF_OURS):
        case.headers["Authorization"] = _authorization_of(who_asks(path))
    values = {}
    if path in SPARED and case.method != "GET":
        values = {"user_id": BYSTANDER}
    elif _name_of(case) not in _said_yes or _chance.random() < LIKELY:
        values = {name: _world.known.one(path, name) for name in case.path_parameters}
        if _is_well_formed(case):
            values |= _sense(f"{case.method} {path}")
    _lay_over(case, values)


@schemathesis.hook
def after_call(context: HookContext, case: Case, response: Response) -> None:
    path = path_of(case.operation.path)
    is_yes = 200 <= response.status_code < 300
    _note(f"{response.status_code} {_name_of(case)}")
    if is_yes:
        _said_yes.add(_name_of(case))
    if is_yes and response.status_code != HTTPStatus.NO_CONTENT and _is_json(response):
        _world.known.learn(path, response.json())
    if (is_yes and path.startswith("/auth/")) or response.status_code == HTTPStatus.UNAUTHORIZED:
        _doubt(who_asks(path), response.request.headers.get("Authorization"))


def _authorization_of(who: str) -> str:
    return f"Bearer {_world.people[who].token}"


def _doubt(who: str, authorization: str | None) -> None:
    """Have them sign in again, unless they did meanwhile, or asked with no token of theirs."""
    if authorization == _authorization_of(who):
        _world.people.doubt(who)


def _note(line: str) -> None:
    with ANSWERS.open("a") as answers:
        answers.write(f"{line}\n")


def _sense(operation: str) -> dict[str, Any]:
    """Nothing if something went wrong that had to happen before; another time it may not."""
    try:
        with _one_at_a_time:
            return SENSE[operation](_world) if operation in SENSE else {}
    except (httpx.HTTPError, LookupError, ValueError) as error:
        _note(f"--- {operation}: {error}")
        return {}


def _lay_over(case: Case, values: dict[str, Any]) -> None:
    """Where values are well formed, have these instead of those that mean nothing."""
    values = {name: value for name, value in values.items() if value is not None}
    if _is_well_formed(case, ParameterLocation.PATH):
        case.path_parameters.update(
            {name: values[name] for name in case.path_parameters if name in values}
        )
    if _is_well_formed(case, ParameterLocation.BODY) and isinstance(case.body, dict):
        fresh = {"client_id": str(uuid.uuid4())} if "client_id" in case.body else {}
        mine = {name: value for name, value in values.items() if name not in case.path_parameters}
        case.body = {**case.body, **fresh, **mine}


def _is_well_formed(case: Case, where: ParameterLocation | None = None) -> bool:
    """All of a question, or a part of it."""
    if case.meta is None:
        return False
    if where is None:
        return case.meta.generation.mode.is_positive
    component = case.meta.components.get(where)
    return component is not None and component.mode.is_positive


def _name_of(case: Case) -> str:
    return f"{case.method} {case.operation.path}"


def _is_json(response: Response) -> bool:
    return response.headers.get("content-type", [""])[0].startswith("application/json")
