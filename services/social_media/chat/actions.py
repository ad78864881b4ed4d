"""What a person does with conversations, over HTTP or over a socket."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.blocks.actions import Asides, asides_of, unheard_by
from services.social_media.chat import message_store, rules, store
from services.social_media.chat.frames import heard_by, message_out
from services.social_media.chat.http_models import ConversationOut, MessageList, PreviewOut
from services.social_media.chat.models import Conversation, Room
from services.social_media.people.actions import may_talk
from services.social_media.people.actions import shown as person_out
from services.social_media.people.models import Person, PersonOut
from services.social_media.people.store import select_people
from services.social_media.sockets.fanout import Delivery, frame, user_topic
from shared.models.ids import UserId
from shared.models.problem import Invalid, NotFound

NEWEST = 100
"""Conversations a client is told of when it connects; it asks for older ones."""

MOST_SHOWN = 50
"""People of a conversation who are shown with it."""

NO_SUCH = "There is no such conversation."


def begin(
    db: Database[Any], me: UserId, other: UserId, *, now: datetime
) -> tuple[ConversationOut, bool]:
    """The conversation of two people who may talk, and whether it is new."""
    if me == other or not may_talk(db, me, other):
        raise NotFound("There is nobody here you may talk to.")
    conversation_id = rules.direct_id(me, other)
    is_new = store.upsert_direct(db, conversation_id, (me, other), now=now)
    return look_at(db, me, conversation_id), is_new


def look_at(db: Database[Any], me: UserId, conversation_id: UUID) -> ConversationOut:
    conversation = store.select_conversation(db, conversation_id, me)
    if conversation is None:
        raise NotFound(NO_SUCH)
    people = select_people(db, people_in([conversation]))
    (shown,) = show(db, [conversation], people, asides_of(db, [me])[me])
    return shown


def newest(
    db: Database[Any], me: UserId, *, after: tuple[datetime, UUID] | None, most: int
) -> tuple[list[Conversation], list[ConversationOut]]:
    """My conversations, the liveliest first, without those with people I am apart from."""
    asides = asides_of(db, [me])[me]
    found = store.select_conversations(db, me, after=after, most=most, apart=asides.apart)
    people = select_people(db, people_in(found)) if found else {}
    return found, show(db, found, people, asides)


def people_in(conversations: Iterable[Conversation]) -> set[UserId]:
    """Those who are shown with the conversations."""
    return {person for conversation in conversations for person in conversation.people[:MOST_SHOWN]}


def show(
    db: Database[Any],
    conversations: Sequence[Conversation],
    people: Mapping[UserId, Person],
    asides: Asides,
) -> list[ConversationOut]:
    """Conversations with the people in them: by name where two talk, by handle in a room.

    `asides` are those of the reader.
    """
    apart, unheard = asides
    unread = _unread(db, conversations, unheard)
    return [
        ConversationOut(
            conversation_id=conversation.conversation_id,
            kind=conversation.kind,
            name=conversation.name,
            people=_known(people, conversation, apart),
            people_count=len(conversation.people),
            role=conversation.role,
            read_only=conversation.read_only,
            last_seq=conversation.last_seq,
            read_seq=conversation.read_seq,
            unread=unread[conversation.conversation_id],
            muted_until=conversation.muted_until,
            last_message=_preview(conversation, apart if conversation.is_direct else unheard),
        )
        for conversation in conversations
    ]


def room_of(db: Database[Any], me: UserId, conversation_id: UUID) -> Room:
    room = store.select_room(db, conversation_id)
    if room is None or me not in room.people:
        raise NotFound(NO_SUCH)
    return room


def page(
    db: Database[Any],
    room: Room,
    me: UserId,
    *,
    before: int | None,
    after: int | None,
    limit: int,
) -> MessageList:
    """Messages of a conversation the caller is in: the latest, or those beside a place."""
    if before is not None and after is not None:
        fault = {"field": "before", "message": "goes without after"}
        raise Invalid(errors=[fault])
    where, without = room.conversation_id, unheard_in(db, room, me)
    if after is not None:
        messages = message_store.select_after(db, where, after, most=limit + 1, without=without)
        shown = messages[:limit]
        following = shown[-1].seq if len(messages) > limit else None
    else:
        messages = message_store.select_before(db, where, before, most=limit + 1, without=without)
        shown = messages[-limit:]
        following = shown[0].seq if len(messages) > limit else None
    items = [message_out(heard_by(message, without)) for message in shown]
    return MessageList(items=items, next=following)


def unheard_in(db: Database[Any], room: Room, me: UserId) -> Collection[UserId]:
    """Those whose words in a room are kept from somebody. Two who talk hear each other."""
    return () if room.is_direct else unheard_by(db, me)


def mute(
    db: Database[Any], me: UserId, conversation_id: UUID, until: datetime | None
) -> list[Delivery]:
    """Let a conversation not disturb me until then; from now on again, with None."""
    if not store.update_muted(db, conversation_id, me, until):
        raise NotFound(NO_SUCH)
    told = frame("conversation.changed", conversation=conversation_id, change="changed")
    return [Delivery(user_topic(me), told)]


def _unread(
    db: Database[Any], conversations: Sequence[Conversation], unheard: Collection[UserId]
) -> dict[UUID, int]:
    """How many messages wait in each conversation, in rooms without those of some people."""
    since = {each.conversation_id: each.last_seq - each.read_seq for each in conversations}
    rooms = {
        each.conversation_id: each.read_seq
        for each in conversations
        if not each.is_direct and since[each.conversation_id] > 0
    }
    unheard_there = message_store.count_said_after(db, rooms, unheard)
    return {place: max(0, count - unheard_there.get(place, 0)) for place, count in since.items()}


def _known(
    people: Mapping[UserId, Person], conversation: Conversation, apart: Collection[UserId]
) -> list[PersonOut]:
    """Those of the people who can be shown.

    Two who talked go on seeing with whom, but when they are apart not how they look by now.
    """
    return [
        person_out(
            replace(people[user_id], avatar=None) if user_id in apart else people[user_id],
            by_name=conversation.is_direct,
        )
        for user_id in conversation.people[:MOST_SHOWN]
        if user_id in people and (conversation.is_direct or user_id not in apart)
    ]


def _preview(conversation: Conversation, unheard: Collection[UserId]) -> PreviewOut | None:
    last = conversation.last_message
    if last is None or last.sender in unheard:
        return None
    return PreviewOut(
        seq=last.seq,
        sender=last.sender,
        text=last.text,
        at=last.at,
        attachments=len(last.attachments),
        deleted=last.deleted_at is not None,
    )
