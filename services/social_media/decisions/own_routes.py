"""HTTP for decisions about what is one's own, and for appealing against them."""

from datetime import UTC, datetime

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.cases.models import CasePath
from services.social_media.decisions import actions, rules
from services.social_media.decisions.models import AgainstMe, AgainstMeList, NewAppeal
from services.social_media.decisions.store import select_against
from services.social_media.mongo import database
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, no_content, reply

decisions = APIBlueprint(
    "decisions",
    __name__,
    url_prefix=f"{PREFIX}/decisions",
    abp_tags=[Tag(name="Reports")],
    abp_security=[{"bearer": []}],
)
# Whoever is suspended may still appeal.
decisions.before_request(require_user)


@decisions.get("", summary="See what was decided about yours", responses={"200": AgainstMeList})
def list_decisions() -> Response:
    now = datetime.now(UTC)

    items = [
        AgainstMe(
            case_id=case.case_id,
            subject_kind=case.subject.kind,
            subject_id=case.subject.id,
            text=case.text,
            reason=case.decision.reason,
            hidden=case.decision.hide,
            sanction=rules.sanction_of(case.decision),
            at=case.decision.at,
            appeal=case.appeal.state if case.appeal else None,
            can_appeal_until=rules.appeal_until(case, now),
        )
        for case in select_against(database(), caller().user_id)
        if case.decision and rules.has_consequences(case.decision)
    ]
    return reply(AgainstMeList(items=items))


@decisions.post(
    "/<case_id>/appeal",
    summary="Ask somebody else to look at it again",
    responses={"204": None},
)
def appeal(path: CasePath, body: NewAppeal) -> Response:
    now = datetime.now(UTC)

    actions.appeal(database(), path.case_id, caller().user_id, body.text, now=now)
    return no_content()
