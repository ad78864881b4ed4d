"""Choosing what one hears of, over HTTP."""

import uuid
from datetime import UTC, datetime

import pytest

from services.social_media.notifications.actions import notify
from services.social_media.notifications.models import News
from services.social_media.preferences.unsubscribe import sign
from shared.models.ids import uuid7
from shared.models.notices import NotificationCategory as Category

SETTINGS = "/api/v1/notifications/settings"


@pytest.fixture
def settings_of(client, as_user):
    def get(person):
        return client.get(SETTINGS, headers=as_user(person.user_id)).json

    return get


@pytest.fixture
def choose(client, as_user, settings_of):
    """Change choices of one category, and anything else by keyword."""

    def put(person, category=None, channels=None, **changes):
        chosen = settings_of(person)
        categories = {
            each.pop("category"): each
            for each in chosen["categories"]
            if each.pop("required") is not None
        }
        if category:
            categories[category].update(channels)
        body = {
            "categories": categories,
            "quiet": chosen["quiet"],
            "per_day": chosen["per_day"],
            **changes,
        }
        return client.put(SETTINGS, json=body, headers=as_user(person.user_id))

    return put


@pytest.fixture
def tell(db):
    """Tell someone something; return the notification's id."""

    def send(person, category=Category.COACHING, **changes):
        news = News(person.user_id, uuid7(), category, "a.key", {}, datetime.now(UTC), **changes)
        notify(db, news)
        return db.notifications.find_one({"event_id": news.event_id})["_id"]

    return send


def email_of(settings, category):
    return next(each["email"] for each in settings["categories"] if each["category"] == category)


def test_everybody_begins_with_what_is_usual(make_person, settings_of):
    settings = settings_of(make_person())

    assert [each["category"] for each in settings["categories"]] == list(Category)
    assert settings["categories"][0] == {
        "category": "security",
        "required": ["email", "in_app"],
        "in_app": "on",
        "socket": "on",
        "email": "on",
        "web_push": "on",
    }
    assert (settings["quiet"], settings["per_day"], settings["time_zone"]) == (
        {"start": "22:00", "end": "07:00"},
        2,
        None,
    )


def test_what_is_chosen_stays(make_person, choose, settings_of):
    me = make_person()

    reply = choose(
        me,
        "community",
        {"email": "off"},
        quiet={"start": "20:30", "end": "08:15"},
        per_day=5,
    )

    assert reply.status_code == 200
    assert reply.json == settings_of(me)
    assert (email_of(reply.json, "community"), reply.json["per_day"]) == ("off", 5)
    assert reply.json["quiet"] == {"start": "20:30", "end": "08:15"}


def test_quiet_hours_can_be_none(make_person, choose):
    assert choose(make_person(), quiet=None).json["quiet"] is None


@pytest.mark.parametrize("category", ["security", "billing"])
@pytest.mark.parametrize(
    "channels",
    [{"email": "off"}, {"email": "daily"}, {"in_app": "off"}],
    ids=["no e-mail", "e-mail once a day", "not in the app"],
)
def test_what_is_required_cannot_be_switched_off(
    make_person, choose, settings_of, category, channels
):
    me = make_person()

    reply = choose(me, category, channels, per_day=0)

    assert (reply.status_code, reply.json["code"]) == (422, "required_category")
    assert settings_of(me)["per_day"] == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"per_day": 6},
        {"per_day": -1},
        {"per_day": "2"},
        {"quiet": {"start": "25:00", "end": "07:00"}},
        {"quiet": {"start": "22", "end": "07:00"}},
        {"quiet": {"start": 79200, "end": "07:00"}},
        {"categories": {}},
        {"categories": {"gossip": {}}},
        {"extra": 1},
    ],
    ids=str,
)
def test_an_odd_choice_is_refused(make_person, choose, changes):
    reply = choose(make_person(), **changes)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


def test_a_message_offers_less_of_its_kind(client, as_user, make_person, tell):
    me = make_person()
    path = f"/api/v1/notifications/{tell(me)}/less"

    replies = [client.post(path, headers=as_user(me.user_id)).json for _ in range(3)]

    assert [email_of(reply, "coaching") for reply in replies] == ["daily", "weekly", "off"]


