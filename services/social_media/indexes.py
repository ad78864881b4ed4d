"""Every collection, validator and index of this service, stated by code, as often as one likes."""

import time
from typing import Any

from pymongo.database import Database
from pymongo.errors import ConnectionFailure, PyMongoError

from services.social_media import jobs
from services.social_media.audit import schema as audit
from services.social_media.blocks import schema as blocks
from services.social_media.buddies import schema as buddies
from services.social_media.cases import schema as cases
from services.social_media.chat import schema as chat
from services.social_media.cohorts import schema as cohorts
from services.social_media.contacts import schema as contacts
from services.social_media.delivery import schema as delivery
from services.social_media.feed import schema as feed
from services.social_media.groups import schema as groups
from services.social_media.manners import schema as manners
from services.social_media.milestones import schema as milestones
from services.social_media.moderation import schema as moderation
from services.social_media.mutedwords import schema as mutedwords
from services.social_media.notifications import schema as notifications
from services.social_media.people import schema as people
from services.social_media.pictures import schema as pictures
from services.social_media.preferences import schema as preferences
from services.social_media.presence import schema as presence
from services.social_media.privacy import schema as privacy
from services.social_media.reactions import schema as reactions
from services.social_media.reports import schema as reports
from services.social_media.rooms import schema as rooms
from services.social_media.sanctions import schema as sanctions
from services.social_media.sockets import schema as sockets
from services.social_media.webpush import schema as webpush
from shared.observability.logs import logger

TRY_AGAIN_AFTER = 0.5
"""Seconds."""

log = logger("social_media")


def apply_patiently(db: Database[Any]) -> None:
    """Apply as soon as the database answers.

    For processes that start: gunicorn gives up a whole service of which one worker cannot begin,
    and those that serve already can go on without the database for a while.
    """
    while True:
        try:
            return apply(db)
        except PyMongoError as error:
            if not (error.timeout or isinstance(error, ConnectionFailure)):
                raise
            log.warning("the database is waited for", error=type(error).__name__)
            time.sleep(TRY_AGAIN_AFTER)


def apply(db: Database[Any]) -> None:
    for schema in (
        sockets, jobs, people, pictures, milestones, contacts, buddies, blocks, preferences,
        notifications, webpush, delivery, manners, presence, chat, rooms, groups, cohorts, feed,
        reactions,
        moderation, sanctions, cases, reports, mutedwords, audit, privacy,
    ):  # fmt: skip
        schema.apply(db)
