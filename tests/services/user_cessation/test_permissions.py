"""Every route, asked by somebody of every role and by nobody: the table says who gets past."""

import uuid

import pytest

from deploy import routes
from shared.auth.roles import Role

TABLE = routes.load()
MINE = [
    (method, route)
    for route in TABLE.routes
    if route.target == "user-cessation"
    for method in route.methods
]


def address(route):
    for name in ("{slug}", "{code}"):
        route = route.replace(name, "nothing-here")
    return "/".join(
        str(uuid.uuid4()) if part.startswith("{") else part for part in route.split("/")
    )


def code_of(reply):
    """Why somebody was refused: other codes of a 403 say what is missing, not who may call."""
    return reply.json["code"] if reply.status_code == 403 else None


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_as_far_as_the_table_says(api, make_member, make_admin, role):
    person = make_admin() if role is Role.ADMIN else make_member(role=role)

    refused = {
        (method, route.path)
        for method, route in MINE
        if code_of(api(person, method, address(route.path), {})) == "forbidden"
    }

    assert refused == {(method, route.path) for method, route in MINE if role not in route.roles}


def test_nobody_gets_in_without_a_token(api):
    let_in = {
        (method, route.path)
        for method, route in MINE
        if api(None, method, address(route.path), {}).status_code != 401
    }

    assert let_in == {(method, route.path) for method, route in MINE if route.auth == "none"}
