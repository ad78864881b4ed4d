"""What is for somebody who is away leaves once, when it may, and is tried again when it must."""

import uuid
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from services.social_media.blocks import actions as blocks
from services.social_media.delivery import actions
from services.social_media.delivery.actions import NotSent, NowhereToSend
from services.social_media.notifications import store as notes
from services.social_media.notifications.actions import notify
from services.social_media.notifications.models import News
from services.social_media.preferences import store as preferences
from services.social_media.preferences.models import Channel, Choice, Preferences
from services.social_media.preferences.unsubscribe import read
from shared.models.events import MailDue, parse_event
from shared.models.ids import uuid7
from shared.models.notices import NotificationCategory as Category
from tests.gear.databases import own_database

SECRET = "a secret of these tests, long enough"
DAY = datetime(2026, 3, 3, 12, tzinfo=UTC)
NIGHT = datetime(2026, 3, 3, 22, 30, tzinfo=UTC)
MORNING = datetime(2026, 3, 4, 6, tzinfo=UTC)


@pytest.fixture(scope="module")
def db(mongo_url):
    """A database of its own: what is due to others is not ours to send."""
    with own_database(mongo_url, "delivery") as db:
        yield db


@pytest.fixture(autouse=True)
def nothing_waits(db):
    db.parcels.delete_many({})


@pytest.fixture
def reader(db, make_person):
    """Somebody in Madrid, who has a browser that wants to be woken."""
    user_id = make_person().user_id
    place = {"$set": {"time_zone": "Europe/Madrid", "locale": "en"}}
    # The people feature writes this; here it is only read.
    db.people.update_one({"_id": user_id}, place, bypass_document_validation=True)
    db.push_subscriptions.insert_one(
        {
            "_id": uuid.uuid4(),
            "user_id": user_id,
            "endpoint": "https://fcm.googleapis.com/x",
            "p256dh": b"k",
            "auth": b"a",
            "at": DAY,
        }
    )
    return user_id


@pytest.fixture
def tell(db, reader):
    def send(now, category=Category.COACHING, **changes):
        fields = {"event_id": uuid7(), "title_key": "a.key", "data": {"display_name": "Hoa"}}
        news = News(user_id=reader, category=category, at=now, **{**fields, **changes})
        notify(db, news, now=now)
        return news

    return send


@pytest.fixture
def pushed():
    return []


@pytest.fixture
def send_due(db, pushed):
    """Send everything that is due, by a push service that does as told."""

    def send(now, failing=None):
        def push(parcel, outgoing):
            if failing:
                raise failing
            pushed.extend(outgoing)

        while actions.release(db, push, SECRET, now=now):
            pass

    return send


@pytest.fixture
def mailed(db):
    def events():
        waiting = [event for parcel in db.parcels.find() for event in parcel.get("unsent", ())]
        return [parse_event(event["payload"]) for event in waiting]

    return events


def parcels(db, **wanted):
    return list(db.parcels.find(wanted).sort("_id"))


def test_by_day_it_leaves_at_once_by_mail_and_by_push(db, tell, send_due, pushed, mailed):
    news = tell(DAY)

    send_due(DAY)

    [mail], [push] = mailed(), pushed
    assert isinstance(mail, MailDue)
    assert (mail.key, mail.category, mail.data["display_name"]) == ("a.key", "coaching", "Hoa")
    assert read(mail.data["unsubscribe"], SECRET) == (news.user_id, Category.COACHING)
    assert mail.notification_id == push.notification_id
    assert {parcel["status"] for parcel in parcels(db)} == {"sent"}


def test_what_was_said_twice_leaves_once(tell, send_due, pushed, mailed):
    event_id = uuid7()

    tell(DAY, event_id=event_id)
    send_due(DAY)
    tell(DAY + timedelta(minutes=5), event_id=event_id)
    tell(NIGHT, event_id=event_id)
    send_due(MORNING)

    assert (len(mailed()), len(pushed)) == (1, 1)


def test_at_night_it_waits_for_seven(tell, send_due, pushed):
    tell(NIGHT)

    send_due(MORNING - timedelta(minutes=1))
    before = len(pushed)
    send_due(MORNING)

    assert (before, len(pushed)) == (0, 1)


