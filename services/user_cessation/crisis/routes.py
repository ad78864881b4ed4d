"""HTTP for those on call, about people who may be in danger."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation import audit
from services.user_cessation.crisis import actions, duty, file_store, rules, store
from services.user_cessation.crisis.models import (
    CrisisCaseFile,
    CrisisCaseOut,
    CrisisCasePath,
    CrisisCases,
    CrisisCasesPage,
    CrisisClosing,
    CrisisNoteOut,
    CrisisReplyOut,
    CrisisTemplate,
    CrisisTemplates,
    NewCrisisCase,
    NewCrisisNote,
    NewCrisisReply,
    OnCallIn,
    OnCallList,
    OnCallOut,
)
from services.user_cessation.crisis.templates import TEMPLATES
from services.user_cessation.db import autocommit, transaction
from services.user_cessation.paging import NEWEST, Place, cut
from shared.auth.guard import caller, require_role, require_user
from shared.auth.roles import Role
from shared.web import PREFIX, no_content, reply

TAGS = [Tag(name="crisis")]

crisis = APIBlueprint(
    "crisis",
    __name__,
    url_prefix=f"{PREFIX}/crisis",
    abp_tags=TAGS,
    abp_security=[{"bearer": []}],
)
crisis.before_request(require_role(Role.SUPPORT, Role.ADMIN, Role.COACH))

crisis_words = APIBlueprint(
    "crisis_words",
    __name__,
    url_prefix=f"{PREFIX}/crisis/templates",
    abp_tags=TAGS,
    abp_security=[{"bearer": []}],
)
crisis_words.before_request(require_user)


@crisis_words.get("", responses={HTTPStatus.OK: CrisisTemplates})
def list_templates() -> Response:
    """What somebody in danger may be told: `crisis.reply.` and a code are its key."""
    items = [CrisisTemplate(code=each.code, words=each.words) for each in TEMPLATES]
    return reply(CrisisTemplates(items=items))


@crisis.get("/cases", responses={HTTPStatus.OK: CrisisCases})
def list_cases(query: CrisisCasesPage) -> Response:
    """What waits, the longest first; or what is over, newest first. On the record."""
    now = datetime.now(UTC)

    with transaction() as conn:
        duty.require_duty(conn, caller(), now)
        if query.state == "open":
            rows = store.select_open(conn, after=query.after, most=query.limit + 1)
        else:
            rows = store.select_closed(conn, after=query.after or NEWEST, most=query.limit + 1)
        shown, following = cut(rows, query.limit, lambda row: Place(row.opened_at, row.case_id))
        people = [row.user_id for row in shown]
        audit.append_listed(conn, "crisis.listed", caller().user_id, people, g.request_id)

    return reply(CrisisCases(items=[rules.shown(row) for row in shown], next=following))


@crisis.post("/cases", responses={HTTPStatus.OK: CrisisCaseOut, HTTPStatus.CREATED: CrisisCaseOut})
def open_case(body: NewCrisisCase) -> Response:
    """Say that somebody may be in danger; they are offered help at once."""
    now = datetime.now(UTC)

    with transaction() as conn:
        case, is_new = actions.open_by_staff(conn, caller(), body, now=now, request_id=g.request_id)

    return reply(rules.shown(case), HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@crisis.get("/cases/<uuid:case_id>", responses={HTTPStatus.OK: CrisisCaseFile})
def read_case(path: CrisisCasePath) -> Response:
    """A case with all that was noted and said. On the record."""
    now = datetime.now(UTC)

    with transaction() as conn:
        duty.require_duty(conn, caller(), now)
        case = actions.read(conn, caller(), path.case_id, request_id=g.request_id)
        notes = file_store.select_notes(conn, path.case_id)
        replies = file_store.select_replies(conn, path.case_id)

    return reply(
        CrisisCaseFile(
            case=rules.shown(case),
            notes=[CrisisNoteOut.model_validate(each, from_attributes=True) for each in notes],
            replies=[CrisisReplyOut.model_validate(each, from_attributes=True) for each in replies],
        )
    )


@crisis.post("/cases/<uuid:case_id>/claim", responses={HTTPStatus.OK: CrisisCaseOut})
def claim_case(path: CrisisCasePath) -> Response:
    """Take a case on; one that was let wait too long can be taken over."""
    now = datetime.now(UTC)

    with transaction() as conn:
        duty.require_duty(conn, caller(), now)
        case = actions.claim(conn, caller(), path.case_id, now=now, request_id=g.request_id)

    return reply(rules.shown(case))


@crisis.post("/cases/<uuid:case_id>/notes", responses={HTTPStatus.OK: CrisisCaseOut})
def add_note(path: CrisisCasePath, body: NewCrisisNote) -> Response:
    """Write down what was learned or done."""
    now = datetime.now(UTC)

    with transaction() as conn:
        duty.require_duty(conn, caller(), now)
        case = actions.note(conn, caller(), path.case_id, body, now=now, request_id=g.request_id)

    return reply(rules.shown(case))


@crisis.post("/cases/<uuid:case_id>/replies", responses={HTTPStatus.OK: CrisisCaseOut})
def answer_case(path: CrisisCasePath, body: NewCrisisReply) -> Response:
    """Tell the person something that was agreed on before."""
    now = datetime.now(UTC)

    with transaction() as conn:
        duty.require_duty(conn, caller(), now)
        case = actions.answer(conn, caller(), path.case_id, body, now=now, request_id=g.request_id)

    return reply(rules.shown(case))


@crisis.post("/cases/<uuid:case_id>/close", responses={HTTPStatus.OK: CrisisCaseOut})
def close_case(path: CrisisCasePath, body: CrisisClosing) -> Response:
    """Agree that it is over: somebody other than who handled it."""
    now = datetime.now(UTC)

    with transaction() as conn:
        duty.require_duty(conn, caller(), now)
        case = actions.close(
            conn, caller(), path.case_id, body.outcome, now=now, request_id=g.request_id
        )

    return reply(rules.shown(case))


@crisis.get("/on-call", responses={HTTPStatus.OK: OnCallList})
def list_on_call() -> Response:
    """Who is on call, and until when."""
    with autocommit() as conn:
        found = duty.select_on_call(conn, datetime.now(UTC))

    items = [OnCallOut.model_validate(each, from_attributes=True) for each in found]
    return reply(OnCallList(items=items))


@crisis.put("/on-call", responses={HTTPStatus.NO_CONTENT: None})
def go_on_call(body: OnCallIn) -> Response:
    """Be on call until then."""
    now = datetime.now(UTC)
    rules.check_duty(body.until, now)

    with autocommit() as conn:
        duty.upsert_duty(conn, caller().user_id, body.until)

    return no_content()


@crisis.delete("/on-call", responses={HTTPStatus.NO_CONTENT: None})
def end_on_call() -> Response:
    """Be on call no longer."""
    with autocommit() as conn:
        duty.delete_duty(conn, caller().user_id)

    return no_content()
