"""What happens elsewhere becomes durable here, and is shown to whoever is connected."""

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from uuid import uuid4

import orjson
import pytest

from services.social_media.consumer import reacting
from services.social_media.people.actions import may_talk, standing_of
from services.social_media.people.models import Person
from services.social_media.people.store import select_people
from services.social_media.sockets.mesh import Mesh
from shared.auth.authenticator import Standing
from shared.auth.roles import Role
from shared.models.events import (
    AccountDisabled,
    AccountEnabled,
    AccountRegistered,
    AccountRenamed,
    AccountRoleChanged,
    CheckInRecorded,
    CoachAssigned,
    CoachUnassigned,
    QuitPlanChanged,
    SessionRevoked,
    SlipRecorded,
)
from shared.models.ids import UserId

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def handle(db, published):
    return reacting(db, published.extend)


@pytest.fixture
def progress_event():
    """An event about a member's progress, of each kind."""

    def make(kind, user_id, coach_id):
        details = {
            CheckInRecorded: {
                "check_in_id": uuid4(),
                "local_date": NOON.date(),
                "smoke_free": False,
            },
            SlipRecorded: {"slip_id": uuid4()},
            QuitPlanChanged: {"quit_at": NOON},
        }[kind]
        return kind(user_id=user_id, coach_id=coach_id, occurred_at=NOON, **details)

    return make


def test_news_of_an_account_reaches_the_person(db, handle):
    user_id = UserId(uuid4())

    handle(AccountRegistered(user_id=user_id, display_name="Minh", role=Role.MEMBER, locale="vi"))
    handle(AccountRenamed(user_id=user_id, display_name="Minh Anh"))
    handle(AccountRoleChanged(user_id=user_id, role=Role.COACH))
    handle(AccountDisabled(user_id=user_id))
    handle(AccountEnabled(user_id=user_id))

    assert select_people(db, [user_id]) == {user_id: Person(user_id, "Minh Anh", Role.COACH)}
    assert standing_of(db)(user_id, "any") == Standing(Role.COACH, True, False)


def test_a_disabled_account_loses_its_sockets(db, handle, make_person, published):
    person = make_person()

    handle(AccountDisabled(user_id=person.user_id))

    assert not standing_of(db)(person.user_id, "any").is_active
    [order] = published
    assert (order.topic, orjson.loads(order.frame)) == (
        f"control:user:{person.user_id}",
        {"origin_jti": None},
    )


def test_a_revoked_sign_in_loses_its_sockets(db, handle, make_person, published):
    person = make_person()
    session = str(uuid4())

    handle(SessionRevoked(user_id=person.user_id, origin_jti=session))

    assert standing_of(db)(person.user_id, session).session_is_revoked
    [order] = published
    assert (order.topic, orjson.loads(order.frame)) == (
        f"control:user:{person.user_id}",
        {"origin_jti": session},
    )


def test_coach_and_member_are_tied_and_told(db, handle, make_person, published):
    member, coach = make_person("Minh"), make_person("Coach Hoa", Role.COACH)
    pair = {"member_id": member.user_id, "coach_id": coach.user_id}

    handle(CoachAssigned(**pair))
    together = may_talk(db, member.user_id, coach.user_id)
    handle(CoachUnassigned(**pair))
    apart = not may_talk(db, member.user_id, coach.user_id)

    assert together
    assert apart
    assert [
        (delivery.topic, note["category"], note["title_key"], note["data"])
        for delivery in published
        if delivery.topic.startswith("user:")
        for note in [orjson.loads(delivery.frame)["notification"]]
    ] == [
        (
            f"user:{member.user_id}",
            "coaching",
            "coach.assigned",
            {"user_id": str(coach.user_id), "display_name": "Coach Hoa"},
        ),
        (
            f"user:{coach.user_id}",
            "coaching",
            "member.assigned",
            {"user_id": str(member.user_id), "display_name": "Minh"},
        ),
    ]


