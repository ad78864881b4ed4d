"""The table of routes says which roles get in, and the guards on the blueprints say the same."""

import re

from deploy import routes
from shared.auth.roles import Role

TABLE = routes.load()


def test_the_table_and_the_guards_name_the_same_roles(service):
    guarded = {}
    for rule in service.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule).removeprefix(TABLE.prefix)
        [guard] = service.before_request_funcs[rule.endpoint.partition(".")[0]]
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            guarded[method, path] = frozenset(getattr(guard, "roles", Role))

    wrong = {
        f"{method} {route.path}": sorted(guarded[method, route.path])
        for route in TABLE.routes
        for method in route.methods
        if (method, route.path) in guarded and guarded[method, route.path] != route.roles
    }

    assert wrong == {}


def test_health_is_never_read_by_moderators_or_editors():
    """C2: only a coach looks at a member, and only on routes that say so."""
    about_members = [route for route in TABLE.routes if route.path.startswith("/coaching/members")]

    assert about_members
    assert {route.roles for route in about_members} == {frozenset({Role.COACH})}
