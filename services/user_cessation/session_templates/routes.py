"""HTTP for what sessions cover: the same for members and coaches."""

from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.session_templates.models import TemplateOut, Templates
from services.user_cessation.session_templates.programme import PROGRAMME
from shared.auth.guard import require_user
from shared.web import PREFIX, reply

session_templates = APIBlueprint(
    "session_templates",
    __name__,
    url_prefix=f"{PREFIX}/coaching/session-templates",
    abp_tags=[Tag(name="appointments")],
    abp_security=[{"bearer": []}],
)
session_templates.before_request(require_user)


@session_templates.get("", responses={HTTPStatus.OK: Templates})
def list_session_templates() -> Response:
    """What each of the six sessions covers."""
    items = [
        TemplateOut.model_validate(template, from_attributes=True)
        for template in PROGRAMME.values()
    ]
    return reply(Templates(items=items))
