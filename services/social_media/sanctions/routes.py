"""HTTP for moderators: what was imposed on somebody, and ending it early."""

from datetime import UTC, datetime

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.audit.recording import record
from services.social_media.mongo import database
from services.social_media.sanctions import actions, store
from services.social_media.sanctions.models import (
    Sanction,
    SanctionedPath,
    SanctionList,
    SanctionOut,
    SanctionPath,
)
from services.social_media.sockets.publishing import publish
from shared.auth.guard import require_role
from shared.auth.roles import Role
from shared.models.ids import UserId
from shared.models.problem import NotFound
from shared.web import PREFIX, no_content, reply

sanctions = APIBlueprint(
    "sanctions",
    __name__,
    url_prefix=f"{PREFIX}/moderation",
    abp_tags=[Tag(name="Moderation")],
    abp_security=[{"bearer": []}],
)
sanctions.before_request(require_role(Role.MODERATOR, Role.ADMIN))


@sanctions.get(
    "/people/<user_id>/sanctions",
    summary="See what was imposed on somebody",
    responses={"200": SanctionList},
)
def list_sanctions(path: SanctionedPath) -> Response:
    record("sanctions.read", about=path.user_id, person=path.user_id)
    found = store.select_sanctions(database(), UserId(path.user_id))
    return reply(SanctionList(items=[shown(sanction) for sanction in found]))


@sanctions.delete(
    "/sanctions/<sanction_id>", summary="End a sanction early", responses={"204": None}
)
def lift_sanction(path: SanctionPath) -> Response:
    now = datetime.now(UTC)

    lifted = actions.lift(database(), path.sanction_id, now=now)
    if lifted is None:
        raise NotFound
    person, told = lifted
    record("sanction.lifted", about=path.sanction_id, person=person)

    publish([told])
    return no_content()


def shown(sanction: Sanction) -> SanctionOut:
    return SanctionOut(
        sanction_id=sanction.sanction_id,
        kind=sanction.kind,
        reason=sanction.reason,
        case_id=sanction.case_id,
        at=sanction.at,
        until=sanction.until,
        lifted_at=sanction.lifted_at,
    )
