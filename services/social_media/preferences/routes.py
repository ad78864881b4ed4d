"""HTTP for what one wants to hear of."""

from typing import Literal, cast

from flask import Response, current_app
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.social_media.mongo import database
from services.social_media.notifications.store import select_category
from services.social_media.preferences import actions, rules, store, unsubscribe
from services.social_media.preferences.models import (
    CategoryOut,
    Channel,
    Keyword,
    LessPath,
    NewPreferences,
    PreferencesOut,
    Quiet,
    QuietHours,
    Reader,
    ReplyIn,
    ReplyOut,
    Unsubscription,
)
from shared.auth.guard import allow_anyone, caller, require_user
from shared.models.notices import NotificationCategory
from shared.models.problem import Conflict, NotFound
from shared.web import PREFIX, no_content, reply

SECRET = "unsubscribe_secret"  # noqa: S105 - where the app keeps it

OPENS: dict[Keyword, Literal["sos", "check_in", "slip", "settings"]] = {
    Keyword.STOP: "settings",
    Keyword.CRAVE: "sos",
    Keyword.MOOD: "check_in",
    Keyword.SLIP: "slip",
}

preferences = APIBlueprint(
    "preferences",
    __name__,
    url_prefix=f"{PREFIX}/notifications",
    abp_tags=[Tag(name="Notifications")],
    abp_security=[{"bearer": []}],
)
preferences.before_request(require_user)

unsubscriptions = APIBlueprint(
    "unsubscriptions",
    __name__,
    url_prefix=f"{PREFIX}/notifications",
    abp_tags=[Tag(name="Notifications")],
)
unsubscriptions.before_request(allow_anyone)


@preferences.get(
    "/settings", summary="See what you want to hear of", responses={"200": PreferencesOut}
)
def see_settings() -> Response:
    return reply(_shown(store.select_reader(database(), caller().user_id)))


@preferences.put(
    "/settings", summary="Choose what you want to hear of", responses={"200": PreferencesOut}
)
def change_settings(body: NewPreferences) -> Response:
    actions.choose(database(), caller().user_id, body)
    return reply(_shown(store.select_reader(database(), caller().user_id)))


@preferences.post(
    "/<notification_id>/less",
    summary="Hear less of what this is one of",
    responses={"200": PreferencesOut},
)
def hear_less(path: LessPath) -> Response:
    me = caller().user_id

    category = select_category(database(), me, path.notification_id)
    if category is None:
        raise NotFound
    actions.less(database(), me, category)
    return reply(_shown(store.select_reader(database(), me)))


@preferences.post(
    "/<notification_id>/reply",
    summary="Answer a message of the programme",
    responses={"200": ReplyOut},
)
def answer(path: LessPath, body: ReplyIn) -> Response:
    me = caller().user_id

    category = select_category(database(), me, path.notification_id)
    if category is None:
        raise NotFound
    if category is not NotificationCategory.PROGRAMME:
        raise Conflict("Only messages of the programme can be answered.", code="not_answerable")
    keyword = actions.answer_programme(database(), me, body.text)
    return reply(ReplyOut(keyword=keyword, opens=OPENS[keyword] if keyword else None))


@unsubscriptions.post(
    "/unsubscribe", summary="Get no more e-mail like this one", responses={"204": None}
)
def unsubscribe_by_mail(query: Unsubscription) -> Response:
    secret = cast(str, current_app.extensions[SECRET])

    user_id, category = unsubscribe.read(query.token, secret)
    actions.unsubscribe(database(), user_id, category)
    return no_content()


def _shown(reader: Reader) -> PreferencesOut:
    chosen = reader.preferences
    return PreferencesOut(
        categories=[
            CategoryOut(
                category=category,
                required=sorted(rules.REQUIRED.get(category, ())),
                **{
                    channel.value: rules.choice_of(chosen, category, channel) for channel in Channel
                },
            )
            for category in NotificationCategory
        ],
        quiet=_hours(chosen.quiet) if chosen.quiet else None,
        per_day=chosen.per_day,
        time_zone=reader.zone.key if reader.zone else None,
    )


def _hours(quiet: Quiet) -> QuietHours:
    return QuietHours(start=f"{quiet.start:%H:%M}", end=f"{quiet.end:%H:%M}")