def test_four_that_waited_come_as_one(db, reader, tell, send_due, pushed, mailed):
    preferences.upsert_preferences(db, reader, Preferences(per_day=5))
    for _ in range(4):
        tell(NIGHT)

    send_due(MORNING)

    assert [(push.key, push.data) for push in pushed] == [("digest", {"count": "4"})]
    assert [mail.key for mail in mailed()] == ["digest"]


def test_three_that_waited_come_apart(db, reader, tell, send_due, pushed):
    preferences.upsert_preferences(db, reader, Preferences(per_day=5))
    for _ in range(3):
        tell(NIGHT)

    send_due(MORNING)

    assert [push.key for push in pushed] == ["a.key"] * 3


def test_two_a_day_and_the_rest_in_the_next_digest(tell, send_due, pushed):
    for minute in range(5):
        tell(DAY + timedelta(minutes=minute))
    send_due(DAY + timedelta(hours=1))
    at_once = len(pushed)

    send_due(datetime(2026, 3, 4, 8, tzinfo=UTC))

    assert at_once == 2
    assert [(push.key, push.data) for push in pushed[2:]] == [("digest", {"count": "3"})]


def test_what_was_read_in_the_meantime_is_not_sent(db, reader, tell, send_due, pushed):
    tell(NIGHT)
    notes.update_all_read(db, reader, read_at=NIGHT)

    send_due(MORNING)

    assert pushed == []
    assert {parcel["status"] for parcel in parcels(db)} == {"dropped"}


def test_what_is_no_longer_wanted_is_not_sent(db, reader, tell, send_due, pushed):
    tell(NIGHT)
    off = dict.fromkeys(Channel, Choice.OFF)
    preferences.upsert_choices(db, reader, Category.COACHING, off)

    send_due(MORNING)

    assert pushed == []


@pytest.mark.parametrize(
    ("category", "sent"),
    [(Category.CONTACTS, 0), (Category.COMMUNITY, 0), (Category.COHORT, 0), (Category.COACHING, 1)],
)
def test_of_whom_its_reader_mutes_meanwhile_only_work_is_sent(
    db, reader, make_person, tell, send_due, pushed, mailed, category, sent
):
    other = make_person().user_id
    preferences.upsert_choices(db, reader, category, dict.fromkeys(Channel, Choice.ON))
    tell(NIGHT, category, data={"user_id": other})
    blocks.mute(db, reader, other, now=NIGHT)

    send_due(MORNING)

    assert (len(pushed), len(mailed())) == (sent, sent)


@pytest.mark.parametrize("by_reader", [True, False], ids=["I blocked", "they blocked"])
def test_of_whom_a_block_came_between_meanwhile_nothing_is_sent(
    db, reader, make_person, tell, send_due, pushed, mailed, by_reader
):
    other = make_person().user_id
    preferences.upsert_choices(db, reader, Category.CONTACTS, dict.fromkeys(Channel, Choice.ON))
    tell(NIGHT, Category.CONTACTS, data={"user_id": other})
    blocks.block(db, *((reader, other) if by_reader else (other, reader)), now=NIGHT)

    send_due(MORNING)

    assert (pushed, mailed()) == ([], [])


@pytest.mark.parametrize("by_reader", [True, False], ids=["I blocked", "they blocked"])
def test_nor_is_what_names_nobody_but_is_of_them(
    db, reader, make_person, tell, send_due, pushed, mailed, by_reader
):
    other = make_person().user_id
    preferences.upsert_choices(db, reader, Category.COMMUNITY, dict.fromkeys(Channel, Choice.ON))
    tell(NIGHT, Category.COMMUNITY, data={}, by=other)
    blocks.block(db, *((reader, other) if by_reader else (other, reader)), now=NIGHT)

    send_due(MORNING)

    assert (pushed, mailed()) == ([], [])
    assert list(db.notifications.find({"user_id": reader})) == []


@pytest.mark.parametrize("set_aside", [blocks.block, blocks.mute], ids=["block", "mute"])
@pytest.mark.parametrize(("others", "sent"), [(0, 0), (1, 1)], ids=["one of one", "one of two"])
def test_news_that_several_made_is_sent_while_one_of_them_may_be_heard(
    db, reader, make_person, tell, send_due, pushed, mailed, set_aside, others, sent
):
    preferences.upsert_choices(db, reader, Category.COMMUNITY, dict.fromkeys(Channel, Choice.ON))
    event_id = uuid7()
    people = [make_person().user_id for _ in range(1 + others)]
    for person in people:
        tell(NIGHT, Category.COMMUNITY, data={}, by=person, event_id=event_id)
    set_aside(db, reader, people[0], now=NIGHT)

    send_due(MORNING)

    assert (len(pushed), len(mailed())) == (sent, sent)


