"""Following a pack, giving it up, and noting each piece."""

from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

from services.user_cessation.medication.actions import read_smoker
from services.user_cessation.medication.models import NrtProduct
from services.user_cessation.profile.actions import hold_member
from services.user_cessation.replacement import rules, store
from services.user_cessation.replacement.models import (
    Course,
    CourseIn,
    CourseOut,
    Courses,
    Use,
    UsedOut,
    UseIn,
)
from services.user_cessation.revisions import actions as revisions
from services.user_cessation.revisions.models import PlanArea
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict, PreconditionFailed
from shared.postgres.pool import Connection


def read_courses(conn: Connection, user_id: UserId, *, now: datetime) -> Courses:
    smoker = read_smoker(conn, user_id)
    held = store.select_courses(conn, user_id)
    return rules.courses(smoker, held, now.astimezone(ZoneInfo(smoker.time_zone)).date())


def follow_label(
    conn: Connection,
    user_id: UserId,
    product: NrtProduct,
    new: CourseIn,
    *,
    version: int | None,
    now: datetime,
) -> CourseOut:
    """Follow a label from some day on, in place of the one before."""
    hold_member(conn, user_id)
    smoker = read_smoker(conn, user_id)
    former = _held(conn, user_id, product)
    if version is not None and (former is None or former.version != version):
        raise PreconditionFailed

    today = now.astimezone(ZoneInfo(smoker.time_zone)).date()
    label = rules.chosen(smoker, product, new, today)
    course = Course(product, label.code, new.started_on, former.version + 1 if former else 1)

    store.upsert_course(conn, user_id, course)
    _record(conn, user_id, former, course, now)
    return rules.course(course)


def stop_course(
    conn: Connection,
    user_id: UserId,
    product: NrtProduct,
    *,
    version: int | None,
    now: datetime,
) -> None:
    hold_member(conn, user_id)
    former = _held(conn, user_id, product)
    if version is not None and (former is None or former.version != version):
        raise PreconditionFailed

    store.delete_course(conn, user_id, product)
    _record(conn, user_id, former, None, now)


def note_use(
    conn: Connection, user_id: UserId, new: UseIn, *, now: datetime
) -> tuple[UsedOut, bool]:
    """The use as stored, with that day's total, and whether it is new."""
    smoker = read_smoker(conn, user_id)
    if smoker.country is None:
        raise Conflict("Tell us where you live first.", code="no_profile")

    use = store.select_use(conn, user_id, new.client_id)
    is_new = False
    if use is None:
        used_at = rules.moment_of(new.used_at, now)
        local_date = used_at.astimezone(ZoneInfo(smoker.time_zone)).date()
        mine = Use(uuid7(), new.client_id, new.product, new.amount, used_at, local_date, now)
        is_new = store.insert_use(conn, user_id, mine)
        use = mine if is_new else store.select_use(conn, user_id, new.client_id)
    if use is None:
        raise Conflict("This entry was erased meanwhile.")

    day = store.select_day(conn, user_id, use.local_date, use.product)
    today = now.astimezone(ZoneInfo(smoker.time_zone)).date()
    held = {each.product: each for each in store.select_courses(conn, user_id)}
    most = rules.max_day(smoker, use.product, held, today)
    return (
        UsedOut(**asdict(use), day_total=day, max_day=most, warning=rules.warning(day, most)),
        is_new,
    )


def _held(conn: Connection, user_id: UserId, product: NrtProduct) -> Course | None:
    courses = store.select_courses(conn, user_id)
    return next((each for each in courses if each.product == product), None)


def _record(
    conn: Connection, user_id: UserId, before: Course | None, after: Course | None, now: datetime
) -> None:
    revisions.record(
        conn,
        user_id,
        PlanArea.MEDICATION,
        before=rules.state(before),
        after=rules.state(after),
        now=now,
    )
