"""Reading what one was told; nobody else can."""

from datetime import UTC, datetime
from uuid import uuid4

import orjson
import pytest
from pymongo.errors import WriteError

from services.social_media.notifications.actions import notify
from services.social_media.notifications.models import News
from shared.models.ids import uuid7
from shared.models.notices import NotificationCategory

PATH = "/api/v1/notifications"


@pytest.fixture
def tell(db):
    """Tell someone something; keyword arguments change the news."""

    def send(user_id, **changes):
        news = {
            "event_id": uuid7(),
            "category": NotificationCategory.PROGRESS,
            "title_key": "checkin.recorded",
            "data": {"user_id": uuid4(), "display_name": "Minh"},
            "at": datetime.now(UTC),
            **changes,
        }
        return notify(db, News(user_id=user_id, **news))

    return send


@pytest.fixture
def listed(client, as_user):
    def get(person, query=""):
        return client.get(f"{PATH}{query}", headers=as_user(person.user_id)).json

    return get


def test_the_list_is_newest_first_with_what_is_unread(make_person, tell, listed):
    me = make_person()
    member = uuid4()
    tell(me.user_id)
    tell(
        me.user_id,
        title_key="slip.recorded",
        data={"user_id": member, "display_name": "Minh"},
        at=datetime(2026, 3, 1, 12, 30, tzinfo=UTC),
    )

    page = listed(me)

    newest, oldest = page["items"]
    notification_id = newest.pop("notification_id")
    assert newest == {
        "category": "progress",
        "title_key": "slip.recorded",
        "data": {"user_id": str(member), "display_name": "Minh"},
        "at": "2026-03-01T12:30:00Z",
        "read_at": None,
    }
    assert notification_id > oldest["notification_id"]
    assert (page["next"], page["unread"]) == (None, 2)


def test_what_is_pushed_is_what_is_listed(make_person, tell, listed):
    me = make_person()

    delivery = tell(me.user_id)

    pushed = orjson.loads(delivery.frame)
    assert delivery.topic == f"user:{me.user_id}"
    assert pushed == {"type": "notification.new", "notification": listed(me)["items"][0]}


def test_the_same_event_tells_once_and_shows_the_same_again(make_person, tell, listed):
    me = make_person()
    event_id = uuid7()
    same = {"event_id": event_id, "data": {}, "at": datetime(2026, 3, 1, tzinfo=UTC)}

    first, second = tell(me.user_id, **same), tell(me.user_id, **same)

    assert first == second
    assert len(listed(me)["items"]) == 1


def test_reading_one_leaves_the_rest(client, as_user, make_person, tell, listed):
    me = make_person()
    tell(me.user_id)
    tell(me.user_id)
    newest, oldest = listed(me)["items"]

    reply = client.post(f"{PATH}/{newest['notification_id']}/read", headers=as_user(me.user_id))

    assert reply.status_code == 204
    unread = listed(me, "?unread=true")
    assert [item["notification_id"] for item in unread["items"]] == [oldest["notification_id"]]
    assert unread["unread"] == 1


def test_reading_again_keeps_the_first_time(client, as_user, make_person, tell, listed):
    me = make_person()
    tell(me.user_id)
    [item] = listed(me)["items"]
    path = f"{PATH}/{item['notification_id']}/read"
    client.post(path, headers=as_user(me.user_id))
    [first] = listed(me)["items"]

    reply = client.post(path, headers=as_user(me.user_id))

    assert reply.status_code == 204
    assert first["read_at"] is not None
    assert listed(me)["items"] == [first]


def test_read_all_reads_mine_only(client, as_user, make_person, tell, listed):
    me, other = make_person(), make_person()
    for person in (me, me, other):
        tell(person.user_id)

    reply = client.post(f"{PATH}/read-all", headers=as_user(me.user_id))

    assert reply.status_code == 204
    assert (listed(me)["unread"], listed(other)["unread"]) == (0, 1)
    assert all(item["read_at"] for item in listed(me)["items"])


def test_nobody_reads_what_another_was_told(client, as_user, make_person, tell, listed):
    me, eve = make_person(), make_person()
    tell(me.user_id)
    [item] = listed(me)["items"]

    reply = client.post(f"{PATH}/{item['notification_id']}/read", headers=as_user(eve.user_id))

    assert (reply.status_code, reply.json["code"]) == (404, "not_found")
    assert listed(me)["unread"] == 1
    assert listed(eve)["items"] == []


def test_pages_follow_without_gaps_or_repeats(make_person, tell, listed):
    me = make_person()
    for _ in range(5):
        tell(me.user_id)
    everything = [item["notification_id"] for item in listed(me)["items"]]

    seen, after = [], ""
    while after is not None:
        page = listed(me, f"?limit=2{after}")
        seen.extend(item["notification_id"] for item in page["items"])
        after = f"&after={page['next']}" if page["next"] else None

    assert seen == everything
    assert len(seen) == 5


def test_what_is_told_before_its_reader_arrives_is_kept(db, tell):
    stranger = uuid4()

    tell(stranger)

    assert db.notifications.count_documents({"user_id": stranger}) == 1


@pytest.mark.parametrize("query", ["limit=0", "unread=perhaps", "after=$gt", "q[$ne]=1"])
def test_an_odd_query_is_refused(client, as_user, make_person, query):
    reply = client.get(f"{PATH}?{query}", headers=as_user(make_person().user_id))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


def test_the_database_refuses_what_is_not_a_notification(db):
    with pytest.raises(WriteError, match="validation"):
        db.notifications.insert_one({"_id": uuid4(), "user_id": uuid4(), "title_key": "x"})
