"""The route table, the services and the auth function name the same addresses."""

import re

import pytest

from deploy.routes import load
from lambdas.auth.routes import operations
from services.social_media.app import create_app as create_social_media
from services.social_media.settings import SocialMediaSettings
from services.user_cessation.app import create_app as create_user_cessation
from services.user_cessation.settings import CessationSettings
from shared.web import PREFIX

NOT_PUBLIC = ("/healthz", "/readyz", "/ws", "/openapi")

TOKENS = {
    "mode": "local",
    "token_issuer": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_tests",
    "token_jwks_url": "http://127.0.0.1/jwks",
    "token_client_ids": {"web"},
}


def shapes(pairs):
    """(method, path) with the names of parameters forgotten."""
    return {(method, re.sub(r"[{<][^}>]*[}>]", "{}", path)) for method, path in pairs}


def served(app):
    """What an app answers to the outside."""
    return shapes(
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if not rule.rule.startswith(NOT_PUBLIC)
        for method in rule.methods - {"HEAD", "OPTIONS"}
    )


@pytest.fixture
def closing():
    """Close what an app opened."""
    apps = []
    yield lambda app: apps.append(app) or app
    for app in apps:
        for close in app.extensions["close"]:
            close()


def test_user_cessation_serves_exactly_its_routes(postgres_dsn, closing):
    app = closing(create_user_cessation(CessationSettings(**TOKENS, postgres_dsn=postgres_dsn)))

    assert served(app) == shapes(load().operations("user-cessation"))


def test_social_media_serves_exactly_its_routes(mongo_url, tmp_path, closing):
    app = closing(
        create_social_media(
            SocialMediaSettings(
                **TOKENS,
                mongo_url=mongo_url,
                mesh_directory=tmp_path,
                media_bucket="nowhere",
                allowed_origins=set(),
            )
        )
    )

    assert served(app) == shapes(load().operations("social-media"))


def test_the_auth_function_serves_exactly_its_routes():
    answered = {(operation.method, PREFIX + operation.path) for operation in operations()}

    assert answered == load().operations("auth")


def test_what_needs_a_sign_in_says_so_in_both_places():
    table = {route.path: route.auth == "user" for route in load().routes if route.target == "auth"}

    assert {operation.path: operation.signed_in for operation in operations()} == table


def test_the_services_and_the_table_share_one_prefix():
    assert load().prefix == PREFIX
