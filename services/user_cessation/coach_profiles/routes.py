"""HTTP for coaches' profiles, and for finding the coach who suits."""

from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.availability.models import CoachPath
from services.user_cessation.coach_profiles import actions, store
from services.user_cessation.coach_profiles.models import (
    CoachProfileIn,
    CoachProfileOut,
    MatchAsked,
    Matches,
)
from services.user_cessation.db import autocommit
from services.user_cessation.etag import etag, expected_version
from shared.auth.guard import caller, require_role, require_user
from shared.auth.roles import Role
from shared.models.problem import NotFound
from shared.web import PREFIX, reply

directory = APIBlueprint(
    "directory",
    __name__,
    url_prefix=f"{PREFIX}/coaches",
    abp_tags=[Tag(name="coaching")],
    abp_security=[{"bearer": []}],
)
directory.before_request(require_user)

coach_profile = APIBlueprint(
    "coach_profile",
    __name__,
    url_prefix=f"{PREFIX}/coaching/profile",
    abp_tags=[Tag(name="coaching")],
    abp_security=[{"bearer": []}],
)
coach_profile.before_request(require_role(Role.COACH))


@directory.get("/matches", responses={HTTPStatus.OK: Matches})
def find_matches(query: MatchAsked) -> Response:
    """Coaches with a place who meet my wishes, and which of them each one meets."""
    with autocommit() as conn:
        matches = actions.find_matches(conn, caller().user_id, query)

    return reply(Matches(items=matches))


@directory.get("/<uuid:coach_id>", responses={HTTPStatus.OK: CoachProfileOut})
def read_coach(path: CoachPath) -> Response:
    """How a coach presents themselves."""
    with autocommit() as conn:
        profile = store.select_profile(conn, path.coach_id)
    if profile is None:
        raise NotFound

    return reply(CoachProfileOut.model_validate(profile, from_attributes=True))


@coach_profile.get("", responses={HTTPStatus.OK: CoachProfileOut})
def read_own_profile() -> Response:
    """How I present myself as a coach."""
    with autocommit() as conn:
        profile = store.select_profile(conn, caller().user_id)
    if profile is None:
        raise NotFound

    document = CoachProfileOut.model_validate(profile, from_attributes=True)
    return reply(document, ETag=etag(profile.version))


@coach_profile.put("", responses={HTTPStatus.OK: CoachProfileOut})
def change_own_profile(body: CoachProfileIn) -> Response:
    """Present myself otherwise; with `If-Match`, only if nobody did meanwhile."""
    version = expected_version()

    with autocommit() as conn:
        profile = actions.change_profile(conn, caller().user_id, body, version=version)

    document = CoachProfileOut.model_validate(profile, from_attributes=True)
    return reply(document, ETag=etag(profile.version))
