"""What someone who is in can ask for over their socket."""

from typing import Protocol

from services.social_media.chat import actions, message_store, store
from services.social_media.chat.drafts import Author, Draft
from services.social_media.chat.models import History, Read, Send, Typing
from services.social_media.chat.switchboard import Switchboard
from services.social_media.sockets.fanout import Delivery, frame, user_topic
from shared.auth.authenticator import Caller
from shared.models.base import Input


class Asker(Author, Protocol):
    """The session a request came from."""

    def send(self, payload: bytes) -> None: ...
    def may_type(self) -> bool: ...


def handle(asker: Asker, board: Switchboard, caller: Caller, request: Input) -> None:
    match request:
        case Send():
            send(asker, board, caller, request)
        case Read():
            read(board, caller, request)
        case Typing():
            typing(asker, board, caller, request)
        case History():
            history(asker, board, caller, request)


def send(asker: Asker, board: Switchboard, caller: Caller, request: Send) -> None:
    """Have a message stored; the writer answers."""
    room = board.doorkeeper.room_to_speak_in(request.conversation, caller.user_id)
    board.ferry.submit(
        Draft(
            author=asker,
            sender=caller.user_id,
            client_id=request.client_id,
            conversation=room.conversation_id,
            address=room.address,
            text=request.text,
        )
    )


def read(board: Switchboard, caller: Caller, request: Read) -> None:
    """Remember how far someone has read, and let everyone see it. Nobody reads the future."""
    room = board.doorkeeper.room(request.conversation, caller.user_id)
    last = board.order.latest(str(request.conversation)) or 0
    if request.seq > last:
        last = message_store.select_last_seqs(board.db, [request.conversation])[
            request.conversation
        ]
    seq = min(request.seq, last)
    store.update_read(board.db, request.conversation, caller.user_id, seq)
    told = frame("read", conversation=request.conversation, user_id=caller.user_id, seq=seq)
    board.publish([Delivery(topic, told) for topic in room.topics])


def typing(asker: Asker, board: Switchboard, caller: Caller, request: Typing) -> None:
    """Tell the others that someone is typing. Never stored."""
    room = board.doorkeeper.room_to_speak_in(request.conversation, caller.user_id)
    if asker.may_type():
        told = frame("typing", conversation=request.conversation, user_id=caller.user_id)
        mine = user_topic(caller.user_id)
        board.publish([Delivery(topic, told) for topic in room.topics if topic != mine])


def history(asker: Asker, board: Switchboard, caller: Caller, request: History) -> None:
    board.doorkeeper.room(request.conversation, caller.user_id)
    page = actions.page(
        board.db,
        request.conversation,
        before=request.before,
        after=request.after,
        limit=request.limit,
    )
    asker.send(frame("history", conversation=request.conversation, **page.model_dump()))
