"""Making, changing, ordering and dropping if-then pairs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from services.user_cessation.coping import rules, store
from services.user_cessation.coping.models import CopingPair, CopingPairIn, NewCopingPairIn
from services.user_cessation.profile.actions import hold_member
from services.user_cessation.revisions import actions as revisions
from services.user_cessation.revisions.models import PlanArea
from shared.models.ids import UserId, uuid7
from shared.models.problem import PreconditionFailed
from shared.postgres.pool import Connection


def pairs_of(conn: Connection, user_id: UserId) -> list[CopingPair]:
    """What a member means to do, in their own order, for whoever reminds them of it."""
    return store.select_pairs(conn, user_id)


def add_pair(
    conn: Connection, user_id: UserId, new: NewCopingPairIn, *, now: datetime
) -> tuple[CopingPair, bool]:
    """The pair as stored, last in the order, and whether it is new."""
    hold_member(conn, user_id)
    pairs = store.select_pairs(conn, user_id)
    first = next((pair for pair in pairs if pair.client_id == new.client_id), None)
    if first is not None:
        return first, False

    rules.room(pairs)
    pair = CopingPair(
        pair_id=uuid7(),
        client_id=new.client_id,
        trigger=new.trigger,
        response=new.response,
        strategy=new.strategy.value if new.strategy else None,
        version=1,
        created_at=now,
    )

    store.insert_pair(conn, user_id, pair)
    _record(conn, user_id, pair.pair_id, now, before=None, after=pair)
    return pair, True


def change_pair(
    conn: Connection,
    user_id: UserId,
    pair_id: UUID,
    new: CopingPairIn,
    *,
    version: int | None,
    now: datetime,
) -> CopingPair:
    hold_member(conn, user_id)
    former = rules.chosen(store.select_pairs(conn, user_id), pair_id, version)
    pair = replace(
        former,
        trigger=new.trigger,
        response=new.response,
        strategy=new.strategy.value if new.strategy else None,
        version=former.version + 1,
    )

    store.update_pair(conn, user_id, pair)
    _record(conn, user_id, pair_id, now, before=former, after=pair)
    return pair


def drop_pair(
    conn: Connection, user_id: UserId, pair_id: UUID, *, version: int | None, now: datetime
) -> None:
    hold_member(conn, user_id)
    former = rules.chosen(store.select_pairs(conn, user_id), pair_id, version)

    store.delete_pair(conn, user_id, pair_id)
    _record(conn, user_id, pair_id, now, before=former, after=None)


def order_pairs(
    conn: Connection,
    user_id: UserId,
    wanted: Sequence[UUID],
    *,
    version: int | None,
    now: datetime,
) -> tuple[list[CopingPair], int]:
    """The pairs in their new order, and the plan's version after it.

    `version` is the plan's: an order is about all pairs, so a change to any of them is one to it.
    """
    hold_member(conn, user_id)
    pairs = store.select_pairs(conn, user_id)
    if version is not None and version != revisions.plan_version(conn, user_id):
        raise PreconditionFailed

    rules.check_order(pairs, wanted)

    store.update_positions(conn, user_id, wanted)
    revisions.record(
        conn,
        user_id,
        PlanArea.COPING,
        before={"order": [pair.pair_id for pair in pairs]},
        after={"order": list(wanted)},
        now=now,
    )
    return store.select_pairs(conn, user_id), revisions.plan_version(conn, user_id)


def _record(
    conn: Connection,
    user_id: UserId,
    pair_id: UUID,
    now: datetime,
    *,
    before: CopingPair | None,
    after: CopingPair | None,
) -> None:
    revisions.record(
        conn,
        user_id,
        PlanArea.COPING,
        before=rules.state(before),
        after=rules.state(after),
        subject_id=pair_id,
        now=now,
    )
