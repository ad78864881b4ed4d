"""HTTP for buddies."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.buddies import actions, store
from services.social_media.buddies.models import (
    BuddyList,
    BuddyOut,
    BuddyPath,
    BuddyQuery,
    InvitationOut,
    NewBuddy,
    Pairing,
    Redemption,
    SharesIn,
)
from services.social_media.mongo import database
from services.social_media.people.bonds import select_apart
from services.social_media.people.rules import pair
from services.social_media.sanctions.guard import require_participant
from services.social_media.sockets.publishing import publish
from shared.auth.guard import caller
from shared.models.ids import UserId
from shared.models.problem import NotFound
from shared.web import PREFIX, no_content, reply

buddies = APIBlueprint(
    "buddies",
    __name__,
    url_prefix=f"{PREFIX}/buddies",
    abp_tags=[Tag(name="Buddies")],
    abp_security=[{"bearer": []}],
)
buddies.before_request(require_participant)


@buddies.get("", summary="List your buddies", responses={"200": BuddyList})
def list_buddies(query: BuddyQuery) -> Response:
    me = caller().user_id

    found = store.select_pairings(
        database(),
        me,
        after=query.after,
        most=query.limit + 1,
        without=select_apart(database(), me),
    )
    page = found[: query.limit]

    following = pair(*page[-1].people) if len(found) > len(page) else None
    return reply(BuddyList(items=actions.as_shown(database(), me, page), next=following))


@buddies.post(
    "",
    summary="Ask a contact to be your buddy",
    responses={"200": BuddyOut, "201": BuddyOut},
)
def ask(body: NewBuddy) -> Response:
    now = datetime.now(UTC)

    paired = actions.ask(database(), caller().user_id, UserId(body.user_id), now=now)

    publish(paired.deliveries)
    status = HTTPStatus.CREATED if paired.is_new else HTTPStatus.OK
    return reply(_shown(paired.pairing), status)


@buddies.post("/invitations", summary="Get a code to hand on", responses={"201": InvitationOut})
def invite() -> Response:
    now = datetime.now(UTC)

    return reply(actions.invite(database(), caller().user_id, now=now), HTTPStatus.CREATED)


@buddies.delete("/invitations", summary="Take back unused codes", responses={"204": None})
def take_back_invitations() -> Response:
    actions.take_back_invitations(database(), caller().user_id)
    return no_content()


@buddies.post("/redemptions", summary="Use a code you were given", responses={"200": BuddyOut})
def redeem(body: Redemption) -> Response:
    now = datetime.now(UTC)

    paired = actions.redeem(database(), caller().user_id, body.code, now=now)

    publish(paired.deliveries)
    return reply(_shown(paired.pairing))


@buddies.put("/<user_id>", summary="Accept a request", responses={"200": BuddyOut})
def accept(path: BuddyPath) -> Response:
    now = datetime.now(UTC)

    paired = actions.accept(database(), caller().user_id, UserId(path.user_id), now=now)

    publish(paired.deliveries)
    return reply(_shown(paired.pairing))


@buddies.put(
    "/<user_id>/shares", summary="Say what a buddy may see of you", responses={"200": BuddyOut}
)
def show(path: BuddyPath, body: SharesIn) -> Response:
    shares = frozenset(body.shares)
    pairing = actions.show(database(), caller().user_id, UserId(path.user_id), shares)
    return reply(_shown(pairing))


@buddies.delete("/<user_id>", summary="Refuse, take back or end", responses={"204": None})
def end(path: BuddyPath) -> Response:
    now = datetime.now(UTC)

    actions.end(database(), caller().user_id, UserId(path.user_id), now=now)
    return no_content()


def _shown(pairing: Pairing) -> BuddyOut:
    found = actions.as_shown(database(), caller().user_id, [pairing])
    if not found:
        raise NotFound
    return found[0]
