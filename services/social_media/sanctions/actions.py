"""Imposing and lifting sanctions, and what they keep somebody from."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from pymongo.database import Database

from services.social_media.moderation.models import Reason
from services.social_media.notifications.actions import notify
from services.social_media.notifications.models import News
from services.social_media.sanctions import rules, store
from services.social_media.sanctions.models import BARRING, Sanction
from services.social_media.sockets.fanout import Delivery, session_ended
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory, TitleKey, titled
from shared.models.problem import Forbidden

_NEWS = UUID("f2c1d5a4-3e55-4f4c-a6a0-0d8d9c1f7b33")


def impose(
    db: Database[Any],
    user_id: UserId,
    rung: int,
    reason: Reason,
    *,
    case_id: UUID,
    by: UserId,
    now: datetime,
) -> list[Delivery]:
    """Put somebody on a rung of the ladder for a case, once, and tell them.

    What it returns closes the sockets of whoever may not come in any more.
    """
    sanction = store.upsert_sanction(
        db,
        Sanction(
            sanction_id=case_id,
            user_id=user_id,
            kind=rules.LADDER[rung].kind,
            reason=reason,
            case_id=case_id,
            by=by,
            at=now,
            until=rules.ends_at(rung, now),
        ),
    )
    told = notify(db, _news(sanction, titled("sanction", sanction.kind), sanction.at))
    if sanction.kind in BARRING:
        return [told, session_ended(user_id, None)]
    return [told]


def lift(db: Database[Any], sanction_id: UUID, *, now: datetime) -> tuple[UserId, Delivery] | None:
    """End a sanction early; whom it was imposed on and what tells them, None if it was over."""
    sanction = store.update_lifted(db, sanction_id, now)
    if sanction is None:
        return None
    return sanction.user_id, notify(db, _news(sanction, "sanction.lifted", now))


def history_of(db: Database[Any], user_id: UserId) -> list[Sanction]:
    """Everything that was ever imposed on someone, newest first."""
    return store.select_sanctions(db, user_id)


def check_may_come_in(db: Database[Any], user_id: UserId, *, now: datetime) -> None:
    """Raise Forbidden for somebody who is suspended or banned."""
    bar = rules.keeps_out(store.select_in_force(db, [user_id], now), now)
    if bar:
        raise suspended(bar)


def is_silenced(db: Database[Any], user_id: UserId, *, now: datetime) -> bool:
    """Whether somebody may not write now."""
    return user_id in silenced_among(db, [user_id], now=now)


def silenced_among(db: Database[Any], ids: Collection[UserId], *, now: datetime) -> set[UserId]:
    """Those of the people who may not write now."""
    in_force = store.select_in_force(db, ids, now)
    return {each.user_id for each in in_force if rules.silences([each], now)}


def suspended(bar: Sanction) -> Forbidden:
    return Forbidden(
        "You cannot take part in the community for now; you can appeal.",
        code="suspended",
        until=bar.until.isoformat() if bar.until else None,
    )


def _news(sanction: Sanction, title_key: TitleKey, at: datetime) -> News:
    return News(
        user_id=sanction.user_id,
        event_id=uuid5(_NEWS, f"{sanction.sanction_id} {title_key}"),
        category=NotificationCategory.MODERATION,
        title_key=title_key,
        data={
            "case_id": sanction.case_id,
            "reason": sanction.reason.value,
            "until": sanction.until,
        },
        at=at,
    )
