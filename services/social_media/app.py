"""The social-media service, put together. Read it from top to bottom."""

from typing import Any

from flask import current_app
from flask.typing import ResponseReturnValue
from flask_openapi3.openapi import OpenAPI
from pymongo.errors import PyMongoError

from services.social_media import mongo
from services.social_media.blocks.routes import blocks, mutes
from services.social_media.buddies.routes import buddies
from services.social_media.cases import keeping
from services.social_media.chat import posting
from services.social_media.chat.realtime import Realtime
from services.social_media.chat.routes import conversations
from services.social_media.cohorts.routes import cohort_care, cohorts
from services.social_media.contacts.routes import contacts
from services.social_media.decisions.own_routes import decisions
from services.social_media.decisions.routes import moderation
from services.social_media.delivery.routes import deliveries
from services.social_media.feed.comment_routes import own_comments, post_comments
from services.social_media.feed.routes import feed, posts
from services.social_media.groups.routes import groups
from services.social_media.keepers import KEEPERS
from services.social_media.manners.routes import manners
from services.social_media.mutedwords.routes import muted_words
from services.social_media.notifications.routes import notifications
from services.social_media.people.actions import standing_of
from services.social_media.people.routes import people
from services.social_media.preferences import routes as preferences_routes
from services.social_media.preferences.routes import preferences, unsubscriptions
from services.social_media.reports.routes import reports
from services.social_media.sanctions.admission import Admission
from services.social_media.sanctions.routes import sanctions
from services.social_media.settings import SocialMediaSettings
from services.social_media.sockets import publishing
from services.social_media.sockets.routes import socket_blueprint
from services.social_media.sos.routes import sos
from services.social_media.webpush import routes as web_push_routes
from services.social_media.webpush.routes import web_push
from services.social_media.webpush.sender import Sender
from shared.auth import guard
from shared.auth.authenticator import Authenticator
from shared.auth.tokens import verifier_for
from shared.health import health_blueprint
from shared.models.problem import Unavailable
from shared.observability.logs import logger
from shared.origin import trace_origins
from shared.web import create_openapi_app, problem_response

BLUEPRINTS = (
    people, contacts, buddies, blocks, mutes, feed, posts, post_comments, own_comments, groups,
    cohorts, cohort_care, conversations, sos, manners, preferences, unsubscriptions, notifications,
    web_push, deliveries, reports, decisions, moderation, sanctions, muted_words,
)  # fmt: skip
"""Every feature that is asked over HTTP."""


def create_app(settings: SocialMediaSettings) -> OpenAPI:
    """The whole service; nothing runs by itself until `realtime.start()`."""
    log = logger("social_media")
    app = create_openapi_app(
        "social_media", title="Unlit: social media", logger=log, debug=settings.debug
    )
    db = mongo.connect(settings.mongo_url, settings.mongo_database)
    authenticator = Authenticator(verifier_for(settings), standing_of(db))
    realtime = Realtime(settings, db, Admission(db, verifier_for(settings)))

    extensions: dict[str, Any] = {
        mongo.EXTENSION: db,
        guard.EXTENSION: authenticator,
        publishing.EXTENSION: realtime.publish,
        posting.EXTENSION: realtime.say,
        "realtime": realtime,
        keeping.EXTENSION: KEEPERS,
        web_push_routes.EXTENSION: Sender(settings),
        preferences_routes.SECRET: settings.unsubscribe_secret.get_secret_value(),
        "count_held": realtime.reception.count,
        "close": [realtime.stop, db.client.close],
    }
    app.extensions.update(extensions)
    trace_origins(app, settings.pepper)

    @app.errorhandler(PyMongoError)
    def on_database_error(error: PyMongoError) -> ResponseReturnValue:
        log.exception("database not answering", app=current_app.name)
        return problem_response(Unavailable())

    app.register_blueprint(health_blueprint({"mongo": lambda: mongo.check(db)}))
    app.register_blueprint(socket_blueprint(realtime.reception, settings.allowed_origins))
    for blueprint in BLUEPRINTS:
        app.register_api(blueprint)
    return app
