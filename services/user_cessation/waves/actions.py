"""Sitting out a wave: it begins once, ends once, and its end is a craving in the log."""

from datetime import datetime
from uuid import UUID

from services.user_cessation.cravings.actions import log_craving
from services.user_cessation.cravings.models import CravingIn, Logged
from services.user_cessation.cravings.rules import moment_of
from services.user_cessation.waves import rules, store
from services.user_cessation.waves.models import OutcomeIn, Wave, WaveIn
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict, NotFound
from shared.postgres.pool import Connection


def begin_wave(
    conn: Connection, user_id: UserId, new: WaveIn, *, now: datetime
) -> tuple[Wave, bool]:
    """The wave as stored, and whether it is new."""
    first = store.select_wave(conn, user_id, new.client_id)
    if first is None:
        mine = Wave(
            wave_id=uuid7(),
            client_id=new.client_id,
            started_at=moment_of(new.started_at, now, field="started_at"),
            minutes=new.minutes,
            intensity=new.intensity,
            trigger=new.trigger,
            ended_at=None,
            craving_id=None,
        )
        if store.insert_wave(conn, user_id, mine):
            return mine, True
        first = store.select_wave(conn, user_id, new.client_id)
    if first is None:
        raise Conflict("This wave was erased meanwhile.")
    return first, False


def end_wave(
    conn: Connection,
    user_id: UserId,
    client_id: UUID,
    outcome: OutcomeIn,
    *,
    now: datetime,
    request_id: str,
) -> tuple[Logged, bool]:
    """The craving it became, and whether that is new. Wave, craving and slip are one transaction.

    The craving has the client id of the wave, so an outcome that is sent again finds the first.
    """
    wave = store.select_wave(conn, user_id, client_id)
    if wave is None:
        raise NotFound

    ended_at = wave.ended_at or rules.ended_at(wave, outcome.ended_at, now)
    known = outcome.model_dump(exclude={"ended_at"})
    craving, is_new = log_craving(
        conn,
        user_id,
        CravingIn(
            **known,
            client_id=client_id,
            occurred_at=wave.started_at,
            intensity=wave.intensity,
            trigger=wave.trigger,
        ),
        now=now,
        request_id=request_id,
    )
    store.update_ended(conn, wave.wave_id, craving.craving_id, ended_at)
    return craving, is_new
