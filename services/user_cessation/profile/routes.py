"""HTTP for a member's own profile."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit, transaction
from services.user_cessation.etag import etag, expected_version
from services.user_cessation.profile import actions, store
from services.user_cessation.profile.models import (
    PriceIn,
    PriceOut,
    Prices,
    ProfileIn,
    ProfileOut,
    TobaccoIn,
    TobaccoOut,
    priced,
)
from shared.auth.guard import caller, require_user
from shared.models.problem import NotFound
from shared.web import PREFIX, reply

profile = APIBlueprint(
    "profile",
    __name__,
    url_prefix=f"{PREFIX}/profile",
    abp_tags=[Tag(name="profile")],
    abp_security=[{"bearer": []}],
)
profile.before_request(require_user)


@profile.get("", responses={HTTPStatus.OK: ProfileOut})
def read_profile() -> Response:
    """Where I live, which says when my day begins."""
    with autocommit() as conn:
        mine = store.select_profile(conn, caller().user_id)
    if mine is None:
        raise NotFound

    document = ProfileOut.model_validate(mine, from_attributes=True)
    return reply(document, ETag=etag(mine.version))


@profile.put("", responses={HTTPStatus.OK: ProfileOut})
def change_profile(body: ProfileIn) -> Response:
    """Change where I live; with `If-Match`, only if nobody did meanwhile."""
    version, now = expected_version(), datetime.now(UTC)

    with transaction() as conn:
        mine = actions.change_profile(
            conn, caller().user_id, body, version=version, now=now, request_id=g.request_id
        )

    document = ProfileOut.model_validate(mine, from_attributes=True)
    return reply(document, ETag=etag(mine.version))


@profile.get("/tobacco", responses={HTTPStatus.OK: TobaccoOut})
def read_tobacco() -> Response:
    """What and how much I smoked before I quit."""
    with autocommit() as conn:
        mine = store.select_tobacco(conn, caller().user_id)
    if mine is None:
        raise NotFound

    document = TobaccoOut.model_validate(mine, from_attributes=True)
    return reply(document, ETag=etag(mine.version))


@profile.put("/tobacco", responses={HTTPStatus.OK: TobaccoOut})
def change_tobacco(body: TobaccoIn) -> Response:
    """Say what and how much I smoked; with `If-Match`, only if nobody did meanwhile."""
    version = expected_version()

    with autocommit() as conn:
        mine = actions.change_tobacco(conn, caller().user_id, body, version=version)

    document = TobaccoOut.model_validate(mine, from_attributes=True)
    return reply(document, ETag=etag(mine.version))


@profile.get("/prices", responses={HTTPStatus.OK: Prices})
def list_prices() -> Response:
    """What a pack cost me, and since when."""
    with autocommit() as conn:
        history = store.select_prices(conn, caller().user_id)

    return reply(Prices(items=[priced(price) for price in history]))


@profile.post("/prices", responses={HTTPStatus.CREATED: PriceOut})
def add_price(body: PriceIn) -> Response:
    """Say what a pack costs; the first price holds for all time before it."""
    now = datetime.now(UTC)

    with transaction() as conn:
        price = actions.add_price(conn, caller().user_id, body, now=now)

    return reply(priced(price), HTTPStatus.CREATED)
