"""Who may call what is said on every blueprint, once."""

PUBLIC = {
    *("health", "helplines", "articles", "public_outcomes"),
    *("sockets", "unsubscriptions", "erasure_by_code"),
}
"""Health checks, numbers to call, articles, how many quit here; the socket asks for a token in its
first frame; the link at the end of an e-mail is one, and so is a code from a mail where an account
is shut."""


def test_every_blueprint_says_who_may_call_it(service):
    for name in service.blueprints:
        (guard,) = service.before_request_funcs.get(name, [None])

        assert guard is not None, name
        if name in PUBLIC:
            assert guard.__name__ == "allow_anyone", name
        else:
            assert guard.__name__.startswith("require_"), name


def test_no_route_stands_outside_a_blueprint(service):
    outside = {rule.endpoint for rule in service.url_map.iter_rules() if "." not in rule.endpoint}

    assert outside == set()


def test_administration_is_for_administrators(service):
    for rule in service.url_map.iter_rules():
        if "/admin/" in rule.rule:
            (guard,) = service.before_request_funcs[rule.endpoint.partition(".")[0]]
            assert guard.roles == {"admin"}, rule
