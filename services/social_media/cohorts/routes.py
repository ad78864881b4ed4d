"""HTTP for cohorts."""

from datetime import UTC, datetime

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.blocks.actions import hidden_from
from services.social_media.chat.models import RoomRole
from services.social_media.cohorts import actions, board, rules, store
from services.social_media.cohorts.models import (
    BoardEntryOut,
    BoardOut,
    CohortList,
    CohortMemberList,
    CohortMemberOut,
    CohortMemberPath,
    CohortOut,
    CohortPath,
    CohortPeopleQuery,
    CohortsQuery,
    CohortsToCareFor,
    CohortToCareForOut,
    PlaceOut,
    SummariesQuery,
    SummaryList,
    SummaryOut,
    WishIn,
)
from services.social_media.mongo import database
from services.social_media.people.actions import shown
from services.social_media.people.store import select_people
from services.social_media.rooms.models import RoomKind
from services.social_media.rooms.store import select_rooms, select_rooms_of
from services.social_media.sockets.publishing import publish
from shared.auth.guard import caller, require_role, require_user
from shared.auth.roles import Role
from shared.models.ids import UserId
from shared.web import PREFIX, no_content, reply

cohorts = APIBlueprint(
    "cohorts",
    __name__,
    url_prefix=f"{PREFIX}/cohorts",
    abp_tags=[Tag(name="Cohorts")],
    abp_security=[{"bearer": []}],
)
cohorts.before_request(require_user)

cohort_care = APIBlueprint(
    "cohort_care",
    __name__,
    url_prefix=f"{PREFIX}/coaching/cohorts",
    abp_tags=[Tag(name="Cohorts")],
    abp_security=[{"bearer": []}],
)
cohort_care.before_request(require_role(Role.COACH))


@cohorts.get("", summary="List the cohorts you are or were in", responses={"200": CohortList})
def list_cohorts(query: CohortsQuery) -> Response:
    me, now = caller().user_id, datetime.now(UTC)

    mine = select_rooms_of(database(), me, RoomKind.COHORT)
    found = store.select_cohorts(database(), mine, after=query.after, most=query.limit + 1)
    page = found[: query.limit]

    following = str(page[-1].cohort_id) if len(found) > len(page) else None
    return reply(CohortList(items=actions.as_shown(database(), me, page, now=now), next=following))


@cohorts.get("/place", summary="See where you stand", responses={"200": PlaceOut})
def see_place() -> Response:
    return reply(actions.place(database(), caller().user_id, now=datetime.now(UTC)))


@cohorts.put("/place", summary="Wait for a cohort", responses={"200": PlaceOut})
def wish(body: WishIn) -> Response:
    now = datetime.now(UTC)

    return reply(actions.wish(database(), caller().user_id, body, now=now))


@cohorts.delete("/place", summary="Stop waiting, or leave your cohort", responses={"204": None})
def leave() -> Response:
    now = datetime.now(UTC)

    publish(actions.leave(database(), caller().user_id, now=now))
    return no_content()


@cohorts.post("/place/moves", summary="Move to another cohort", responses={"200": PlaceOut})
def move() -> Response:
    now = datetime.now(UTC)

    placed = actions.move(database(), caller().user_id, now=now)

    publish(placed.deliveries)
    return reply(placed.place)


@cohorts.get("/<cohort_id>", summary="See your cohort", responses={"200": CohortOut})
def see_cohort(path: CohortPath) -> Response:
    now = datetime.now(UTC)

    return reply(actions.see(database(), caller().user_id, path.cohort_id, now=now))


@cohorts.delete("/<cohort_id>/membership", summary="Leave a cohort", responses={"204": None})
def leave_cohort(path: CohortPath) -> Response:
    now = datetime.now(UTC)

    publish(actions.leave_one(database(), caller().user_id, path.cohort_id, now=now))
    return no_content()


@cohorts.get(
    "/<cohort_id>/members", summary="See who is in your cohort", responses={"200": CohortMemberList}
)
def list_cohort_members(path: CohortPath, query: CohortPeopleQuery) -> Response:
    me = caller().user_id

    _, room = actions.cohort_for(database(), me, path.cohort_id)
    hidden = hidden_from(database(), me)
    found = sorted(
        (
            member
            for member in room.members
            if member.user_id not in hidden
            and (query.after is None or member.user_id > query.after)
        ),
        key=lambda member: member.user_id,
    )
    page = found[: query.limit]
    people = select_people(database(), [member.user_id for member in page])
    items = [
        CohortMemberOut(
            person=shown(people[member.user_id], by_name=False),
            role=member.role,
            since=member.since,
        )
        for member in page
        if member.user_id in people
    ]
    following = str(page[-1].user_id) if len(found) > len(page) else None
    return reply(CohortMemberList(items=items, next=following))


