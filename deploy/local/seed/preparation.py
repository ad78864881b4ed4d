"""The demo members' plans, cravings and journals, each written as the member would have."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from deploy.local.seed import cast
from deploy.local.seed.history import day_before, known_id, moment
from deploy.local.seed.notes import NOTES, Entry, Notes, Urge
from services.user_cessation.checklist.actions import tick
from services.user_cessation.checklist.models import ChecklistIn
from services.user_cessation.coping.actions import add_pair
from services.user_cessation.coping.models import NewCopingPairIn
from services.user_cessation.cravings.actions import log_craving
from services.user_cessation.cravings.models import CravingIn
from services.user_cessation.journal.actions import write_entry
from services.user_cessation.journal.models import EntryIn
from services.user_cessation.readiness.actions import answer
from services.user_cessation.readiness.models import ReadinessIn
from services.user_cessation.reasons.actions import add_reason
from services.user_cessation.reasons.models import NewReasonIn
from shared.models.ids import UserId
from shared.postgres.pool import Connection

SOON_AFTER = timedelta(hours=2)
"""How long after they joined members made their plan."""


def plant(conn: Connection, ids: Mapping[str, UserId], now: datetime) -> None:
    for person in cast.MEMBERS:
        joined = moment(person, day_before(person, now, person.joined_days_ago), time(9, 15))
        me, prepared_at = ids[person.login], joined + SOON_AFTER
        ready = person.story is not None and person.story.quit_days_ago is not None
        readiness = ReadinessIn(client_id=known_id(me, "readiness"), ready=ready)
        answer(conn, me, readiness, now=prepared_at)
        if notes := NOTES.get(person.login):
            _prepare(conn, me, notes, prepared_at)
            for urge in notes.urges:
                _feel(conn, me, urge, now - timedelta(hours=urge.hours_ago))
            for entry in notes.entries:
                day = day_before(person, now, entry.days_ago)
                _write(conn, me, entry, moment(person, day, time(21, 40)))


def _prepare(conn: Connection, me: UserId, notes: Notes, at: datetime) -> None:
    for words in notes.reasons:
        add_reason(conn, me, NewReasonIn(client_id=known_id(me, words), words=words), now=at)
    for trigger, response, strategy in notes.pairs:
        pair = NewCopingPairIn(
            client_id=known_id(me, trigger), trigger=trigger, response=response, strategy=strategy
        )
        add_pair(conn, me, pair, now=at)
    ticked = ChecklistIn(told=notes.told, removed=notes.removed)
    tick(conn, me, ticked, version=None, now=at)


def _feel(conn: Connection, me: UserId, urge: Urge, at: datetime) -> None:
    client_id = known_id(me, "craving", urge.hours_ago)
    felt = CravingIn(
        client_id=client_id,
        smoked=False,
        intensity=urge.intensity,
        intensity_after=urge.after,
        company=(urge.company,),
        activity=(urge.activity,),
        feeling=(urge.feeling,),
        strategy=(urge.strategy,),
    )
    log_craving(conn, me, felt, now=at, request_id=str(client_id))


def _write(conn: Connection, me: UserId, entry: Entry, at: datetime) -> None:
    written = EntryIn(
        client_id=known_id(me, entry.text), text=entry.text, mood=entry.mood, shared=entry.shared
    )
    write_entry(conn, me, written, now=at)
