"""What a person does with conversations, over HTTP or over a socket."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.blocks.actions import hidden_from
from services.social_media.chat import message_store, rules, store
from services.social_media.chat.models import (
    Conversation,
    ConversationKind,
    ConversationOut,
    Message,
    MessageList,
    MessageOut,
    PreviewOut,
)
from services.social_media.people.actions import may_talk
from services.social_media.people.actions import shown as shown_person
from services.social_media.people.models import Person, PersonOut
from services.social_media.people.store import select_people
from shared.models.ids import UserId
from shared.models.problem import Invalid, NotFound

NEWEST = 100
"""Conversations a client is told of when it connects; it asks for older ones."""

MOST_SHOWN = 50
"""People of a conversation who are shown with it."""


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
        raise NotFound("There is no such conversation.")
    (shown,) = show(db, [conversation], me)
    return shown


def show(
    db: Database[Any], conversations: Sequence[Conversation], viewer: UserId
) -> list[ConversationOut]:
    """Conversations with the people in them: by name where two talk, by handle in a room."""
    rooms = any(conversation.kind is not ConversationKind.DIRECT for conversation in conversations)
    hidden = hidden_from(db, viewer) if rooms else set()
    ids = {person for conversation in conversations for person in conversation.people[:MOST_SHOWN]}
    people = select_people(db, ids) if ids else {}
    return [
        ConversationOut(
            conversation_id=conversation.conversation_id,
            kind=conversation.kind,
            name=conversation.name,
            people=_known(people, conversation, hidden),
            people_count=len(conversation.people),
            role=conversation.role,
            read_only=conversation.read_only,
            last_seq=conversation.last_seq,
            read_seq=conversation.read_seq,
            last_message=_preview(conversation),
        )
        for conversation in conversations
    ]


def page(
    db: Database[Any],
    conversation_id: UUID,
    *,
    before: int | None,
    after: int | None,
    limit: int,
) -> MessageList:
    """Messages of a conversation the caller is in: the latest, or those beside a place."""
    if before is not None and after is not None:
        fault = {"field": "before", "message": "goes without after"}
        raise Invalid(errors=[fault])
    if after is not None:
        messages = message_store.select_after(db, conversation_id, after, most=limit + 1)
        shown = messages[:limit]
        following = shown[-1].seq if len(messages) > limit else None
    else:
        messages = message_store.select_before(db, conversation_id, before, most=limit + 1)
        shown = messages[-limit:]
        following = shown[0].seq if len(messages) > limit else None
    return MessageList(items=[message_out(message) for message in shown], next=following)


def message_out(message: Message) -> MessageOut:
    return MessageOut(
        conversation=message.conversation,
        seq=message.seq,
        id=message.message_id,
        client_id=message.client_id,
        sender=message.sender,
        text=message.text,
        at=message.at,
    )


def person_out(person: Person, *, by_name: bool = True) -> PersonOut:
    return shown_person(person, by_name=by_name)


def _known(
    people: dict[UserId, Person], conversation: Conversation, hidden: Collection[UserId]
) -> list[PersonOut]:
    """Those of the people who can be shown. Two who talk go on seeing whom they talked with."""
    is_direct = conversation.kind is ConversationKind.DIRECT
    return [
        person_out(people[user_id], by_name=is_direct)
        for user_id in conversation.people[:MOST_SHOWN]
        if user_id in people and (is_direct or user_id not in hidden)
    ]


def _preview(conversation: Conversation) -> PreviewOut | None:
    last = conversation.last_message
    if last is None:
        return None
    return PreviewOut(seq=last.seq, sender=last.sender, text=last.text, at=last.at)
