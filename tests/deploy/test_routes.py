"""The route table says one thing about each address, or is refused."""

import pytest

from deploy.routes import load, parse

ONE_ROUTE = """
version: v1
prefix: /api/v1
defaults: {auth: user, timeout_ms: 10000, throttle: {rate: 100, burst: 200}}
targets:
  people: {kind: nlb, port: 8001}
routes:
  - {path: "/people/{id}", methods: [GET], target: people}
"""


def test_the_platforms_own_table_is_sound():
    table = load()

    assert table.prefix == "/api/v1"
    assert ("POST", "/api/v1/auth/login") in table.operations("auth")


def test_a_route_takes_what_it_does_not_say_from_the_defaults():
    (route,) = parse(ONE_ROUTE).routes

    assert (route.auth, route.timeout_ms, route.throttle.burst) == ("user", 10_000, 200)


@pytest.mark.parametrize(
    ("addition", "complaint"),
    [
        pytest.param(
            '  - {path: "/people/{user_id}", methods: [PUT, GET], target: people}',
            "declared twice",
            id="same address under another parameter name",
        ),
        pytest.param(
            "  - {path: /x, methods: [GET], target: nowhere}", "no such target", id="stray target"
        ),
        pytest.param(
            "  - {path: /x, methods: [GET], target: people, autg: none}",
            "Extra inputs",
            id="misspelt key",
        ),
        pytest.param(
            "  - {path: /x, path: /y, methods: [GET], target: people}",
            "given twice",
            id="repeated key",
        ),
        pytest.param(
            "  - {path: /x/, methods: [GET], target: people}", "pattern", id="trailing slash"
        ),
        pytest.param(
            "  - {path: /x, methods: [TRACE], target: people}", "Input should be", id="odd method"
        ),
        pytest.param("  - {path: /x, methods: [], target: people}", "at least 1", id="no method"),
        pytest.param(
            "  - {path: /x, methods: [GET], target: people, throttle: {rate: 0, burst: 1}}",
            "greater than 0",
            id="a throttle that lets nothing through",
        ),
    ],
)
def test_an_ambiguous_table_is_refused(addition, complaint):
    with pytest.raises(ValueError, match=complaint):
        parse(ONE_ROUTE + addition)
