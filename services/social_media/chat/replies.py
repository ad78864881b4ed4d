"""Coaches promise to answer within so many hours; whoever lets a member wait longer is told.

A member's message carries the hour by which it wants an answer. When that hour has come the
messages themselves say whether there was one. What is announced is put into the message by the
update that ends its waiting: once for each wait, whoever looks and however often.
"""

from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.social_media.chat import reply_store, store
from services.social_media.chat.membership import ask_again
from services.social_media.chat.models import Promise
from services.social_media.chat.rules import direct_id
from services.social_media.people.rules import microseconds
from services.social_media.sockets.fanout import Delivery
from shared.models.events import CoachAssigned, CoachUnassigned, ReplyOverdue
from shared.models.ids import UserId

MOST_AT_ONCE = 500


def learn_promise(db: Database[Any], event: CoachAssigned | CoachUnassigned) -> list[Delivery]:
    """Know what a coach promises a member from now on; nothing, once coaching has ended."""
    member, coach = UserId(event.member_id), UserId(event.coach_id)
    hours = event.reply_within_hours or 0 if isinstance(event, CoachAssigned) else 0
    conversation = direct_id(member, coach)
    store.upsert_promise(
        db,
        conversation,
        Promise(member, coach, hours),
        as_of=microseconds(event.occurred_at),
    )
    return [ask_again(conversation)]


def look_for_overdue(db: Database[Any], until: datetime) -> None:
    """Announce the waits that have become too long by then."""
    while some := reply_store.select_due(db, until, most=MOST_AT_ONCE):
        for due in some:
            _settle(db, due, until)


def _settle(db: Database[Any], due: reply_store.Due, now: datetime) -> None:
    room = store.select_room(db, due.conversation)
    promise = room.promise if room else None
    if promise is None or promise.member != due.sender:
        reply_store.update_settled(db, due)
        return
    answered = reply_store.select_last_seq_of(db, due.conversation, promise.coach)
    first = reply_store.select_first_seq_of(db, due.conversation, promise.member, after=answered)
    # A wait begins with the first message after the coach's last one; those behind it want the
    # same answer.
    if first == due.seq:
        overdue = ReplyOverdue(
            conversation_id=due.conversation,
            member_id=promise.member,
            coach_id=promise.coach,
            waiting_since=due.at,
            occurred_at=now,
        )
        reply_store.update_settled(db, due, overdue)
    else:
        reply_store.update_settled(db, due)
