"""What members do with their profile."""

from datetime import datetime

from services.user_cessation.followups.actions import follow_member
from services.user_cessation.profile import rules, store
from services.user_cessation.profile.models import (
    Price,
    PriceIn,
    Profile,
    ProfileIn,
    Tobacco,
    TobaccoIn,
)
from services.user_cessation.spending import store as spending
from shared.models.events import ProfileChanged
from shared.models.ids import UserId
from shared.models.problem import Conflict, PreconditionFailed
from shared.postgres.pool import Connection


def change_profile(
    conn: Connection,
    user_id: UserId,
    new: ProfileIn,
    *,
    version: int | None,
    now: datetime,
    request_id: str,
) -> Profile:
    """Whoever moves to another time zone takes along what is due in the morning."""
    announced = ProfileChanged(
        occurred_at=now,
        request_id=request_id,
        user_id=user_id,
        time_zone=new.time_zone,
        country=new.country,
    )
    changed = (
        store.upsert_profile(conn, user_id, new, announced)
        if version is None
        else store.update_profile(conn, user_id, new, announced, version=version)
    )
    if changed is None:
        raise PreconditionFailed
    follow_member(conn, user_id, time_zone=changed.time_zone, now=now)
    return changed


def change_tobacco(
    conn: Connection, user_id: UserId, new: TobaccoIn, *, version: int | None
) -> Tobacco:
    if version is None:
        return store.upsert_tobacco(conn, user_id, new)
    changed = store.update_tobacco(conn, user_id, new, version=version)
    if changed is None:
        raise PreconditionFailed
    return changed


def add_price(conn: Connection, user_id: UserId, new: PriceIn, *, now: datetime) -> Price:
    hold_member(conn, user_id)
    history = store.select_prices(conn, user_id)

    in_use = spending.select_currencies(conn, user_id)

    price = rules.next_price(history, new, now, in_use=in_use)

    store.upsert_price(conn, user_id, price)
    return price


def hold_member(conn: Connection, user_id: UserId) -> Profile:
    """Let nobody else change what this member has, until the transaction ends."""
    profile = store.lock_profile(conn, user_id)
    if profile is None:
        raise Conflict("Tell us where you live first.", code="no_profile")
    return profile


def country_of(conn: Connection, user_id: UserId) -> str | None:
    """Where somebody lives, if they said so."""
    profile = store.select_profile(conn, user_id)
    return profile.country if profile else None
