"""The consumer process: `python -m services.social_media.consumer` reacts to events.

An event may come twice and out of order. What it changes is durable in MongoDB before anyone is
shown it, and the queue forgets it only after both. What MongoDB has to announce leaves from here
too (see `relay`).
"""

import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import Field
from pymongo.database import Database

from services.social_media import clock, indexes, mongo, relay
from services.social_media.chat import replies
from services.social_media.cohorts import actions as cohorts
from services.social_media.contacts import actions as contacts
from services.social_media.delivery import postman
from services.social_media.milestones import actions as milestones
from services.social_media.notifications import actions as notifications
from services.social_media.notifications import tidings
from services.social_media.notifications.models import News
from services.social_media.people import actions as people
from services.social_media.people.rules import PersonEvent
from services.social_media.people.store import select_people
from services.social_media.pictures import actions as pictures
from services.social_media.privacy import actions as privacy
from services.social_media.privacy import exporting
from services.social_media.sockets.bridge import Bridge, host_of
from services.social_media.sockets.fanout import (
    Delivery,
    Publish,
    frame,
    session_ended,
    user_topic,
)
from services.social_media.sockets.mesh import Mesh
from services.social_media.webpush.sender import Sender
from services.social_media.webpush.settings import PushSettings
from shared.messaging.queue import Handle, consume
from shared.messaging.topic import publisher
from shared.models.events import (
    AccountDisabled,
    AccountEnabled,
    AccountErased,
    AccountLocaleChanged,
    AccountRegistered,
    AccountRenamed,
    AccountRoleChanged,
    AchievementEarned,
    AnyEvent,
    AppointmentChanged,
    CheckInRecorded,
    ClockTicked,
    CoachAssigned,
    CoachUnassigned,
    Event,
    ExportRequested,
    MediaReady,
    MediaRejected,
    MembershipChanged,
    MilestoneReached,
    ProfileChanged,
    QuitPlanChanged,
    ReminderDue,
    ReplyOverdue,
    SessionRevoked,
    SlipRecorded,
    StandInAsked,
)
from shared.models.ids import UserId
from shared.models.media import Purpose
from shared.models.notices import NotificationCategory, TitleKey
from shared.observability.logs import logger
from shared.shelf import ShelfSettings, shelf

log = logger("social_media_consumer")

React = Callable[[Database[Any], Any], Sequence[Delivery]]
"""Make an event's effects durable; return what whoever is connected should see."""


class ConsumerSettings(PushSettings, ShelfSettings):
    mongo_url: str = Field(description="Where MongoDB answers, as a mongodb:// URL.")
    mongo_database: str = Field(
        default="social_media", description="The MongoDB database this service owns."
    )
    queue_url: str = Field(description="The SQS queue on which this service hears of events.")
    topic_arn: str = Field(description="The SNS topic every event is published to.")
    mesh_directory: Path = Field(
        description="A directory of this host where its processes meet, as Unix sockets."
    )
    several_hosts: bool = Field(
        default=True,
        description="Whether other hosts serve the same database and are to hear as well.",
    )


def learn(db: Database[Any], event: PersonEvent) -> list[Delivery]:
    people.learn(db, event)
    return []


def learn_picture(db: Database[Any], event: MediaReady) -> list[Delivery]:
    pictures.learn(db, event)
    if event.purpose is Purpose.AVATAR:
        people.learn(db, event)
    return []


def learn_milestone(db: Database[Any], event: MilestoneReached) -> list[Delivery]:
    milestones.learn(db, event)
    return tell(db, event)


def change_plan(db: Database[Any], event: QuitPlanChanged) -> list[Delivery]:
    people.learn(db, event)
    cohorts.replan(db, event)
    return show_progress(db, event)


def disable(db: Database[Any], event: AccountDisabled) -> list[Delivery]:
    people.learn(db, event)
    return [session_ended(event.user_id, None)]


def revoke_session(db: Database[Any], event: SessionRevoked) -> list[Delivery]:
    people.revoke_session(db, event)
    return [session_ended(event.user_id, event.origin_jti)]


def begin_coaching(db: Database[Any], event: CoachAssigned) -> list[Delivery]:
    return [*contacts.begin_coaching(db, event), *replies.learn_promise(db, event)]


def end_coaching(db: Database[Any], event: CoachUnassigned) -> list[Delivery]:
    contacts.end_coaching(db, event)
    return replies.learn_promise(db, event)


