"""Calling one's own people in an urge: the cohort, buddies and the coach, and nobody else."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from pymongo.database import Database

from services.social_media.blocks.actions import hidden_from
from services.social_media.buddies.store import select_pairings
from services.social_media.chat import rules as chat
from services.social_media.chat.actions import begin
from services.social_media.chat.socket_models import Send
from services.social_media.cohorts.store import select_cohorts
from services.social_media.contacts.store import select_coaches
from services.social_media.notifications.actions import notify
from services.social_media.notifications.models import News
from services.social_media.people.actions import shown
from services.social_media.people.bonds import is_muted
from services.social_media.people.models import TieState
from services.social_media.people.store import select_people, select_whereabouts
from services.social_media.rooms.models import RoomKind
from services.social_media.rooms.store import select_rooms_of
from services.social_media.sockets.fanout import Delivery
from services.social_media.sos.models import CallIn, CircleKind, CirclePlaceOut, WordsOut
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory
from shared.models.problem import NotFound

MOST = 20
"""Places of each kind that are offered: in an urge nobody reads a long list."""

WORDS = WordsOut(
    en="I have a strong urge right now. Could you keep me company for five minutes?",
    vi="Mình đang thèm thuốc lắm. Bạn ở bên mình năm phút được không?",
)

PASSES_WITHIN = timedelta(minutes=30)
"""An urge is over by then: whoever sleeps need not be told in the morning."""

_CATEGORIES = {
    # What others who quit need of one comes to the lock screen, unless one does not want that.
    CircleKind.BUDDY: NotificationCategory.COHORT,
    CircleKind.COACH: NotificationCategory.COACHING,
}

_NEWS = UUID("6f0c2a52-0a0b-4d5c-8f0e-2f6f6d2b7a41")


@dataclass(frozen=True, slots=True)
class Place:
    """`with_` is whom it is with, where two talk."""

    kind: CircleKind
    conversation_id: UUID
    name: str | None = None
    with_: UserId | None = None


def circle(db: Database[Any], me: UserId) -> list[CirclePlaceOut]:
    """Where somebody can call: what is closed, ended or blocked is not there."""
    places = _places(db, me)
    people = select_people(db, [place.with_ for place in places if place.with_])
    return [
        CirclePlaceOut(
            kind=place.kind,
            conversation_id=place.conversation_id,
            name=place.name,
            person=shown(people[place.with_]) if place.with_ else None,
        )
        for place in places
        if place.with_ is None or place.with_ in people
    ]


def place_of(db: Database[Any], me: UserId, conversation_id: UUID) -> Place:
    """One of the places in somebody's circle. Raises NotFound for any other."""
    for place in _places(db, me):
        if place.conversation_id == conversation_id:
            return place
    raise NotFound("That is not somebody to call.")


def message(db: Database[Any], me: UserId, place: Place, call: CallIn, *, now: datetime) -> Send:
    """What is to be said, in a conversation that is there from now on."""
    if place.with_:
        begin(db, me, place.with_, now=now)
    return Send(
        client_id=call.client_id,
        conversation=place.conversation_id,
        text=call.text or _words_for(db, me),
    )


def tell(
    db: Database[Any], me: UserId, place: Place, call: CallIn, *, now: datetime
) -> list[Delivery]:
    """Let the one person it went to know, wherever they are; a whole cohort sees it in its room."""
    if place.with_ is None or is_muted(db, by=place.with_, whom=me):
        return []
    known = select_people(db, [me]).get(me)
    news = News(
        user_id=place.with_,
        event_id=uuid5(_NEWS, f"{me} {call.client_id}"),
        category=_CATEGORIES[place.kind],
        title_key="sos.asked",
        data={"user_id": me, "display_name": known.display_name if known else None},
        at=now,
        expires_at=now + PASSES_WITHIN,
    )
    return [notify(db, news)]


def _places(db: Database[Any], me: UserId) -> list[Place]:
    rooms = select_rooms_of(db, me, RoomKind.COHORT)
    cohorts = select_cohorts(db, rooms, after=None, most=MOST)
    apart = hidden_from(db, me)
    buddies = [
        pairing.other(me)
        for pairing in select_pairings(db, me, after=None, most=MOST)
        if pairing.state is TieState.ACCEPTED
    ]
    with_people = (
        *((CircleKind.BUDDY, buddy) for buddy in buddies),
        *((CircleKind.COACH, coach) for coach in select_coaches(db, me) if coach not in buddies),
    )
    return [
        *(
            Place(CircleKind.COHORT, cohort.cohort_id, name=rooms[cohort.cohort_id])
            for cohort in cohorts
            if not cohort.is_closed
        ),
        *(
            Place(kind, chat.direct_id(me, other), with_=other)
            for kind, other in with_people
            if other not in apart
        ),
    ]


def _words_for(db: Database[Any], me: UserId) -> str:
    known = select_whereabouts(db, [me]).get(me)
    locale = (known.locale if known else None) or "en"
    return WORDS.vi if locale.startswith("vi") else WORDS.en
