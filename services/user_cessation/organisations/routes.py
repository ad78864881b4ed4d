"""HTTP for what is reported to organisations that bought seats."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation import audit
from services.user_cessation.db import transaction
from services.user_cessation.organisations import rules, store
from services.user_cessation.organisations.models import OrganisationList, OrganisationsQuery
from services.user_cessation.statistics.rules import FEWEST
from shared.auth.guard import caller, require_role
from shared.auth.roles import Role
from shared.web import PREFIX, reply

organisations = APIBlueprint(
    "organisations",
    __name__,
    url_prefix=f"{PREFIX}/admin/organisations",
    abp_tags=[Tag(name="statistics")],
    abp_security=[{"bearer": []}],
)
organisations.before_request(require_role(Role.ADMIN))


@organisations.get("", responses={HTTPStatus.OK: OrganisationList})
def read_organisations(query: OrganisationsQuery) -> Response:
    """What came of the seats each organisation bought, to be passed on. On the record."""
    until = rules.counted_until(datetime.now(UTC))

    with transaction() as conn:
        found = store.select_organisations(
            conn, after=query.after or "", until=until, most=query.limit + 1
        )
        page = found[: query.limit]
        names = [each.organisation for each in page]
        followed = store.select_followed(conn, names, until=until)
        audit.append(conn, audit.Entry("organisations.read", caller().user_id, None, g.request_id))

    return reply(
        OrganisationList(
            items=rules.report(page, followed),
            next=names[-1] if len(found) > len(page) else None,
            until=until,
            fewest=FEWEST,
        )
    )
