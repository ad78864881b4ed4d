"""Logging a craving: once, however often it arrives, and with its slip if it became one."""

from datetime import datetime

from services.user_cessation.consents.store import lock_account
from services.user_cessation.cravings import rules, store
from services.user_cessation.cravings.models import Craving, CravingIn, Logged
from services.user_cessation.slips.actions import record_slip
from services.user_cessation.slips.models import SlipIn
from shared.models.events import CravingLogged
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict
from shared.postgres.pool import Connection


def log_craving(
    conn: Connection, user_id: UserId, new: CravingIn, *, now: datetime, request_id: str
) -> tuple[Logged, bool]:
    """The craving as stored, and whether it is new. The slip is in the same transaction."""
    is_new = False
    situation = store.select_situation(conn, user_id, new.client_id)
    if situation is None:
        raise Conflict("Tell us where you live first.", code="no_profile")

    if not situation.is_repeated:
        occurred_at = rules.moment_of(new.occurred_at, now)
        slipped = rules.is_slip(
            smoked=new.smoked, occurred_at=occurred_at, quit_at=situation.quit_at
        )
        slip_id = None
        if slipped:
            slip, _ = record_slip(
                conn, user_id, _slip(new, occurred_at), now=now, request_id=request_id
            )
            slip_id = slip.slip_id
        mine = Craving(
            craving_id=uuid7(),
            client_id=new.client_id,
            slip_id=slip_id,
            occurred_at=occurred_at,
            time_zone=situation.time_zone,
            intensity=new.intensity,
            intensity_after=new.intensity_after,
            smoked=new.smoked,
            cigarettes=new.cigarettes or 0,
            product=new.product.value if new.product else None,
            company=[each.value for each in new.company],
            activity=[each.value for each in new.activity],
            feeling=[each.value for each in new.feeling],
            strategy=[each.value for each in new.strategy],
            trigger=new.trigger,
            place_label=new.place_label,
            note=new.note,
            logged_at=now,
        )
        event = CravingLogged(
            occurred_at=now,
            request_id=request_id,
            user_id=user_id,
            craving_id=mine.craving_id,
            passed=not mine.smoked,
        )
        is_new = store.insert_craving(conn, user_id, mine, event)
        if is_new and new.geo:
            lock_account(conn, user_id)  # so that no answer about places comes in between
            store.insert_place(conn, user_id, mine.craving_id, new.geo)

    stored = store.select_craving(conn, user_id, new.client_id)
    if stored is None:
        raise Conflict("This craving was erased meanwhile.")
    return stored, is_new


def _slip(new: CravingIn, smoked_at: datetime) -> SlipIn:
    """The same client id: told once as a craving and once as a slip, it is still one slip."""
    return SlipIn(
        client_id=new.client_id,
        smoked_at=smoked_at,
        cigarettes=new.cigarettes or 1,
        product=new.product,
        trigger=new.trigger,
    )