_TITLES: dict[type, TitleKey] = {
    CheckInRecorded: "checkin.recorded",
    SlipRecorded: "slip.recorded",
    QuitPlanChanged: "quit_plan.changed",
}


def show_progress(
    db: Database[Any], event: CheckInRecorded | SlipRecorded | QuitPlanChanged
) -> list[Delivery]:
    """Tell the member's coach that there is something new to look at, but not what it says."""
    if event.coach_id is None:
        return []
    coach, member = UserId(event.coach_id), UserId(event.user_id)
    known = select_people(db, [member]).get(member)
    news = News(
        user_id=coach,
        event_id=event.event_id,
        category=NotificationCategory.PROGRESS,
        title_key=_TITLES[type(event)],
        data={"user_id": member, "display_name": known.display_name if known else None},
        at=event.occurred_at,
    )
    refresh = frame("progress.updated", user_id=member, event_id=event.event_id)
    return [notifications.notify(db, news), Delivery(user_topic(coach), refresh)]


def tell(db: Database[Any], event: tidings.Tiding) -> list[Delivery]:
    return [notifications.notify(db, news) for news in tidings.in_event(event)]


def forget(db: Database[Any], event: AccountErased) -> list[Delivery]:
    privacy.forget(db, event, now=datetime.now(UTC))
    return [session_ended(event.user_id, None)]


def heed_clock(db: Database[Any], event: ClockTicked) -> list[Delivery]:
    return clock.tick(db, event.slot, now=datetime.now(UTC))


def export(db: Database[Any], event: ExportRequested) -> list[Delivery]:
    exporting.answer(db, event, shelf(), now=datetime.now(UTC))
    return []


REACTIONS: Mapping[type[Event], React] = {
    AccountRegistered: learn,
    AccountRenamed: learn,
    AccountRoleChanged: learn,
    AccountLocaleChanged: learn,
    AccountEnabled: learn,
    AccountDisabled: disable,
    ProfileChanged: learn,
    AccountErased: forget,
    ExportRequested: export,
    SessionRevoked: revoke_session,
    CoachAssigned: begin_coaching,
    CoachUnassigned: end_coaching,
    CheckInRecorded: show_progress,
    SlipRecorded: show_progress,
    QuitPlanChanged: change_plan,
    MilestoneReached: learn_milestone,
    ClockTicked: heed_clock,
    MediaReady: learn_picture,
    ReminderDue: tell,
    AppointmentChanged: tell,
    ReplyOverdue: tell,
    StandInAsked: contacts.let_stand_in,
    AchievementEarned: tell,
    MembershipChanged: tell,
    MediaRejected: tell,
}
"""What this service does about an event. Those it does not name are none of its business."""


def reacting(db: Database[Any], publish: Publish) -> Handle:
    """The function the queue hands every event to."""

    def handle(event: AnyEvent) -> None:
        react = REACTIONS.get(type(event))
        if react is None:
            return
        if react is not forget and privacy.is_about_someone_forgotten(db, event):
            log.info("event about someone forgotten", event_type=event.type)
            return
        deliveries = react(db, event)
        if deliveries:
            publish(deliveries)

    return handle


def run(settings: ConsumerSettings, stop: threading.Event) -> None:
    """React to the events on the queue, and relay our own, until `stop` is set."""
    db = mongo.connect(settings.mongo_url, settings.mongo_database)
    indexes.apply_patiently(db)
    # This process has no listeners of its own: it only publishes.
    mesh = Mesh(settings.mesh_directory)
    bridge = Bridge(db, host_of(settings.mesh_directory))

    def publish(deliveries: Sequence[Delivery]) -> None:
        mesh.publish(deliveries)
        if settings.several_hosts:
            bridge.publish(deliveries)

    secret = settings.unsubscribe_secret.get_secret_value()
    helpers = [
        threading.Thread(
            target=relay.run, args=(db, publisher(settings.topic_arn), stop), name="relay"
        ),
        threading.Thread(
            target=postman.run,
            args=(db, partial(Sender(settings).push, db), secret, stop),
            name="postman",
        ),
    ]
    with db.client:
        if settings.several_hosts:
            bridge.open()
        for helper in helpers:
            helper.start()
        consume(settings.queue_url, reacting(db, publish), stop, log)
        for helper in helpers:
            helper.join()
        bridge.close()


def main() -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run(ConsumerSettings(), stop)


if __name__ == "__main__":
    main()
