"""HTTP for help lines: one tap away, and no sign-in in between."""

from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.helplines import rules
from services.user_cessation.helplines.models import HelpLines, HelpLinesAsked
from shared.auth.guard import allow_anyone
from shared.web import PREFIX, reply

helplines = APIBlueprint(
    "helplines",
    __name__,
    url_prefix=f"{PREFIX}/help-lines",
    abp_tags=[Tag(name="help-lines")],
)
helplines.before_request(allow_anyone)


@helplines.get("", responses={HTTPStatus.OK: HelpLines})
def list_help_lines(query: HelpLinesAsked) -> Response:
    """Whom to call in a country: in a crisis, in an emergency, and to stop smoking."""
    return reply(HelpLines(country=query.country, items=list(rules.lines_for(query.country))))