@cohorts.delete(
    "/<cohort_id>/members/<user_id>",
    summary="Ask someone to go, as whoever facilitates",
    responses={"204": None},
)
def remove(path: CohortMemberPath) -> Response:
    me, user_id, now = caller().user_id, UserId(path.user_id), datetime.now(UTC)

    publish(actions.remove(database(), me, path.cohort_id, user_id, now=now))
    return no_content()


@cohorts.put(
    "/<cohort_id>/facilitator", summary="Facilitate a cohort", responses={"200": CohortOut}
)
def facilitate(path: CohortPath) -> Response:
    me, now = caller(), datetime.now(UTC)
    is_coach = me.role is Role.COACH

    publish(actions.facilitate(database(), me.user_id, path.cohort_id, is_coach=is_coach, now=now))
    return reply(actions.see(database(), me.user_id, path.cohort_id, now=now))


@cohorts.delete(
    "/<cohort_id>/facilitator", summary="Facilitate it no more", responses={"204": None}
)
def step_down(path: CohortPath) -> Response:
    now = datetime.now(UTC)

    publish(actions.step_down(database(), caller().user_id, path.cohort_id, now=now))
    return no_content()


@cohorts.get(
    "/<cohort_id>/summaries",
    summary="See what you did week by week",
    responses={"200": SummaryList},
)
def list_summaries(path: CohortPath, query: SummariesQuery) -> Response:
    me = caller().user_id

    actions.cohort_for(database(), me, path.cohort_id)
    found = store.select_summaries(
        database(), path.cohort_id, me, after=query.after, most=query.limit + 1
    )
    page = found[: query.limit]
    items = [SummaryOut.model_validate(summary, from_attributes=True) for summary in page]
    following = str(page[-1].week) if len(found) > len(page) else None
    return reply(SummaryList(items=items, next=following))


@cohorts.get("/<cohort_id>/board", summary="See the board of effort", responses={"200": BoardOut})
def read_board(path: CohortPath) -> Response:
    now = datetime.now(UTC)

    found = board.read(database(), caller().user_id, path.cohort_id, now=now)
    people = select_people(database(), [person for person, _ in found])
    items = [
        BoardEntryOut(
            person=shown(people[person], by_name=False),
            topics_answered=effort.topics_answered,
            support_given=effort.support_given,
        )
        for person, effort in found
        if person in people
    ]
    return reply(BoardOut(items=items, next=None))


@cohorts.put("/<cohort_id>/board/me", summary="Be on the board", responses={"204": None})
def join_board(path: CohortPath) -> Response:
    board.choose(database(), caller().user_id, path.cohort_id, joins=True)
    return no_content()


@cohorts.delete("/<cohort_id>/board/me", summary="Be on the board no more", responses={"204": None})
def leave_board(path: CohortPath) -> Response:
    board.choose(database(), caller().user_id, path.cohort_id, joins=False)
    return no_content()


@cohort_care.get(
    "", summary="See which cohorts nobody facilitates", responses={"200": CohortsToCareFor}
)
def list_cohorts_to_care_for(query: CohortsQuery) -> Response:
    now = datetime.now(UTC)

    found = store.select_open(database(), after=query.after, most=query.limit + 1)
    page = found[: query.limit]
    rooms = select_rooms(database(), [cohort.cohort_id for cohort in page])
    items = [
        CohortToCareForOut(
            cohort_id=cohort.cohort_id,
            name=room.name,
            language=cohort.language,
            starts_on=cohort.week,
            day=rules.day_of(cohort, now),
            member_count=len(room.members),
        )
        for cohort in page
        if (room := rooms.get(cohort.cohort_id))
        and all(member.role is not RoomRole.FACILITATOR for member in room.members)
    ]
    following = str(page[-1].cohort_id) if len(found) > len(page) else None
    return reply(CohortsToCareFor(items=items, next=following))
