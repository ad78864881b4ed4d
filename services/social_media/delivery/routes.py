"""HTTP for support: what did not reach people."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.audit.recording import record, record_listed
from services.social_media.delivery import store
from services.social_media.delivery.models import (
    DeliveryList,
    DeliveryOut,
    DeliveryPath,
    DeliveryQuery,
    Log,
)
from services.social_media.mongo import database
from shared.auth.guard import require_role
from shared.auth.roles import Role
from shared.models.problem import Invalid, NotFound
from shared.web import PREFIX, no_content, reply

deliveries = APIBlueprint(
    "deliveries",
    __name__,
    url_prefix=f"{PREFIX}/support/deliveries",
    abp_tags=[Tag(name="Support")],
    abp_security=[{"bearer": []}],
)
deliveries.before_request(require_role(Role.SUPPORT, Role.ADMIN))


@deliveries.get("", summary="List deliveries, newest first", responses={"200": DeliveryList})
def list_deliveries(query: DeliveryQuery) -> Response:
    after = _place(query.after) if query.after else None

    found = store.select_log(
        database(), query.status, user_id=query.user_id, after=after, most=query.limit + 1
    )
    page = found[: query.limit]
    following = _cursor(page[-1]) if len(found) > len(page) else None
    record_listed("deliveries.read", (each.user_id for each in page), about=query.status)
    return reply(DeliveryList(items=[_shown(each) for each in page], next=following))


@deliveries.post(
    "/<delivery_id>/retry", summary="Try a failed delivery again", responses={"204": None}
)
def retry(path: DeliveryPath) -> Response:
    now, parcel_id = datetime.now(UTC), _parcel_of(path.delivery_id)

    person = store.update_revived(database(), parcel_id, now)
    if person is None:
        raise NotFound
    record("delivery.retried", about=parcel_id, person=person)
    return no_content()


def _shown(log: Log) -> DeliveryOut:
    return DeliveryOut(
        delivery_id=_address_of(log.parcel_id),
        user_id=log.user_id,
        channel=log.channel,
        way=log.way,
        status=log.status,
        categories=list(log.categories),
        attempts=log.attempts,
        error=log.error,
        at=log.at,
        due_at=log.due_at,
        sent_at=log.sent_at,
        read_at=log.read_at,
    )


def _address_of(parcel_id: str) -> str:
    """A parcel's id as part of a path: it holds what one client would escape and another not."""
    return urlsafe_b64encode(parcel_id.encode()).decode().rstrip("=")


def _parcel_of(address: str) -> str:
    try:
        return urlsafe_b64decode(address.encode() + b"=" * (-len(address) % 4)).decode()
    except ValueError as error:
        raise NotFound from error


def _cursor(log: Log) -> str:
    return f"{log.at.isoformat()}_{log.parcel_id}"


def _place(cursor: str) -> tuple[datetime, str]:
    at, _, parcel_id = cursor.partition("_")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise Invalid(errors=[{"field": "after", "message": "is not a cursor we gave"}]) from error
    if moment.tzinfo is None:
        raise Invalid(errors=[{"field": "after", "message": "is not a cursor we gave"}])
    return moment, parcel_id