@pytest.mark.parametrize(
    ("kind", "title_key"),
    [
        pytest.param(CheckInRecorded, "checkin.recorded", id="a check-in"),
        pytest.param(SlipRecorded, "slip.recorded", id="a slip"),
        pytest.param(QuitPlanChanged, "quit_plan.changed", id="a new plan"),
    ],
)
def test_a_coach_hears_that_there_is_progress_but_not_what(
    handle, make_person, published, progress_event, kind, title_key
):
    member, coach = make_person("Minh"), make_person(role=Role.COACH)
    event = progress_event(kind, member.user_id, coach.user_id)

    handle(event)

    assert {delivery.topic for delivery in published} == {f"user:{coach.user_id}"}
    news, refresh = (orjson.loads(delivery.frame) for delivery in published)
    assert news["notification"]["category"] == "progress"
    assert news["notification"]["title_key"] == title_key
    assert news["notification"]["data"] == {
        "user_id": str(member.user_id),
        "display_name": "Minh",
    }
    assert refresh == {
        "type": "progress.updated",
        "user_id": str(member.user_id),
        "event_id": str(event.event_id),
    }


def test_nobody_hears_of_a_member_without_a_coach(db, handle, published, progress_event):
    event = progress_event(CheckInRecorded, uuid4(), None)

    handle(event)

    assert published == []
    assert db.notifications.count_documents({"event_id": event.event_id}) == 0


def test_a_redelivered_event_is_shown_again_and_stored_once(
    db, handle, make_person, published, progress_event
):
    event = progress_event(SlipRecorded, make_person().user_id, make_person().user_id)

    handle(event)
    once = list(published)
    handle(event)

    assert published == once * 2
    assert db.notifications.count_documents({"event_id": event.event_id}) == 1


def test_news_about_or_for_someone_unknown_is_kept(db, handle, published, progress_event):
    event = progress_event(CheckInRecorded, uuid4(), uuid4())

    handle(event)

    stored = db.notifications.find_one({"event_id": event.event_id})
    assert (stored["user_id"], stored["data"]["display_name"]) == (event.coach_id, None)


def test_nothing_is_shown_that_was_not_stored(db, make_person, published, progress_event):
    event = progress_event(SlipRecorded, make_person().user_id, make_person().user_id)
    at_publish = []

    def publish(deliveries):
        at_publish.append(db.notifications.count_documents({"event_id": event.event_id}))

    reacting(db, publish)(event)

    assert at_publish == [1]


PROCESS = """
import os, sys
import boto3
from moto import mock_aws
from services.social_media import consumer

with mock_aws():
    sqs = boto3.client("sqs")
    os.environ["QUEUE_URL"] = sqs.create_queue(QueueName="events")["QueueUrl"]
    sqs.send_message(QueueUrl=os.environ["QUEUE_URL"], MessageBody=sys.argv[1])
    os.environ["TOPIC_ARN"] = boto3.client("sns").create_topic(Name="events")["TopicArn"]
    consumer.main()
    left = sqs.get_queue_attributes(
        QueueUrl=os.environ["QUEUE_URL"],
        AttributeNames=[
            "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"
        ],
    )["Attributes"]
    sys.exit(sum(map(int, left.values())))
"""


def test_the_process_carries_an_event_to_the_sockets_and_leaves_when_told(
    db, mongo_url, make_person, progress_event, tmp_path
):
    coach = make_person(role=Role.COACH)
    event = progress_event(CheckInRecorded, make_person("Minh").user_id, coach.user_id)
    heard, complete = [], threading.Event()

    def deliver(deliveries):
        heard.extend(deliveries)
        complete.set()

    mesh = Mesh(tmp_path)
    mesh.listen(deliver)
    settings = {
        "MONGO_URL": mongo_url,
        "MONGO_DATABASE": db.name,
        "MESH_DIRECTORY": str(tmp_path),
        "MEDIA_BUCKET": "unlit-media",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", PROCESS, event.model_dump_json()],
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
    )
    try:
        arrived = complete.wait(30)
        process.send_signal(signal.SIGTERM)
        exit_code = process.wait(15)
    finally:
        process.kill()
        process.wait()
        mesh.close()

    assert arrived
    assert exit_code == 0
    assert {delivery.topic for delivery in heard} == {f"user:{coach.user_id}"}
