"""HTTP for the words one does not want to read."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.mongo import database
from services.social_media.mutedwords import rules, store
from services.social_media.mutedwords.models import MutedWordsIn, MutedWordsOut
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

muted_words = APIBlueprint(
    "muted_words",
    __name__,
    url_prefix=f"{PREFIX}/muted-words",
    abp_tags=[Tag(name="People")],
    abp_security=[{"bearer": []}],
)
muted_words.before_request(require_user)


@muted_words.get("", summary="See your muted words", responses={"200": MutedWordsOut})
def list_words() -> Response:
    return reply(MutedWordsOut(words=store.select_words(database(), caller().user_id)))


@muted_words.put("", summary="Choose your muted words", responses={"200": MutedWordsOut})
def choose_words(body: MutedWordsIn) -> Response:
    words = rules.without_repeats(body.words)
    store.upsert_words(database(), caller().user_id, words)
    return reply(MutedWordsOut(words=words))
