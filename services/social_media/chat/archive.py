"""Finding what was said, seeing who is there, and taking a conversation along."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database
from pymongo.errors import ExecutionTimeout

from services.social_media.blocks.actions import hidden_from, unheard_by
from services.social_media.chat import actions, change_store, message_store, rules, store
from services.social_media.chat.frames import heard_by, message_out
from services.social_media.chat.http_models import (
    ConversationExport,
    FoundMessages,
    Roster,
    RosterEntry,
    SearchQuery,
)
from services.social_media.chat.models import RoomRole
from services.social_media.people.actions import shown as person_out
from services.social_media.people.store import select_people
from shared.models.ids import UserId
from shared.models.problem import Invalid

MOST_SEARCHED = 200
"""Conversations, the liveliest, when none is named."""
MOST_EXPORTED = 5_000
"""Messages in one part of an export."""


def search(db: Database[Any], me: UserId, query: SearchQuery) -> FoundMessages:
    """Messages of mine that say these words. Those of people I do not hear are not found."""
    if query.conversation_id is not None:
        room = actions.room_of(db, me, query.conversation_id)
        conversations, without = [room.conversation_id], actions.unheard_in(db, room, me)
    else:
        conversations = store.select_ids(db, me, most=MOST_SEARCHED)
        without = unheard_by(db, me)
    try:
        found = change_store.search(
            db,
            conversations,
            rules.pattern(query.q.strip()),
            after=query.after,
            most=query.limit + 1,
            without=without,
        )
    except ExecutionTimeout as error:
        fault = {"field": "q", "message": "is found too rarely; name a conversation"}
        raise Invalid(errors=[fault]) from error
    page = found[: query.limit]
    return FoundMessages(
        items=[message_out(heard_by(message, without)) for message in page],
        next=page[-1].message_id if len(found) > len(page) else None,
    )


def roster(
    db: Database[Any], me: UserId, conversation_id: UUID, *, after: UUID | None, limit: int
) -> Roster:
    """The people in a conversation of mine, a page at a time, without those I am apart from."""
    room = actions.room_of(db, me, conversation_id)
    apart = hidden_from(db, me)
    ids = [
        person
        for person in sorted(room.people)
        if (room.is_direct or person not in apart) and (after is None or person > after)
    ]
    people = select_people(db, ids[:limit])
    for person in people.keys() & apart:
        people[person] = replace(people[person], avatar=None)
    return Roster(
        items=[
            RosterEntry(
                person=person_out(people[person], by_name=room.is_direct),
                role=room.roles.get(person, RoomRole.MEMBER),
            )
            for person in ids[:limit]
            if person in people
        ],
        next=ids[limit - 1] if len(ids) > limit else None,
    )


def export(
    db: Database[Any], me: UserId, conversation_id: UUID, *, after: int, now: datetime
) -> ConversationExport:
    """A part of all that was said in a conversation of mine, as I may read it."""
    room = actions.room_of(db, me, conversation_id)
    shown = actions.look_at(db, me, conversation_id)
    without = actions.unheard_in(db, room, me)
    messages = message_store.select_after(
        db, conversation_id, after, most=MOST_EXPORTED + 1, without=without
    )
    page = messages[:MOST_EXPORTED]
    return ConversationExport(
        conversation_id=conversation_id,
        name=shown.name,
        exported_at=now,
        people=shown.people,
        items=[message_out(heard_by(message, without)) for message in page],
        next=page[-1].seq if len(messages) > len(page) else None,
    )
