"""HTTP for people."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.mongo import database
from services.social_media.people import actions
from services.social_media.people.models import PersonOut, PersonPath
from shared.auth.guard import caller, require_user
from shared.models.ids import UserId
from shared.web import PREFIX, reply

people = APIBlueprint(
    "people",
    __name__,
    url_prefix=f"{PREFIX}/people",
    abp_tags=[Tag(name="People")],
    abp_security=[{"bearer": []}],
)
people.before_request(require_user)


@people.get("/<user_id>", summary="See a person you have to do with", responses={"200": PersonOut})
def see_person(path: PersonPath) -> Response:
    person = actions.look_at(database(), caller().user_id, UserId(path.user_id))
    return reply(
        PersonOut(user_id=person.user_id, display_name=person.display_name, role=person.role)
    )
