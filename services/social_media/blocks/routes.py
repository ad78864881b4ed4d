"""HTTP for blocks and mutes."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.blocks import actions, store
from services.social_media.blocks.models import Aside, AsideList, AsideOut, AsidePath, AsideQuery
from services.social_media.mongo import database
from services.social_media.people.actions import shown
from services.social_media.people.store import select_people
from services.social_media.sockets.publishing import publish
from shared.auth.guard import caller, require_user
from shared.models.ids import UserId
from shared.web import PREFIX, no_content, reply

blocks = APIBlueprint(
    "blocks",
    __name__,
    url_prefix=f"{PREFIX}/blocks",
    abp_tags=[Tag(name="Blocks and mutes")],
    abp_security=[{"bearer": []}],
)
blocks.before_request(require_user)

mutes = APIBlueprint(
    "mutes",
    __name__,
    url_prefix=f"{PREFIX}/mutes",
    abp_tags=[Tag(name="Blocks and mutes")],
    abp_security=[{"bearer": []}],
)
mutes.before_request(require_user)


@blocks.get("", summary="List whom you block", responses={"200": AsideList})
def list_blocks(query: AsideQuery) -> Response:
    me = caller().user_id

    found = store.select_blocks(database(), me, after=query.after, most=query.limit + 1)
    return reply(_page(found, query.limit))


@blocks.put("/<user_id>", summary="Block someone", responses={"204": None})
def block(path: AsidePath) -> Response:
    now = datetime.now(UTC)

    publish(actions.block(database(), caller().user_id, UserId(path.user_id), now=now))
    return no_content()


@blocks.delete("/<user_id>", summary="Stop blocking someone", responses={"204": None})
def unblock(path: AsidePath) -> Response:
    publish(actions.unblock(database(), caller().user_id, UserId(path.user_id)))
    return no_content()


@mutes.get("", summary="List whom you have muted", responses={"200": AsideList})
def list_mutes(query: AsideQuery) -> Response:
    me = caller().user_id

    found = store.select_mutes(database(), me, after=query.after, most=query.limit + 1)
    return reply(_page(found, query.limit))


@mutes.put("/<user_id>", summary="Mute someone; they cannot tell", responses={"204": None})
def mute(path: AsidePath) -> Response:
    now = datetime.now(UTC)

    publish(actions.mute(database(), caller().user_id, UserId(path.user_id), now=now))
    return no_content()


@mutes.delete("/<user_id>", summary="Hear someone again", responses={"204": None})
def unmute(path: AsidePath) -> Response:
    publish(actions.unmute(database(), caller().user_id, UserId(path.user_id)))
    return no_content()


def _page(found: Sequence[Aside], limit: int) -> AsideList:
    page = found[:limit]
    people = select_people(database(), [aside.whom for aside in page])
    items = [
        AsideOut(person=shown(people[aside.whom], by_name=False), at=aside.at)
        for aside in page
        if aside.whom in people
    ]
    return AsideList(items=items, next=str(page[-1].whom) if len(found) > len(page) else None)
