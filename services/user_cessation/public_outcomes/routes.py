"""HTTP for our outcomes: for anybody to read, before they trust us with an attempt of their own."""

from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.public_outcomes import rules
from services.user_cessation.public_outcomes.models import PublicOutcomes
from services.user_cessation.statistics.actions import read_outcomes
from shared.auth.guard import allow_anyone
from shared.web import PREFIX, reply

public_outcomes = APIBlueprint(
    "public_outcomes",
    __name__,
    url_prefix=f"{PREFIX}/outcomes",
    abp_tags=[Tag(name="statistics")],
)
public_outcomes.before_request(allow_anyone)

FOR_AN_HOUR = {"Cache-Control": "public, max-age=3600"}
"""The same for everybody, and counted once a month."""


@public_outcomes.get("", responses={HTTPStatus.OK: PublicOutcomes})
def read_public_outcomes() -> Response:
    """How many who tried to quit here did, by their word and by their breath, and how we count.

    Silence is not success. Carbon monoxide clears in about a day: at six and twelve months the
    verified figures show who had not smoked lately, and prove nothing of the time before.
    """
    with autocommit() as conn:
        judged, counted_at = read_outcomes(conn)

    return reply(rules.public(judged, counted_at), HTTPStatus.OK, **FOR_AN_HOUR)