def test_what_is_too_late_is_not_sent(tell, send_due, pushed):
    tell(NIGHT, expires_at=MORNING)

    send_due(MORNING)

    assert pushed == []


def test_who_moved_while_it_waited_is_not_woken(db, reader, tell, send_due, pushed):
    tell(NIGHT)
    moved = {"$set": {"time_zone": "America/New_York"}}
    db.people.update_one({"_id": reader}, moved, bypass_document_validation=True)

    send_due(MORNING)
    at_one_in_the_night = len(pushed)
    send_due(datetime(2026, 3, 4, 12, tzinfo=UTC))

    assert (at_one_in_the_night, len(pushed)) == (0, 1)


def test_what_is_critical_leaves_in_the_night(tell, send_due, pushed):
    tell(NIGHT, critical=True)

    send_due(NIGHT)

    assert len(pushed) == 1


def test_help_in_a_crisis_is_on_no_lock_screen_and_in_no_inbox(db, tell):
    tell(DAY, Category.SECURITY, critical=True, only_here=True)

    assert parcels(db) == []


def test_a_digest_says_how_many_and_nothing_of_progress_leaves_the_app(
    db, reader, tell, send_due, mailed
):
    on = dict.fromkeys(Channel, Choice.ON)
    preferences.upsert_choices(db, reader, Category.ACHIEVEMENTS, on)
    tell(DAY, Category.ACHIEVEMENTS, data={"code": "first_day"})

    send_due(DAY)

    [mail] = mailed()
    assert mail.data.keys() == {"unsubscribe"}


def test_a_service_that_fails_is_asked_again_ever_more_rarely_and_then_given_up(
    db, tell, send_due, pushed
):
    tell(DAY)
    tries, now = [], DAY
    while (parcel := db.parcels.find_one({"channel": "web_push"}))["due_at"]:
        now = parcel["due_at"]
        tries.append(now)
        send_due(now, failing=NotSent("push service answered 503"))

    waits = [after - before for before, after in pairwise(tries)]
    assert len(tries) == 6
    assert all(
        timedelta(seconds=15 * 4**number) <= wait <= timedelta(seconds=30 * 4**number)
        for number, wait in enumerate(waits)
    )
    assert (parcel["status"], parcel["error"]) == ("failed", "push service answered 503")
    assert pushed == []


def test_nowhere_to_send_is_no_failure(db, tell, send_due):
    tell(DAY)

    send_due(DAY, failing=NowhereToSend())

    [parcel] = parcels(db, channel="web_push")
    assert (parcel["status"], parcel["error"]) == ("dropped", "no device")


def test_whoever_dies_with_a_parcel_in_hand_delays_it_only(db, tell, send_due, pushed):
    tell(DAY)

    def die(parcel, outgoing):
        raise KeyboardInterrupt

    db.parcels.delete_many({"channel": "email"})
    with pytest.raises(KeyboardInterrupt):
        actions.release(db, die, SECRET, now=DAY)
    send_due(DAY + timedelta(minutes=1))
    too_early = len(pushed)
    send_due(DAY + timedelta(minutes=3))

    assert (too_early, len(pushed)) == (0, 1)


def test_what_comes_as_the_parcel_leaves_goes_by_itself(db, tell, send_due, pushed):
    tell(NIGHT)
    send_due(MORNING)
    # Planned a moment before seven, put into the parcel a moment after.
    news = tell(NIGHT + timedelta(hours=1))

    send_due(MORNING)

    assert len(pushed) == 2
    assert len({push.notification_id for push in pushed}) == 2
    assert db.notifications.count_documents({"event_id": news.event_id}) == 1


def test_what_is_read_is_marked_in_the_log(client, as_user, db, reader, tell, send_due):
    news = tell(DAY)
    send_due(DAY)
    note = db.notifications.find_one({"event_id": news.event_id})["_id"]

    client.post(f"/api/v1/notifications/{note}/read", headers=as_user(reader))

    assert {parcel["status"] for parcel in parcels(db)} == {"read"}
    assert all(parcel["read_at"] for parcel in parcels(db))
