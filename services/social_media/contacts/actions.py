"""Asking for a contact, answering, ending it; and the ties that coaching makes by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.social_media.contacts import rules, store
from services.social_media.contacts.models import Contact, State, Tie
from services.social_media.contacts.rules import Step
from services.social_media.notifications.actions import notify
from services.social_media.notifications.models import News
from services.social_media.people.actions import would_hear
from services.social_media.people.bonds import is_blocked
from services.social_media.people.models import Person, TieKind, TieState
from services.social_media.people.rules import microseconds
from services.social_media.people.store import select_people
from services.social_media.sockets.fanout import Delivery
from shared.models.events import CoachAssigned, CoachUnassigned, StandInAsked
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory, TitleKey, titled
from shared.models.problem import Conflict, Invalid, NotFound, RateLimited


@dataclass(frozen=True, slots=True)
class Answer:
    """How I see the other person now, and what the two of us should see at once."""

    contact: Contact
    is_new: bool
    deliveries: Sequence[Delivery]


def ask(db: Database[Any], me: UserId, user_id: UserId, *, now: datetime) -> Answer:
    """Ask someone to be a contact. Where they have asked already, this accepts."""
    if me == user_id:
        raise Invalid(errors=[{"field": "user_id", "message": "must be someone else"}])
    people = select_people(db, [me, user_id], only_active=True)
    if me not in people or user_id not in people or is_blocked(db, me, user_id):
        raise NotFound

    step, tie = _settle(db, me, user_id, now)

    # Asking again mends news that a crash kept from being stored, but disturbs nobody twice.
    told = _tell(db, tie, about=people[me], to=user_id)
    deliveries = [] if step is Step.WAIT else told
    contact = rules.contact_from([tie], me, people[user_id])
    return Answer(contact, step is Step.ASK, deliveries)


def accept(db: Database[Any], me: UserId, user_id: UserId, *, now: datetime) -> Answer:
    people = select_people(db, [me, user_id])
    if me not in people or user_id not in people or is_blocked(db, me, user_id):
        raise NotFound

    tie = store.update_accepted(db, me, user_id, at=now)
    if tie is None:
        return Answer(_accepted_before(db, me, people[user_id]), is_new=False, deliveries=[])

    told = _tell(db, tie, about=people[me], to=user_id)
    return Answer(rules.contact_from([tie], me, people[user_id]), is_new=False, deliveries=told)


def end(db: Database[Any], me: UserId, user_id: UserId, *, now: datetime) -> None:
    """Refuse a request, take one back, or stop being contacts."""
    if are_in_coaching(db, me, user_id):
        raise Conflict("Coaching is ended where it was begun, not here.", code="coaching")
    if not store.update_ended(db, me, user_id, at=now):
        raise NotFound


def part(db: Database[Any], one: UserId, other: UserId, *, now: datetime) -> None:
    """End whatever two people have as contacts, if anything."""
    store.update_ended(db, one, other, at=now)


def are_in_coaching(db: Database[Any], one: UserId, other: UserId) -> bool:
    """Whether one of the two coaches the other now."""
    return any(
        tie.kind is TieKind.COACH and tie.state is TieState.ACCEPTED
        for tie in store.select_ties(db, one, other)
    )


def contact_ids(db: Database[Any], me: UserId, *, most: int) -> list[UserId]:
    """The contacts of someone who said yes, those of late first."""
    return store.select_contacts(db, me, most=most)


def begin_coaching(db: Database[Any], event: CoachAssigned) -> list[Delivery]:
    """Tie a member and their coach, and tell both; unless it has ended since."""
    member, coach = UserId(event.member_id), UserId(event.coach_id)
    if not _learn_coaching(db, event, TieState.ACCEPTED):
        return []
    people = select_people(db, [member, coach])
    return [
        notify(db, _named(event, member, "coach.assigned", coach, people.get(coach))),
        notify(db, _named(event, coach, "member.assigned", member, people.get(member))),
    ]


def end_coaching(db: Database[Any], event: CoachUnassigned) -> None:
    _learn_coaching(db, event, TieState.ENDED)


def let_stand_in(db: Database[Any], event: StandInAsked) -> list[Delivery]:
    """Let a coach who may answer for a member's own be a contact of theirs, and tell both.

    Whom the member keeps away, or parted with, is not named: they may choose another coach instead.
    """
    member, coach = UserId(event.member_id), UserId(event.coach_id)
    people = select_people(db, [member, coach], only_active=True)
    if len(people) < 2 or not _come_together(db, member, coach, event.occurred_at):
        return [notify(db, _coaching_news(event, member, "coach.offer_another", {}))]
    return [
        notify(db, _named(event, member, "coach.stand_in", coach, people[coach])),
        notify(db, _named(event, coach, "reply.stand_in", member, people[member])),
    ]


def _come_together(db: Database[Any], member: UserId, coach: UserId, at: datetime) -> bool:
    """Make two contacts, as the member agreed to; return whether they can talk now."""
    if not would_hear(db, member, coach) or not would_hear(db, coach, member):
        return False
    ties = store.select_ties(db, member, coach)
    if any(tie.state is TieState.ACCEPTED for tie in ties):
        return True
    if any(tie.state is TieState.ENDED for tie in ties):
        return False
    store.upsert_request(db, coach, member, at=at)
    return (
        store.update_accepted(db, member, coach, at=at)
        or store.update_accepted(db, coach, member, at=at)
    ) is not None


def _settle(db: Database[Any], me: UserId, user_id: UserId, now: datetime) -> tuple[Step, Tie]:
    ties = store.select_ties(db, me, user_id)
    step = rules.next_step(ties, me, now)
    tie: Tie | None
    match step:
        case Step.ASK:
            # Requests at the same instant may overshoot a little: a bound on spam, no invariant.
            if store.count_open_requests(db, me) >= rules.MOST_OPEN_REQUESTS:
                raise RateLimited(
                    "Wait until some of the people you asked have answered.", retry_after=3600
                )
            tie = store.upsert_request(db, me, user_id, at=now)
        case Step.ACCEPT:
            tie = store.update_accepted(db, me, user_id, at=now)
        case Step.WAIT:
            tie = next(tie for tie in ties if tie.kind is TieKind.CONTACT)
    if tie is None:
        # They did something at the same moment; look again at what there is now.
        return _settle(db, me, user_id, now)
    return step, tie


def _accepted_before(db: Database[Any], me: UserId, person: Person) -> Contact:
    live = [
        tie for tie in store.select_ties(db, me, person.user_id) if tie.state is not TieState.ENDED
    ]
    if not live:
        raise NotFound
    contact = rules.contact_from(live, me, person)
    if contact.state is State.REQUESTED_BY_ME:
        raise Conflict("Only the person you asked can accept.", code="not_yours_to_accept")
    return contact


def _learn_coaching(
    db: Database[Any], event: CoachAssigned | CoachUnassigned, state: TieState
) -> bool:
    return store.upsert_coaching(
        db,
        UserId(event.member_id),
        UserId(event.coach_id),
        state,
        at=event.occurred_at,
        as_of=microseconds(event.occurred_at),
    )


def _tell(db: Database[Any], tie: Tie, *, about: Person, to: UserId) -> list[Delivery]:
    """Tell of what somebody did, unless they are set aside: then it waits, unannounced."""
    if not would_hear(db, to, about.user_id):
        return []
    news = News(
        user_id=to,
        event_id=rules.news_id(tie),
        category=NotificationCategory.CONTACTS,
        title_key=titled("contact", tie.state),
        data={"user_id": about.user_id, "display_name": about.display_name},
        at=tie.at,
    )
    return [notify(db, news)]


def _named(
    event: CoachAssigned | StandInAsked,
    to: UserId,
    title_key: TitleKey,
    about: UserId,
    person: Person | None,
) -> News:
    data = {"user_id": about, "display_name": person.display_name if person else None}
    return _coaching_news(event, to, title_key, data)


def _coaching_news(
    event: CoachAssigned | StandInAsked, to: UserId, title_key: TitleKey, data: Mapping[str, Any]
) -> News:
    return News(
        user_id=to,
        event_id=event.event_id,
        category=NotificationCategory.COACHING,
        title_key=title_key,
        data=data,
        at=event.occurred_at,
    )
