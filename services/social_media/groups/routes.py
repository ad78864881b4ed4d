"""HTTP for groups."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.blocks.actions import hidden_from
from services.social_media.groups import actions, store
from services.social_media.groups.models import (
    ApplicationList,
    ApplicationOut,
    GroupChange,
    GroupList,
    GroupMemberList,
    GroupMemberOut,
    GroupMemberPath,
    GroupOut,
    GroupPath,
    GroupPeopleQuery,
    GroupQuery,
    Heir,
    NewGroup,
)
from services.social_media.mongo import database
from services.social_media.people.actions import shown
from services.social_media.people.store import select_people
from services.social_media.rooms.models import RoomKind
from services.social_media.rooms.store import select_rooms_of
from services.social_media.sanctions.guard import require_participant
from services.social_media.sockets.publishing import publish
from shared.auth.guard import caller
from shared.models.ids import UserId
from shared.web import PREFIX, no_content, reply

groups = APIBlueprint(
    "groups",
    __name__,
    url_prefix=f"{PREFIX}/groups",
    abp_tags=[Tag(name="Groups")],
    abp_security=[{"bearer": []}],
)
groups.before_request(require_participant)


@groups.get("", summary="List groups, the newest first", responses={"200": GroupList})
def list_groups(query: GroupQuery) -> Response:
    me = caller().user_id

    among = select_rooms_of(database(), me, RoomKind.GROUP) if query.mine else None
    found = store.select_groups(database(), among=among, after=query.after, most=query.limit + 1)
    page = found[: query.limit]

    items = actions.as_shown(database(), me, page)
    following = str(page[-1].group_id) if len(found) > len(page) else None
    return reply(GroupList(items=items, next=following))


@groups.post("", summary="Found a group", responses={"201": GroupOut})
def found_group(body: NewGroup) -> Response:
    now = datetime.now(UTC)

    changed = actions.found(database(), caller().user_id, body, now=now)

    publish(changed.deliveries)
    return reply(changed.group, HTTPStatus.CREATED)


@groups.get("/<group_id>", summary="See a group", responses={"200": GroupOut})
def see_group(path: GroupPath) -> Response:
    return reply(actions.see(database(), caller().user_id, path.group_id))


@groups.put("/<group_id>", summary="Change your group", responses={"200": GroupOut})
def change_group(path: GroupPath, body: GroupChange) -> Response:
    now = datetime.now(UTC)

    changed = actions.change(database(), caller().user_id, path.group_id, body, now=now)

    publish(changed.deliveries)
    return reply(changed.group)


@groups.delete("/<group_id>", summary="Close your group for good", responses={"204": None})
def close_group(path: GroupPath) -> Response:
    now = datetime.now(UTC)
    me = caller()

    publish(actions.close(database(), me.user_id, me.role, path.group_id, now=now))
    return no_content()


@groups.post(
    "/<group_id>/joining", summary="Join, or ask to be let in", responses={"200": GroupOut}
)
def join_group(path: GroupPath) -> Response:
    now = datetime.now(UTC)

    changed = actions.join(database(), caller().user_id, path.group_id, now=now)

    publish(changed.deliveries)
    return reply(changed.group)


@groups.delete(
    "/<group_id>/joining", summary="Leave, or stop waiting to get in", responses={"204": None}
)
def leave_group(path: GroupPath) -> Response:
    now = datetime.now(UTC)

    publish(actions.leave(database(), caller().user_id, path.group_id, now=now))
    return no_content()


@groups.get(
    "/<group_id>/members", summary="See who is in your group", responses={"200": GroupMemberList}
)
def list_members(path: GroupPath, query: GroupPeopleQuery) -> Response:
    found = actions.members(
        database(), caller().user_id, path.group_id, after=query.after, most=query.limit + 1
    )
    page = found[: query.limit]
    people = select_people(database(), [member.user_id for member in page])
    items = [
        GroupMemberOut(
            person=shown(people[member.user_id], by_name=False),
            role=member.role,
            since=member.since,
        )
        for member in page
        if member.user_id in people
    ]
    following = str(page[-1].user_id) if len(found) > len(page) else None
    return reply(GroupMemberList(items=items, next=following))


@groups.get(
    "/<group_id>/applications",
    summary="See who wants to get into your group",
    responses={"200": ApplicationList},
)
def list_applications(path: GroupPath, query: GroupPeopleQuery) -> Response:
    me = caller().user_id
    actions.check_owner(database(), me, path.group_id)

    found = store.select_applications(
        database(),
        path.group_id,
        without=hidden_from(database(), me),
        after=query.after,
        most=query.limit + 1,
    )
    page = found[: query.limit]
    people = select_people(database(), [application.user_id for application in page])
    items = [
        ApplicationOut(person=shown(people[application.user_id], by_name=False), at=application.at)
        for application in page
        if application.user_id in people
    ]
    following = str(page[-1].user_id) if len(found) > len(page) else None
    return reply(ApplicationList(items=items, next=following))


@groups.put("/<group_id>/members/<user_id>", summary="Let someone in", responses={"204": None})
def admit(path: GroupMemberPath) -> Response:
    now = datetime.now(UTC)
    me, user_id = caller().user_id, UserId(path.user_id)

    publish(actions.admit(database(), me, path.group_id, user_id, now=now))
    return no_content()


@groups.delete(
    "/<group_id>/members/<user_id>",
    summary="Remove someone, or do not let them in",
    responses={"204": None},
)
def turn_away(path: GroupMemberPath) -> Response:
    now = datetime.now(UTC)
    me, user_id = caller().user_id, UserId(path.user_id)

    publish(actions.turn_away(database(), me, path.group_id, user_id, now=now))
    return no_content()


@groups.put("/<group_id>/owner", summary="Hand your group over", responses={"200": GroupOut})
def hand_over(path: GroupPath, body: Heir) -> Response:
    now = datetime.now(UTC)

    changed = actions.hand_over(
        database(), caller().user_id, path.group_id, UserId(body.user_id), now=now
    )

    publish(changed.deliveries)
    return reply(changed.group)
