"""HTTP for people: who they are to others, and how they are found."""

from datetime import UTC, datetime

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.blocks.actions import hidden_from
from services.social_media.moderation.actions import screen
from services.social_media.moderation.models import Surface
from services.social_media.mongo import database
from services.social_media.people import actions, handles
from services.social_media.people.models import (
    Card,
    HandleIn,
    PeopleList,
    PeopleQuery,
    PersonOut,
    PersonPath,
    SelfOut,
)
from services.social_media.pictures.actions import shown as picture
from shared.auth.guard import caller, require_user
from shared.models.ids import UserId
from shared.web import PREFIX, no_content, reply

people = APIBlueprint(
    "people",
    __name__,
    url_prefix=f"{PREFIX}/people",
    abp_tags=[Tag(name="People")],
    abp_security=[{"bearer": []}],
)
people.before_request(require_user)


@people.get("", summary="Find people by how their handle begins", responses={"200": PeopleList})
def search(query: PeopleQuery) -> Response:
    hidden = hidden_from(database(), caller().user_id)

    found, following = actions.search(
        database(), query.handle, after=query.after, limit=query.limit, hidden=hidden
    )
    items = [actions.shown(person, by_name=False) for person in found]
    return reply(PeopleList(items=items, next=following))


@people.get("/me", summary="See how others see you", responses={"200": SelfOut})
def see_self() -> Response:
    now = datetime.now(UTC)

    return reply(_shown(actions.look_at_self(database(), caller().user_id), now))


@people.put("/me/handle", summary="Choose a handle", responses={"200": SelfOut})
def choose_handle(body: HandleIn) -> Response:
    now = datetime.now(UTC)
    me = caller().user_id

    screen(database(), me, body.handle, Surface.NAME, now=now).refuse_if_bounced()
    card = actions.choose_handle(database(), me, body.handle, now=now)
    return reply(_shown(card, now))


@people.delete("/me/avatar", summary="Show no picture of yourself", responses={"204": None})
def remove_avatar() -> Response:
    actions.remove_avatar(database(), caller().user_id, now=datetime.now(UTC))
    return no_content()


@people.get("/<user_id>", summary="See a person", responses={"200": PersonOut})
def see_person(path: PersonPath) -> Response:
    return reply(actions.look_at(database(), caller().user_id, UserId(path.user_id)))


def _shown(card: Card, now: datetime) -> SelfOut:
    person = card.person
    return SelfOut(
        user_id=person.user_id,
        display_name=person.display_name,
        role=person.role,
        handle=person.handle,
        handle_may_change_at=handles.may_change_at(card.handle_changed_at, now),
        avatar=picture(person.avatar) if person.avatar else None,
    )
