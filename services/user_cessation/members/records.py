"""HTTP for coaches, about what a member lets them see beside progress."""

from datetime import date
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.assessment.models import Assessments, AssessmentsPage, WithdrawalOut
from services.user_cessation.assessment.reading import tell_assessments, tell_withdrawal
from services.user_cessation.checkins.models import CheckIns, CheckInsPage
from services.user_cessation.checkins.reading import tell_check_ins
from services.user_cessation.cravings.models import Cravings, CravingsPage
from services.user_cessation.cravings.reading import tell_cravings
from services.user_cessation.db import autocommit
from services.user_cessation.members.models import MemberPath
from services.user_cessation.paging import NEWEST
from services.user_cessation.sharing.actions import look
from services.user_cessation.sharing.models import SharedField
from shared.auth.guard import caller, require_role
from shared.auth.roles import Role
from shared.web import PREFIX, reply

OF_THEIR_OWN = ("MTWS", "PHQ-2")
"""Withdrawal is shared, or not, by itself; how low somebody feels is for them to bring up."""

records = APIBlueprint(
    "records",
    __name__,
    url_prefix=f"{PREFIX}/coaching/members/<uuid:member_id>",
    abp_tags=[Tag(name="coaching")],
    abp_security=[{"bearer": []}],
)
records.before_request(require_role(Role.COACH))


@records.get("/check-ins", responses={HTTPStatus.OK: CheckIns})
def list_member_check_ins(path: MemberPath, query: CheckInsPage) -> Response:
    """The check-ins of someone I coach with what they noted, if they share that with me."""
    with autocommit() as conn:
        member = look(
            conn,
            caller().user_id,
            path.member_id,
            SharedField.CHECK_IN_NOTES,
            request_id=g.request_id,
        )
        page = tell_check_ins(conn, member, before=query.after or date.max, limit=query.limit)

    return reply(page)


@records.get("/cravings", responses={HTTPStatus.OK: Cravings})
def list_member_cravings(path: MemberPath, query: CravingsPage) -> Response:
    """The cravings of someone I coach, if they share those with me."""
    with autocommit() as conn:
        member = look(
            conn, caller().user_id, path.member_id, SharedField.CRAVINGS, request_id=g.request_id
        )
        page = tell_cravings(
            conn, member, after=query.after or NEWEST, limit=query.limit, with_geo=False
        )

    return reply(page)


@records.get("/assessments", responses={HTTPStatus.OK: Assessments})
def list_member_assessments(path: MemberPath, query: AssessmentsPage) -> Response:
    """What someone I coach answered, if they share that with me."""
    with autocommit() as conn:
        member = look(
            conn,
            caller().user_id,
            path.member_id,
            SharedField.ASSESSMENTS,
            request_id=g.request_id,
        )
        page = tell_assessments(
            conn,
            member,
            after=query.after or NEWEST,
            limit=query.limit,
            instrument=query.instrument,
            without=OF_THEIR_OWN,
        )

    return reply(page)


@records.get("/withdrawal", responses={HTTPStatus.OK: WithdrawalOut})
def read_member_withdrawal(path: MemberPath) -> Response:
    """How stopping feels to someone I coach, if they share that with me."""
    with autocommit() as conn:
        member = look(
            conn, caller().user_id, path.member_id, SharedField.WITHDRAWAL, request_id=g.request_id
        )
        document = tell_withdrawal(conn, member)

    return reply(document)
