"""HTTP for the browsers that want to be woken."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import cast
from urllib.parse import urlsplit

from flask import Response, current_app
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.mongo import database
from services.social_media.webpush import rules, store
from services.social_media.webpush.models import (
    MOST_DEVICES,
    NewSubscription,
    PushKey,
    PushSubscriptionList,
    PushSubscriptionOut,
    Subscription,
    SubscriptionPath,
)
from services.social_media.webpush.sender import Sender
from shared.auth.guard import caller, require_user
from shared.models.problem import Conflict, NotFound
from shared.web import PREFIX, no_content, reply

EXTENSION = "web_push"

web_push = APIBlueprint(
    "web_push",
    __name__,
    url_prefix=f"{PREFIX}/push",
    abp_tags=[Tag(name="Notifications")],
    abp_security=[{"bearer": []}],
)
web_push.before_request(require_user)


@web_push.get("/key", summary="The key to subscribe a browser with", responses={"200": PushKey})
def see_key() -> Response:
    return reply(PushKey(public_key=_sender().public_key))


@web_push.get(
    "/subscriptions", summary="List your browsers", responses={"200": PushSubscriptionList}
)
def list_subscriptions() -> Response:
    found = store.select_subscriptions(database(), caller().user_id)
    return reply(PushSubscriptionList(items=[_shown(subscription) for subscription in found]))


@web_push.post(
    "/subscriptions", summary="Have this browser woken", responses={"201": PushSubscriptionOut}
)
def subscribe(body: NewSubscription) -> Response:
    me = caller().user_id

    rules.address_of(body.endpoint, _sender().stand_in)
    p256dh, auth = rules.keys_of(body)
    subscription_id = rules.id_of(body.endpoint)
    if store.count_others(database(), me, subscription_id) >= MOST_DEVICES:
        raise Conflict("Remove one of your other browsers first.", code="too_many_devices")
    subscription = store.upsert_subscription(
        database(),
        me,
        Subscription(subscription_id, body.endpoint, p256dh, auth, datetime.now(UTC)),
    )
    return reply(_shown(subscription), HTTPStatus.CREATED)


@web_push.delete(
    "/subscriptions/<subscription_id>", summary="Let a browser sleep", responses={"204": None}
)
def unsubscribe(path: SubscriptionPath) -> Response:
    if not store.delete_subscription(database(), caller().user_id, path.subscription_id):
        raise NotFound
    return no_content()


def _sender() -> Sender:
    return cast(Sender, current_app.extensions[EXTENSION])


def _shown(subscription: Subscription) -> PushSubscriptionOut:
    return PushSubscriptionOut(
        subscription_id=subscription.subscription_id,
        service=urlsplit(subscription.endpoint).hostname or "",
        at=subscription.at,
    )
