"""HTTP for manners."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.manners import actions
from services.social_media.manners.models import Manners, NewManners
from services.social_media.mongo import database
from services.social_media.sockets.publishing import publish
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

manners = APIBlueprint(
    "manners",
    __name__,
    url_prefix=f"{PREFIX}/chat/manners",
    abp_tags=[Tag(name="Conversations")],
    abp_security=[{"bearer": []}],
)
manners.before_request(require_user)


@manners.get("", summary="See what you show while you talk", responses={"200": Manners})
def see_manners() -> Response:
    me = caller().user_id
    return reply(actions.manners_of(database(), [me])[me])


@manners.put("", summary="Choose what you show while you talk", responses={"200": Manners})
def choose_manners(body: NewManners) -> Response:
    chosen, deliveries = actions.choose(database(), caller().user_id, body)
    publish(deliveries)
    return reply(chosen)
