"""What someone who is in can ask for over their socket."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from services.social_media.chat import actions, changes, message_store, rules, screening, store
from services.social_media.chat.drafts import Author, Draft
from services.social_media.chat.passing import Matter, passed_on
from services.social_media.chat.regard import Regard
from services.social_media.chat.socket_models import (
    Delete,
    Edit,
    History,
    React,
    Read,
    Send,
    Typing,
)
from services.social_media.chat.switchboard import Switchboard
from services.social_media.pictures import actions as pictures
from services.social_media.sockets.fanout import Delivery, frame, user_topic
from shared.auth.authenticator import Caller
from shared.models.base import Input
from shared.models.ids import uuid7
from shared.models.media import Purpose


class Asker(Author, Protocol):
    """The session a request came from."""

    @property
    def regard(self) -> Regard: ...
    def may_type(self) -> bool: ...


def send(author: Author, board: Switchboard, caller: Caller, request: Send) -> None:
    """Have a message stored; the writer answers."""
    room = board.doorkeeper.room_to_speak_in(request.conversation, caller.user_id)
    now = datetime.now(UTC)
    message_id = uuid7()
    helped = _screened(board, caller, message_id, request.text, now)
    board.publish(helped)
    attachments = pictures.check_own(
        board.db,
        caller.user_id,
        request.attachments,
        Purpose.CHAT_ATTACHMENT,
        field="attachments",
    )
    board.ferry.submit(
        Draft(
            author=author,
            message_id=message_id,
            sender=caller.user_id,
            client_id=request.client_id,
            conversation=room.conversation_id,
            address=room.address,
            text=request.text,
            attachments=tuple(attachments),
            terms=rules.terms(room, caller.user_id, now),
        )
    )


def _screened(
    board: Switchboard, caller: Caller, message_id: UUID, text: str, now: datetime
) -> list[Delivery]:
    silenced = board.doorkeeper.is_silenced(caller.user_id)
    return screening.checked(
        board.db, caller.user_id, message_id, text, is_silenced=silenced, now=now
    )


def edit(asker: Asker, board: Switchboard, caller: Caller, request: Edit) -> None:
    room = board.doorkeeper.room_to_speak_in(request.conversation, caller.user_id)
    now = datetime.now(UTC)
    message = changes.own(board.db, room, caller.user_id, request.seq)
    helped = _screened(board, caller, message.message_id, request.text, now)
    told = changes.edit(board.db, room, caller.user_id, request.seq, request.text, now=now)
    board.publish([*helped, *told])


def delete(asker: Asker, board: Switchboard, caller: Caller, request: Delete) -> None:
    """Whoever may read may take back what they said, even where nobody speaks any more."""
    room = board.doorkeeper.room(request.conversation, caller.user_id)
    now = datetime.now(UTC)
    board.publish(changes.delete(board.db, room, caller.user_id, request.seq, now=now))


def react(asker: Asker, board: Switchboard, caller: Caller, request: React) -> None:
    room = board.doorkeeper.room_to_speak_in(request.conversation, caller.user_id)
    now = datetime.now(UTC)
    board.publish(
        changes.react(
            board.db,
            room,
            caller.user_id,
            request.seq,
            request.reaction,
            on=request.on,
            now=now,
        )
    )


def read(asker: Asker, board: Switchboard, caller: Caller, request: Read) -> None:
    """Remember how far someone has read, and let everyone see it who may. Nobody reads the future.

    Who does not show it still sees it on their own devices, as does who is no longer in touch.
    """
    room = board.doorkeeper.room(request.conversation, caller.user_id)
    last = board.order.latest(str(request.conversation)) or 0
    if request.seq > last:
        found = message_store.select_last_seqs(board.db, [request.conversation])
        last = found[request.conversation]
    seq = min(request.seq, last)
    store.update_read(board.db, request.conversation, caller.user_id, seq)
    told = frame("read", conversation=request.conversation, user_id=caller.user_id, seq=seq)
    if Matter.READ in asker.regard.shows and board.doorkeeper.are_in_touch(room):
        board.publish([passed_on(room, caller.user_id, Matter.READ, told)])
    else:
        board.publish([Delivery(user_topic(caller.user_id), told)])


def typing(asker: Asker, board: Switchboard, caller: Caller, request: Typing) -> None:
    """Tell the others that someone is typing. Never stored."""
    room = board.doorkeeper.room_to_speak_in(request.conversation, caller.user_id)
    if Matter.TYPING in asker.regard.shows and asker.may_type():
        told = frame("typing", conversation=request.conversation, user_id=caller.user_id)
        board.publish([passed_on(room, caller.user_id, Matter.TYPING, told)])


def history(asker: Asker, board: Switchboard, caller: Caller, request: History) -> None:
    room = board.doorkeeper.room(request.conversation, caller.user_id)
    page = actions.page(
        board.db,
        room,
        caller.user_id,
        before=request.before,
        after=request.after,
        limit=request.limit,
    )
    asker.answer(frame("history", conversation=request.conversation, **page.model_dump()))


_HANDLERS: dict[type[Input], Callable[[Asker, Switchboard, Caller, Any], None]] = {
    Send: send,
    Edit: edit,
    Delete: delete,
    React: react,
    Read: read,
    Typing: typing,
    History: history,
}


def handle(asker: Asker, board: Switchboard, caller: Caller, request: Input) -> None:
    _HANDLERS[type(request)](asker, board, caller, request)
