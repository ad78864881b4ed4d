"""HTTP for moderators: the queue, taking and deciding cases, and judging appeals."""

from datetime import UTC, datetime

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.audit.recording import record, record_listed
from services.social_media.cases import actions as cases
from services.social_media.cases import rules as queue
from services.social_media.cases.keeping import keepers
from services.social_media.cases.models import (
    Case,
    CaseDetail,
    CaseList,
    CaseOut,
    CasePath,
    CaseQuery,
)
from services.social_media.cases.store import select_queue, update_unclaimed
from services.social_media.decisions import actions, rules, store
from services.social_media.decisions.models import (
    AppealList,
    AppealOut,
    NewDecision,
    NewJudgement,
)
from services.social_media.mongo import database
from services.social_media.reports.store import select_notes
from services.social_media.sanctions.actions import history_of
from services.social_media.sanctions.routes import shown as sanction_shown
from services.social_media.sanctions.rules import usual
from services.social_media.sockets.publishing import publish
from shared.auth.guard import caller, require_role
from shared.auth.roles import Role
from shared.models.problem import NotFound
from shared.web import PREFIX, no_content, reply

MOST_APPEALS = 100

moderation = APIBlueprint(
    "moderation",
    __name__,
    url_prefix=f"{PREFIX}/moderation",
    abp_tags=[Tag(name="Moderation")],
    abp_security=[{"bearer": []}],
)
moderation.before_request(require_role(Role.MODERATOR, Role.ADMIN))


@moderation.get("/cases", summary="See the queue", responses={"200": CaseList})
def list_cases(query: CaseQuery) -> Response:
    after = queue.place_from(query.after) if query.after else None

    found = select_queue(database(), only_overdue=query.overdue, after=after, most=query.limit + 1)
    page = found[: query.limit]
    following = queue.cursor_of(page[-1]) if len(found) > len(page) else None
    record_listed("cases.read", (case.author_id for case in page))
    return reply(CaseList(items=[CaseOut(**_fields(case)) for case in page], next=following))


@moderation.get("/cases/<case_id>", summary="See a case", responses={"200": CaseDetail})
def see_case(path: CasePath) -> Response:
    now = datetime.now(UTC)

    case = cases.look_at(database(), path.case_id)
    record("case.read", about=case.case_id, person=case.author_id)
    history = history_of(database(), case.author_id) if case.author_id else []
    rung = usual(history, case.reasons[0], now) if case.author_id and case.reasons else None
    return reply(
        CaseDetail(
            **_fields(case),
            author_id=case.author_id,
            history=[sanction_shown(each) for each in history],
            usual_rung=rung,
            notes=select_notes(database(), case.subject),
        )
    )


@moderation.post("/cases/<case_id>/claim", summary="Take a case", responses={"200": CaseOut})
def claim_case(path: CasePath) -> Response:
    now = datetime.now(UTC)

    case = cases.claim(database(), path.case_id, caller().user_id, now=now)
    record("case.claimed", about=case.case_id, person=case.author_id)
    return reply(CaseOut(**_fields(case)))


@moderation.delete("/cases/<case_id>/claim", summary="Give a case back", responses={"204": None})
def unclaim_case(path: CasePath) -> Response:
    case = cases.look_at(database(), path.case_id)
    if not update_unclaimed(database(), path.case_id, caller().user_id):
        raise NotFound
    record("case.given_back", about=case.case_id, person=case.author_id)
    return no_content()


@moderation.post("/cases/<case_id>/decision", summary="Decide a case", responses={"204": None})
def decide_case(path: CasePath, body: NewDecision) -> Response:
    now = datetime.now(UTC)

    case = cases.look_at(database(), path.case_id)
    deliveries = actions.decide(database(), keepers(), path.case_id, caller(), body, now=now)
    record(
        "case.decided",
        about=case.case_id,
        person=case.author_id,
        hide=str(body.hide),
        rung="none" if body.rung is None else str(body.rung),
        reason=body.reason.value,
    )

    publish(deliveries)
    return no_content()


@moderation.get("/appeals", summary="See who appealed", responses={"200": AppealList})
def list_appeals() -> Response:
    waiting = store.select_appeals(database(), MOST_APPEALS)
    record_listed("appeals.read", (case.author_id for case in waiting))
    items = [
        AppealOut(
            case_id=case.case_id,
            subject_kind=case.subject.kind,
            text=case.text,
            reason=case.decision.reason,
            hidden=case.decision.hide,
            sanction=rules.sanction_of(case.decision),
            decided_at=case.decision.at,
            note=case.decision.note,
            appeal=case.appeal.text,
            appealed_at=case.appeal.at,
        )
        for case in waiting
        if case.decision and case.appeal
    ]
    return reply(AppealList(items=items))


@moderation.post("/appeals/<case_id>/judgement", summary="Judge an appeal", responses={"204": None})
def judge_appeal(path: CasePath, body: NewJudgement) -> Response:
    now = datetime.now(UTC)

    case = cases.look_at(database(), path.case_id)
    deliveries = actions.judge(database(), keepers(), path.case_id, caller().user_id, body, now=now)
    record(
        "appeal.judged",
        about=case.case_id,
        person=case.author_id,
        overturn=str(body.overturn),
    )

    publish(deliveries)
    return no_content()


def _fields(case: Case) -> dict[str, object]:
    return {
        "case_id": case.case_id,
        "subject_kind": case.subject.kind,
        "subject_id": case.subject.id,
        "text": case.text,
        "is_hidden": case.is_hidden,
        "state": case.state,
        "crisis": case.crisis,
        "reasons": list(case.reasons),
        "reports": len(case.reporters),
        "opened_at": case.opened_at,
        "due_at": case.due_at,
        "overdue_at": case.overdue_at,
        "claimed_by": case.claimed_by,
        "claimed_until": case.claimed_until,
    }
