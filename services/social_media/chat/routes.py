"""HTTP for conversations. Messages are sent over the socket only."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.chat import actions, rules, store
from services.social_media.chat.models import (
    ConversationList,
    ConversationOut,
    ConversationPath,
    ConversationQuery,
    MessageList,
    MessageQuery,
    NewConversation,
)
from services.social_media.mongo import database
from services.social_media.sanctions.guard import require_participant
from shared.auth.guard import caller
from shared.models.ids import UserId
from shared.web import PREFIX, reply

conversations = APIBlueprint(
    "conversations",
    __name__,
    url_prefix=f"{PREFIX}/conversations",
    abp_tags=[Tag(name="Conversations")],
    abp_security=[{"bearer": []}],
)
conversations.before_request(require_participant)


@conversations.post("", summary="Talk to someone", responses={"201": ConversationOut})
def begin_conversation(body: NewConversation) -> Response:
    now = datetime.now(UTC)

    conversation, is_new = actions.begin(database(), caller().user_id, UserId(body.with_), now=now)
    return reply(conversation, HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@conversations.get(
    "", summary="List your conversations, the liveliest first", responses={"200": ConversationList}
)
def list_conversations(query: ConversationQuery) -> Response:
    after = rules.place_from(query.after) if query.after else None

    found = store.select_conversations(
        database(), caller().user_id, after=after, most=query.limit + 1
    )
    page = found[: query.limit]
    following = None
    if len(found) > len(page):
        following = rules.cursor_of(page[-1].last_at, page[-1].conversation_id)
    return reply(
        ConversationList(items=actions.show(database(), page, caller().user_id), next=following)
    )


@conversations.get(
    "/<conversation_id>", summary="See a conversation", responses={"200": ConversationOut}
)
def see_conversation(path: ConversationPath) -> Response:
    return reply(actions.look_at(database(), caller().user_id, path.conversation_id))


@conversations.get(
    "/<conversation_id>/messages", summary="Read messages", responses={"200": MessageList}
)
def read_messages(path: ConversationPath, query: MessageQuery) -> Response:
    actions.look_at(database(), caller().user_id, path.conversation_id)
    return reply(
        actions.page(
            database(),
            path.conversation_id,
            before=query.before,
            after=query.after,
            limit=query.limit,
        )
    )
