"""Deciding cases and judging appeals, and everything that follows.

What was decided is stored first; what follows from it may be done again, so a crash in between is
made good by the clock.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from pymongo.database import Database

from services.social_media.cases import rules as cases
from services.social_media.cases.actions import look_at
from services.social_media.cases.models import (
    Appeal,
    AppealState,
    Case,
    Decision,
    Keepers,
)
from services.social_media.decisions import rules, store
from services.social_media.decisions.models import NewDecision, NewJudgement
from services.social_media.moderation.actions import not_good
from services.social_media.notifications.actions import notify
from services.social_media.notifications.models import News
from services.social_media.reports import actions as reports
from services.social_media.sanctions import actions as sanctions
from services.social_media.sanctions import rules as ladder
from services.social_media.sockets.fanout import Delivery
from shared.auth.authenticator import Caller
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory, TitleKey, titled
from shared.models.problem import Conflict, NotFound

LEFT_UNDONE = timedelta(minutes=1)
"""After this a decision whose effects are missing was made by a process that died."""

_NEWS = UUID("3c1b5c8e-8a43-4c8f-8c39-7d4a1e2f5b60")


def decide(
    db: Database[Any],
    keepers: Keepers,
    case_id: UUID,
    moderator: Caller,
    wanted: NewDecision,
    *,
    now: datetime,
) -> list[Delivery]:
    case = look_at(db, case_id)
    cases.check_may_judge(case, moderator.user_id)
    rules.check_may_decide(case, moderator.user_id, now)
    if wanted.hide and keepers[case.subject.kind].hide is None:
        raise Conflict("This cannot be hidden.", code="cannot_be_hidden")
    if wanted.rung is not None:
        if case.author_id is None:
            raise Conflict("There is nobody to sanction.", code="nobody")
        history = sanctions.history_of(db, case.author_id)
        ladder.check_rung(wanted.rung, history, wanted.reason, moderator.role, now)

    decided = store.update_decided(
        db,
        case_id,
        Decision(
            reason=wanted.reason,
            hide=wanted.hide,
            rung=wanted.rung,
            note=wanted.note,
            by=moderator.user_id,
            at=now,
        ),
    )
    if decided is None:
        raise Conflict("Somebody else has this case now.", code="not_claimed")
    return apply(db, keepers, decided, now=now)


def appeal(
    db: Database[Any], case_id: UUID, author_id: UserId, text: str, *, now: datetime
) -> None:
    case = look_at(db, case_id)
    if case.author_id != author_id or case.decision is None:
        raise NotFound
    if rules.appeal_until(case, now) is None:
        raise Conflict("There is nothing to appeal against any more.", code="no_appeal")
    made = Appeal(text=text, at=now, state=AppealState.OPEN, by=None, note="", judged_at=None)
    if store.update_appealed(db, case_id, author_id, made) is None:
        raise Conflict("You have appealed already.", code="no_appeal")


def judge(
    db: Database[Any],
    keepers: Keepers,
    case_id: UUID,
    moderator: UserId,
    wanted: NewJudgement,
    *,
    now: datetime,
) -> list[Delivery]:
    """Judge an appeal; what is overturned is undone."""
    case = look_at(db, case_id)
    cases.check_may_judge(case, moderator)
    rules.check_may_judge_appeal(case, moderator)

    state = AppealState.OVERTURNED if wanted.overturn else AppealState.UPHELD
    judged = store.update_judged(db, case_id, state, moderator, wanted.note, now)
    if judged is None:
        raise Conflict("This appeal is judged.", code="judged")
    return apply(db, keepers, judged, now=now)


def finish_undone(db: Database[Any], keepers: Keepers, *, now: datetime) -> list[Delivery]:
    """Do what follows from decisions whose makers died before they could."""
    return [
        delivery
        for case in store.select_unapplied(db, now - LEFT_UNDONE)
        for delivery in apply(db, keepers, case, now=now)
    ]


def apply(db: Database[Any], keepers: Keepers, case: Case, *, now: datetime) -> list[Delivery]:
    """Do what follows from what was decided or judged; once or often is the same."""
    if case.appeal and case.appeal.state is not AppealState.OPEN:
        deliveries = _after_appeal(db, keepers, case, case.appeal, now)
    else:
        deliveries = _after_decision(db, keepers, case, now)
    store.update_applied(db, case.case_id)
    return deliveries


def _after_decision(
    db: Database[Any], keepers: Keepers, case: Case, now: datetime
) -> list[Delivery]:
    decision, keeper = case.decision, keepers[case.subject.kind]
    assert decision is not None  # only what was decided is applied
    deliveries: list[Delivery] = []
    if decision.hide and keeper.hide:
        deliveries += keeper.hide(db, case.subject.id, now)
    elif case.is_hidden and keeper.release:
        deliveries += keeper.release(db, case.subject.id, now)
    if case.author_id:
        if decision.hide:
            not_good(db, case.author_id, case.subject)
        if decision.rung is not None:
            deliveries += sanctions.impose(
                db,
                case.author_id,
                decision.rung,
                decision.reason,
                case_id=case.case_id,
                by=decision.by,
                now=decision.at,
            )
        elif decision.hide or case.is_hidden:
            key: TitleKey = "case.hidden" if decision.hide else "case.released"
            deliveries.append(_tell_author(db, case, case.author_id, key, decision.at))
    deliveries += reports.tell_outcome(
        db, case.case_id, acted=rules.has_consequences(decision), now=decision.at
    )
    return deliveries


def _after_appeal(
    db: Database[Any], keepers: Keepers, case: Case, appeal: Appeal, now: datetime
) -> list[Delivery]:
    deliveries: list[Delivery] = []
    assert appeal.judged_at is not None  # it was judged
    if appeal.state is AppealState.OVERTURNED:
        release = keepers[case.subject.kind].release
        if case.decision and case.decision.hide and release:
            deliveries += release(db, case.subject.id, now)
        if case.decision and case.decision.rung is not None:
            lifted = sanctions.lift(db, case.case_id, now=appeal.judged_at)
            deliveries += [lifted[1]] if lifted else []
    if case.author_id:
        title_key = titled("appeal", appeal.state)
        deliveries.append(_tell_author(db, case, case.author_id, title_key, appeal.judged_at))
    return deliveries


def _tell_author(
    db: Database[Any], case: Case, author_id: UserId, title_key: TitleKey, at: datetime
) -> Delivery:
    data = {"case_id": case.case_id, "subject_kind": case.subject.kind.value}
    if case.decision:
        data["reason"] = case.decision.reason.value
    news = News(
        user_id=author_id,
        event_id=uuid5(_NEWS, f"{case.case_id} {title_key}"),
        category=NotificationCategory.MODERATION,
        title_key=title_key,
        data=data,
        at=at,
    )
    return notify(db, news)
