"""HTTP for help in an urge."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.cravings.document import shown as shown_craving
from services.user_cessation.cravings.models import CravingOut
from services.user_cessation.cravings.rules import ENOUGH
from services.user_cessation.db import autocommit, transaction
from services.user_cessation.paging import NEWEST, Place, cut
from services.user_cessation.waves import actions, rules, store
from services.user_cessation.waves.models import (
    OutcomeIn,
    SosOut,
    WaveIn,
    WaveOut,
    WavePath,
    Waves,
    WavesPage,
)
from shared.auth.guard import caller, require_user
from shared.models.problem import NotFound
from shared.web import PREFIX, reply

MOST_JUDGED = 500
"""The latest cravings say best what helps now."""

waves = APIBlueprint(
    "waves",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="cravings")],
    abp_security=[{"bearer": []}],
)
waves.before_request(require_user)


@waves.get("/sos", responses={HTTPStatus.OK: SosOut})
def read_sos() -> Response:
    """What to offer in an urge, in order. Worth keeping on the device before it is needed."""
    with autocommit() as conn:
        standing = store.select_standing(conn, caller().user_id, enough=ENOUGH, most=MOST_JUDGED)
    if standing is None:
        raise NotFound

    return reply(rules.sos(standing))


@waves.post("/waves", responses={HTTPStatus.CREATED: WaveOut, HTTPStatus.OK: WaveOut})
def begin_wave(body: WaveIn) -> Response:
    """An urge has come, and I sit it out; sent again, it answers with the first."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        wave, is_new = actions.begin_wave(conn, caller().user_id, body, now=now)

    return reply(rules.shown(wave), HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@waves.get("/waves", responses={HTTPStatus.OK: Waves})
def list_waves(query: WavesPage) -> Response:
    """Waves I sat out, the latest first."""
    with autocommit() as conn:
        rows = store.select_waves(
            conn, caller().user_id, after=query.after or NEWEST, most=query.limit + 1
        )

    shown, following = cut(rows, query.limit, lambda row: Place(row.started_at, row.wave_id))
    return reply(Waves(items=[rules.shown(row) for row in shown], next=following))


@waves.get("/waves/<uuid:client_id>", responses={HTTPStatus.OK: WaveOut})
def read_wave(path: WavePath) -> Response:
    """One wave, such as the one the timer still runs for."""
    with autocommit() as conn:
        wave = store.select_wave(conn, caller().user_id, path.client_id)
    if wave is None:
        raise NotFound

    return reply(rules.shown(wave))


@waves.post(
    "/waves/<uuid:client_id>/outcome",
    responses={HTTPStatus.CREATED: CravingOut, HTTPStatus.OK: CravingOut},
)
def end_wave(path: WavePath, body: OutcomeIn) -> Response:
    """How it ended; from now on it is a craving in my log, and a slip if I smoked."""
    now = datetime.now(UTC)

    with transaction() as conn:
        craving, is_new = actions.end_wave(
            conn, caller().user_id, path.client_id, body, now=now, request_id=g.request_id
        )

    return reply(
        shown_craving(craving, with_geo=True), HTTPStatus.CREATED if is_new else HTTPStatus.OK
    )
