"""HTTP for notifications."""

from datetime import UTC, datetime

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.delivery import store as deliveries
from services.social_media.mongo import database
from services.social_media.notifications import store
from services.social_media.notifications.actions import as_shown
from services.social_media.notifications.models import (
    NotificationList,
    NotificationPath,
    NotificationQuery,
)
from shared.auth.guard import caller, require_user
from shared.models.problem import NotFound
from shared.web import PREFIX, no_content, reply

notifications = APIBlueprint(
    "notifications",
    __name__,
    url_prefix=f"{PREFIX}/notifications",
    abp_tags=[Tag(name="Notifications")],
    abp_security=[{"bearer": []}],
)
notifications.before_request(require_user)


@notifications.get(
    "", summary="List what you were told, newest first", responses={"200": NotificationList}
)
def list_notifications(query: NotificationQuery) -> Response:
    me = caller().user_id

    found = store.select_notifications(
        database(), me, only_unread=query.unread, after=query.after, most=query.limit + 1
    )
    unread = store.count_unread(database(), me)

    page = found[: query.limit]
    more = len(found) > len(page)
    return reply(
        NotificationList(
            items=[as_shown(notification) for notification in page],
            next=str(page[-1].notification_id) if more else None,
            unread=unread,
        )
    )


@notifications.post("/<notification_id>/read", summary="Mark one as read", responses={"204": None})
def read_one(path: NotificationPath) -> Response:
    now = datetime.now(UTC)

    if not store.update_read(database(), caller().user_id, path.notification_id, read_at=now):
        raise NotFound
    deliveries.update_read(database(), caller().user_id, path.notification_id, now)
    return no_content()


@notifications.post("/read-all", summary="Mark all as read", responses={"204": None})
def read_all() -> Response:
    now = datetime.now(UTC)

    store.update_all_read(database(), caller().user_id, read_at=now)
    deliveries.update_all_read(database(), caller().user_id, now)
    return no_content()
