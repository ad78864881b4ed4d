"""HTTP for calling one's own people in an urge."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.chat.posting import say
from services.social_media.mongo import database
from services.social_media.sanctions.guard import require_participant
from services.social_media.sockets.publishing import publish
from services.social_media.sos import actions
from services.social_media.sos.models import CallIn, CallOut, CircleOut
from shared.auth.guard import caller
from shared.web import PREFIX, reply

sos = APIBlueprint(
    "sos",
    __name__,
    url_prefix=f"{PREFIX}/sos",
    abp_tags=[Tag(name="Conversations")],
    abp_security=[{"bearer": []}],
)
sos.before_request(require_participant)


@sos.get("/circle", summary="See whom to call in an urge", responses={"200": CircleOut})
def see_circle() -> Response:
    items = actions.circle(database(), caller().user_id)
    return reply(CircleOut(items=items, words=actions.WORDS))


@sos.post("/calls", summary="Call them with one tap", responses={"201": CallOut})
def call(body: CallIn) -> Response:
    me, now = caller(), datetime.now(UTC)

    place = actions.place_of(database(), me.user_id, body.conversation_id)
    stored = say(me, actions.message(database(), me.user_id, place, body, now=now))

    publish(actions.tell(database(), me.user_id, place, body, now=now))
    return reply(
        CallOut(
            conversation_id=stored.conversation,
            message_id=stored.message_id,
            seq=stored.seq,
            at=stored.at,
        ),
        HTTPStatus.CREATED,
    )
