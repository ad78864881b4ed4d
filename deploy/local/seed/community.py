"""The demo people in MongoDB: who they are, whom they know, what they wrote, what they were told.

People, coaching and notifications come about as they do every day, by events and requests. Ids
are known beforehand, so planting twice changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from pymongo.database import Database

from deploy.local.seed import cast, circle, history
from deploy.local.seed.dialogues import ASKED, DIALOGUES, FRIENDS, Dialogue
from deploy.local.seed.history import day_before, known_id
from deploy.local.seed.records import (
    check_in_id,
    coached_since,
    joined_at,
    morning_of,
    slip_id,
)
from services.social_media.chat import message_store
from services.social_media.chat import store as chat
from services.social_media.chat.models import Message, Tail
from services.social_media.chat.rules import direct_id
from services.social_media.consumer import reacting
from services.social_media.contacts import actions as contacts
from shared.models.events import (
    AccountRegistered,
    AnyEvent,
    CheckInRecorded,
    CoachAssigned,
    QuitPlanChanged,
    SlipRecorded,
)
from shared.models.ids import UserId
from shared.models.problem import Conflict

DAYS_OF_NEWS = 4
"""Coaches are told of every check-in; of the older ones they would have cleared the list."""

UNREAD_FOR = timedelta(hours=36)


def plant(
    db: Database[Any],
    ids: Mapping[str, UserId],
    now: datetime,
    announced: Sequence[AnyEvent] = (),
) -> None:
    """`announced` waits here to be relayed. Heard now, in its order, it is no news later."""
    hear = reacting(db, lambda _: None)
    for event in sorted((*announced, *_events(ids, now)), key=lambda event: event.occurred_at):
        if event.occurred_at <= now:
            hear(event)
    _befriend(db, ids, now)
    circle.plant(db, ids, now)
    for user_id in ids.values():
        _mark_old_news_read(db, user_id, now)
    for dialogue in DIALOGUES:
        _write_down(db, dialogue, ids, now)


def _events(ids: Mapping[str, UserId], now: datetime) -> Iterator[AnyEvent]:
    for person in cast.EVERYONE:
        me = ids[person.login]
        yield AccountRegistered(
            event_id=known_id(me, "registered"),
            occurred_at=joined_at(person, now),
            user_id=me,
            display_name=person.display_name,
            role=person.role,
            locale=person.locale,
            time_zone=person.time_zone,
            country=person.country,
        )
        if person.story and person.story.quit_days_ago is not None:
            yield QuitPlanChanged(
                event_id=known_id(me, "quit date"),
                occurred_at=joined_at(person, now) + timedelta(hours=4),
                user_id=me,
                coach_id=ids[person.story.coach] if person.story.coach else None,
                quit_at=morning_of(person, now, person.story.quit_days_ago),
            )
        if person.story and person.story.coach:
            coach = ids[person.story.coach]
            yield CoachAssigned(
                event_id=known_id(me, "coach assigned"),
                occurred_at=coached_since(person, now),
                member_id=me,
                coach_id=coach,
            )
            if person.story.shares_progress:
                yield from _progress(person, person.story, me, coach, now)


def _progress(
    person: cast.Person, story: cast.Story, me: UserId, coach: UserId, now: datetime
) -> Iterator[AnyEvent]:
    recent = day_before(person, now, DAYS_OF_NEWS)
    for check_in in history.check_ins(person, story, now):
        if check_in.local_date >= recent:
            yield CheckInRecorded(
                event_id=known_id(me, "checked in", check_in.local_date),
                occurred_at=check_in.recorded_at,
                user_id=me,
                coach_id=coach,
                check_in_id=check_in_id(me, check_in),
                local_date=check_in.local_date,
                smoke_free=check_in.smoke_free,
            )
    for smoked in history.slips(person, story, now):
        if smoked.smoked_at.date() >= recent:
            yield SlipRecorded(
                event_id=known_id(me, "slipped", smoked.smoked_at),
                occurred_at=smoked.recorded_at,
                user_id=me,
                coach_id=coach,
                slip_id=slip_id(me, smoked),
            )


def _befriend(db: Database[Any], ids: Mapping[str, UserId], now: datetime) -> None:
    for one, other in FRIENDS:
        with suppress(Conflict):  # they are friends already
            contacts.ask(db, ids[one], ids[other], now=now - timedelta(days=9))
            contacts.accept(db, ids[other], ids[one], now=now - timedelta(days=9, hours=-2))
    for one, other in ASKED:
        contacts.ask(db, ids[one], ids[other], now=now - timedelta(hours=20))


def _mark_old_news_read(db: Database[Any], user_id: UserId, now: datetime) -> None:
    db.notifications.update_many(
        {"user_id": user_id, "read_at": None, "at": {"$lt": now - UNREAD_FOR}},
        [{"$set": {"read_at": {"$add": ["$at", 3_600_000]}}}],
    )


def _write_down(
    db: Database[Any], dialogue: Dialogue, ids: Mapping[str, UserId], now: datetime
) -> None:
    one, other = ids[dialogue.one], ids[dialogue.other]
    conversation = direct_id(one, other)
    at = now - timedelta(days=dialogue.begins_days_ago)
    chat.upsert_direct(db, conversation, (one, other), now=at)

    messages = []
    for seq, line in enumerate(dialogue.lines, start=1):
        at = min(at + timedelta(hours=line.hours_later), now - timedelta(minutes=30))
        messages.append(
            Message(
                message_id=known_id(conversation, "message", seq),
                conversation=conversation,
                seq=seq,
                sender=ids[line.sender],
                client_id=known_id(conversation, "client", seq),
                text=line.text,
                at=at,
            )
        )
    message_store.insert_messages(db, messages)
    tail = Tail(conversation)
    for message in messages:
        tail.grow(message)
    chat.update_tails(db, [tail])
    for reader in (one, other):
        unread = dialogue.unread if reader != messages[-1].sender else 0
        chat.update_read(db, conversation, reader, len(messages) - unread)
