"""HTTP for contacts."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.contacts import actions, rules, store
from services.social_media.contacts.models import (
    Contact,
    ContactList,
    ContactOut,
    ContactPath,
    ContactQuery,
    NewContact,
    State,
)
from services.social_media.mongo import database
from services.social_media.people.actions import shown
from services.social_media.people.bonds import select_apart
from services.social_media.people.store import select_people
from services.social_media.sanctions.guard import require_participant
from services.social_media.sockets.publishing import publish
from shared.auth.guard import caller
from shared.models.ids import UserId
from shared.web import PREFIX, no_content, reply

contacts = APIBlueprint(
    "contacts",
    __name__,
    url_prefix=f"{PREFIX}/contacts",
    abp_tags=[Tag(name="Contacts")],
    abp_security=[{"bearer": []}],
)
contacts.before_request(require_participant)


@contacts.get("", summary="List the people you have to do with", responses={"200": ContactList})
def list_contacts(query: ContactQuery) -> Response:
    me = caller().user_id

    tied = store.select_tied_people(
        database(),
        me,
        after=query.after,
        most=query.limit + 1,
        without=select_apart(database(), me),
    )
    page = list(tied)[: query.limit]
    people = select_people(database(), page)

    items = [
        _shown(rules.contact_from(tied[user_id], me, people[user_id]))
        for user_id in page
        if user_id in people
    ]
    return reply(ContactList(items=items, next=str(page[-1]) if len(tied) > len(page) else None))


@contacts.post(
    "",
    summary="Ask someone to be a contact",
    responses={"200": ContactOut, "201": ContactOut},
)
def ask(body: NewContact) -> Response:
    now = datetime.now(UTC)

    answer = actions.ask(database(), caller().user_id, UserId(body.user_id), now=now)

    publish(answer.deliveries)
    return reply(_shown(answer.contact), HTTPStatus.CREATED if answer.is_new else HTTPStatus.OK)


@contacts.put("/<user_id>", summary="Accept a request", responses={"200": ContactOut})
def accept(path: ContactPath) -> Response:
    now = datetime.now(UTC)

    answer = actions.accept(database(), caller().user_id, UserId(path.user_id), now=now)

    publish(answer.deliveries)
    return reply(_shown(answer.contact))


@contacts.delete("/<user_id>", summary="Refuse, take back or end", responses={"204": None})
def end(path: ContactPath) -> Response:
    now = datetime.now(UTC)

    actions.end(database(), caller().user_id, UserId(path.user_id), now=now)
    return no_content()


def _shown(contact: Contact) -> ContactOut:
    knows_name = contact.state is not State.REQUESTED_BY_ME
    person = shown(contact.person, by_name=knows_name)
    return ContactOut(**person.model_dump(), kind=contact.kind, state=contact.state)
