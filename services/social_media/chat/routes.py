"""HTTP for conversations. Messages are sent over the socket; in an urge, by `sos` as well."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.chat import actions, archive, rules
from services.social_media.chat.http_models import (
    ConversationExport,
    ConversationList,
    ConversationOut,
    ConversationPath,
    ConversationQuery,
    ExportQuery,
    FoundMessages,
    Hush,
    MessageList,
    MessageQuery,
    NewConversation,
    Roster,
    RosterQuery,
    SearchQuery,
)
from services.social_media.mongo import database
from services.social_media.sanctions.guard import require_participant
from services.social_media.sockets.publishing import publish
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


@conversations.post(
    "",
    summary="Talk to someone",
    responses={"200": ConversationOut, "201": ConversationOut},
)
def begin_conversation(body: NewConversation) -> Response:
    now = datetime.now(UTC)

    conversation, is_new = actions.begin(database(), caller().user_id, UserId(body.with_), now=now)
    return reply(conversation, HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@conversations.get(
    "", summary="List your conversations, the liveliest first", responses={"200": ConversationList}
)
def list_conversations(query: ConversationQuery) -> Response:
    after = rules.place_from(query.after) if query.after else None

    found, shown = actions.newest(database(), caller().user_id, after=after, most=query.limit + 1)
    following = None
    if len(found) > query.limit:
        last = found[query.limit - 1]
        following = rules.cursor_of(last.last_at, last.conversation_id)
    return reply(ConversationList(items=shown[: query.limit], next=following))


@conversations.get("/search", summary="Find what was said to you", responses={"200": FoundMessages})
def search_messages(query: SearchQuery) -> Response:
    return reply(archive.search(database(), caller().user_id, query))


@conversations.get(
    "/<conversation_id>", summary="See a conversation", responses={"200": ConversationOut}
)
def see_conversation(path: ConversationPath) -> Response:
    return reply(actions.look_at(database(), caller().user_id, path.conversation_id))


@conversations.get(
    "/<conversation_id>/messages", summary="Read messages", responses={"200": MessageList}
)
def read_messages(path: ConversationPath, query: MessageQuery) -> Response:
    room = actions.room_of(database(), caller().user_id, path.conversation_id)
    return reply(
        actions.page(
            database(),
            room,
            caller().user_id,
            before=query.before,
            after=query.after,
            limit=query.limit,
        )
    )


@conversations.get(
    "/<conversation_id>/people", summary="See who is in it", responses={"200": Roster}
)
def list_people(path: ConversationPath, query: RosterQuery) -> Response:
    return reply(
        archive.roster(
            database(),
            caller().user_id,
            path.conversation_id,
            after=query.after,
            limit=query.limit,
        )
    )


@conversations.get(
    "/<conversation_id>/export",
    summary="Take a conversation along",
    responses={"200": ConversationExport},
)
def export_conversation(path: ConversationPath, query: ExportQuery) -> Response:
    now = datetime.now(UTC)

    part = archive.export(
        database(), caller().user_id, path.conversation_id, after=query.after, now=now
    )
    answer = reply(part)
    answer.headers["Content-Disposition"] = "attachment; filename=conversation.json"
    return answer


@conversations.put(
    "/<conversation_id>/mute", summary="Let it not disturb you", responses={"204": None}
)
def mute_conversation(path: ConversationPath, body: Hush) -> Response:
    until = body.until or rules.FOR_GOOD
    publish(actions.mute(database(), caller().user_id, path.conversation_id, until))
    return Response(status=HTTPStatus.NO_CONTENT)


@conversations.delete(
    "/<conversation_id>/mute", summary="Let it disturb you again", responses={"204": None}
)
def unmute_conversation(path: ConversationPath) -> Response:
    publish(actions.mute(database(), caller().user_id, path.conversation_id, None))
    return Response(status=HTTPStatus.NO_CONTENT)
