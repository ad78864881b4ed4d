"""Choosing to smoke fewer a day, changing that, and giving it up."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from services.user_cessation.cutdown import rules, store
from services.user_cessation.cutdown.models import CutDown, CutDownIn, CutDownOut, Habit
from services.user_cessation.profile.actions import hold_member
from services.user_cessation.revisions import actions as revisions
from services.user_cessation.revisions.models import PlanArea
from shared.models.ids import UserId
from shared.models.problem import NotFound, PreconditionFailed
from shared.postgres.pool import Connection


def read_cut_down(conn: Connection, user_id: UserId, *, now: datetime) -> CutDownOut:
    plan = store.select_cut_down(conn, user_id)
    if plan is None:
        raise NotFound("You are not cutting down.")
    habit = store.select_habit(conn, user_id)
    return rules.document(plan, habit, _today(habit, now))


def cut_down(
    conn: Connection, user_id: UserId, new: CutDownIn, *, version: int | None, now: datetime
) -> CutDownOut:
    hold_member(conn, user_id)
    former = _chosen(store.select_cut_down(conn, user_id), version)
    habit = store.select_habit(conn, user_id)
    today = _today(habit, now)
    plan = rules.planned(new, habit, today, former.version + 1 if former else 1)

    store.upsert_cut_down(conn, user_id, plan)
    _record(conn, user_id, former, plan, now)
    return rules.document(plan, habit, today)


def stop_cutting_down(
    conn: Connection, user_id: UserId, *, version: int | None, now: datetime
) -> None:
    hold_member(conn, user_id)
    former = _chosen(store.select_cut_down(conn, user_id), version)

    store.delete_cut_down(conn, user_id)
    _record(conn, user_id, former, None, now)


def _chosen(plan: CutDown | None, version: int | None) -> CutDown | None:
    if version is not None and (plan is None or plan.version != version):
        raise PreconditionFailed
    return plan


def _today(habit: Habit, now: datetime) -> date:
    return now.astimezone(ZoneInfo(habit.time_zone)).date()


def _record(
    conn: Connection, user_id: UserId, before: CutDown | None, after: CutDown | None, now: datetime
) -> None:
    revisions.record(
        conn,
        user_id,
        PlanArea.CUT_DOWN,
        before=rules.state(before),
        after=rules.state(after),
        now=now,
    )
