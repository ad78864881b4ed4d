"""HTTP for if-then pairs."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.coping import actions, store
from services.user_cessation.coping.models import (
    CopingOrderIn,
    CopingPair,
    CopingPairIn,
    CopingPairOut,
    CopingPairPath,
    CopingPairs,
    NewCopingPairIn,
)
from services.user_cessation.db import autocommit, transaction
from services.user_cessation.etag import etag, expected_version
from services.user_cessation.revisions.actions import plan_version
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, no_content, reply

coping = APIBlueprint(
    "coping",
    __name__,
    url_prefix=f"{PREFIX}/quit-plan/coping-pairs",
    abp_tags=[Tag(name="quit plan")],
    abp_security=[{"bearer": []}],
)
coping.before_request(require_user)


@coping.get("", responses={HTTPStatus.OK: CopingPairs})
def list_coping_pairs() -> Response:
    """What I will do when it gets difficult; the tag is the whole plan's."""
    with autocommit() as conn:
        version = plan_version(conn, caller().user_id)
        pairs = store.select_pairs(conn, caller().user_id)

    return reply(CopingPairs(items=[_shown(pair) for pair in pairs]), ETag=etag(version))


@coping.post("", responses={HTTPStatus.CREATED: CopingPairOut, HTTPStatus.OK: CopingPairOut})
def add_coping_pair(body: NewCopingPairIn) -> Response:
    """Add one behind the others; sent again with the same client id, it answers with the first."""
    now = datetime.now(UTC)

    with transaction() as conn:
        pair, is_new = actions.add_pair(conn, caller().user_id, body, now=now)

    status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return reply(_shown(pair), status, ETag=etag(pair.version))


@coping.put("/order", responses={HTTPStatus.OK: CopingPairs})
def order_coping_pairs(body: CopingOrderIn) -> Response:
    """Put all of them in order; with `If-Match`, only if the plan did not change meanwhile."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        pairs, changed = actions.order_pairs(
            conn, caller().user_id, body.pair_ids, version=version, now=now
        )

    return reply(CopingPairs(items=[_shown(pair) for pair in pairs]), ETag=etag(changed))


@coping.put("/<uuid:pair_id>", responses={HTTPStatus.OK: CopingPairOut})
def change_coping_pair(path: CopingPairPath, body: CopingPairIn) -> Response:
    """Change one; with `If-Match`, only if nobody did meanwhile."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        pair = actions.change_pair(
            conn, caller().user_id, path.pair_id, body, version=version, now=now
        )

    return reply(_shown(pair), ETag=etag(pair.version))


@coping.delete("/<uuid:pair_id>", responses={HTTPStatus.NO_CONTENT: None})
def drop_coping_pair(path: CopingPairPath) -> Response:
    """Drop one; with `If-Match`, only if nobody changed it meanwhile."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        actions.drop_pair(conn, caller().user_id, path.pair_id, version=version, now=now)

    return no_content()


def _shown(pair: CopingPair) -> CopingPairOut:
    return CopingPairOut.model_validate(pair, from_attributes=True)