def test_there_is_no_less_of_what_is_required(client, as_user, make_person, tell):
    me = make_person()
    path = f"/api/v1/notifications/{tell(me, Category.BILLING)}/less"

    reply = client.post(path, headers=as_user(me.user_id))

    assert (reply.status_code, reply.json["code"]) == (409, "required_category")


def test_nobody_hears_less_for_another(client, as_user, make_person, tell, settings_of):
    me, eve = make_person(), make_person()
    notification_id = tell(me, Category.PROGRAMME)
    before = settings_of(me)

    path, hers = f"/api/v1/notifications/{notification_id}", as_user(eve.user_id)
    less = client.post(f"{path}/less", headers=hers)
    stop = client.post(f"{path}/reply", json={"text": "STOP"}, headers=hers)

    assert (less.status_code, stop.status_code) == (404, 404)
    assert settings_of(me) == before


@pytest.mark.parametrize("text", ["STOP", "Dừng"])
def test_stop_is_honoured_at_once(db, client, as_user, make_person, tell, listed, text):
    me = make_person()
    path = f"/api/v1/notifications/{tell(me, Category.PROGRAMME)}/reply"
    before = len(listed(me))

    reply = client.post(path, json={"text": text}, headers=as_user(me.user_id))

    assert reply.json == {"keyword": "stop", "opens": "settings"}
    later = tell(me, Category.PROGRAMME)
    assert len(listed(me)) == before
    assert db.notifications.find_one({"_id": later})["plan"] == []


@pytest.fixture
def listed(client, as_user):
    def get(person):
        return client.get("/api/v1/notifications", headers=as_user(person.user_id)).json["items"]

    return get


@pytest.mark.parametrize(
    ("text", "opens"),
    [("crave", "sos"), ("mood", "check_in"), ("slip", "slip"), ("thanks!", None)],
)
def test_the_programme_understands_a_few_words(client, as_user, make_person, tell, text, opens):
    me = make_person()
    path = f"/api/v1/notifications/{tell(me, Category.PROGRAMME)}/reply"

    reply = client.post(path, json={"text": text}, headers=as_user(me.user_id))

    assert (reply.status_code, reply.json["opens"]) == (200, opens)


def test_only_the_programme_is_answered(client, as_user, make_person, tell):
    me = make_person()
    path = f"/api/v1/notifications/{tell(me)}/reply"

    reply = client.post(path, json={"text": "STOP"}, headers=as_user(me.user_id))

    assert (reply.status_code, reply.json["code"]) == (409, "not_answerable")


@pytest.fixture
def unsubscribe(client):
    """As a mail programme does it: a form, no cookie, nobody signed in (RFC 8058)."""

    def post(token):
        return client.post(
            f"/api/v1/notifications/unsubscribe?token={token}",
            data={"List-Unsubscribe": "One-Click"},
        )

    return post


def test_one_click_ends_the_mail_of_a_category(
    unsubscribe, make_person, push_settings, settings_of
):
    me = make_person()
    token = sign(me.user_id, Category.COACHING, push_settings.unsubscribe_secret.get_secret_value())

    replies = [unsubscribe(token), unsubscribe(token)]

    assert [reply.status_code for reply in replies] == [204, 204]
    settings = settings_of(me)
    assert (email_of(settings, "coaching"), email_of(settings, "appointments")) == ("off", "on")


def test_a_required_category_outlives_the_click(
    unsubscribe, make_person, push_settings, settings_of
):
    me = make_person()
    token = sign(me.user_id, Category.SECURITY, push_settings.unsubscribe_secret.get_secret_value())

    unsubscribe(token)

    assert email_of(settings_of(me), "security") == "on"


def test_nobody_unsubscribes_another(unsubscribe, make_person, settings_of):
    me = make_person()
    good = sign(me.user_id, Category.COACHING, "a secret of somebody else")

    replies = [unsubscribe(token) for token in (good, "A" * 43, "é" * 30, "-" * 300)]

    assert [reply.status_code for reply in replies] == [404] * 4
    assert email_of(settings_of(me), "coaching") == "on"


def test_a_token_cannot_be_turned_to_another_person(unsubscribe, make_person, push_settings):
    me = make_person()
    secret = push_settings.unsubscribe_secret.get_secret_value()
    mine = sign(me.user_id, Category.COHORT, secret)
    other = sign(uuid.uuid4(), Category.COHORT, "x")

    reply = unsubscribe(mine[:42] + other[42:])

    assert reply.status_code == 404
