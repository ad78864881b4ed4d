"""Waking browsers: encrypted for them, signed by us, sent to nobody else."""

import json
import os
import threading
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.jwk import ECKey
from pydantic import ValidationError

from services.social_media.delivery.actions import NotSent, NowhereToSend
from services.social_media.delivery.models import Outgoing, Parcel
from services.social_media.preferences.models import Channel
from services.social_media.preferences.rules import Way
from services.social_media.webpush import rules
from services.social_media.webpush.sender import Sender, public_address
from services.social_media.webpush.settings import PushSettings
from services.social_media.webpush.vapid import VALID_FOR_S
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory
from shared.models.problem import Invalid
from shared.settings import Mode

PATH = "/api/v1/push/subscriptions"


def b64(raw):
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


class Browser:
    """One that can be woken: it has a key pair and opens what is sealed for it."""

    def __init__(self, origin="https://fcm.googleapis.com"):
        self.endpoint = f"{origin}/wake/{uuid.uuid4()}"
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._auth = os.urandom(16)

    @property
    def subscription(self):
        point = self._private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        keys = {"p256dh": b64(point), "auth": b64(self._auth)}
        return {"endpoint": self.endpoint, "keys": keys}

    def open(self, sealed):
        opened = http_ece.decrypt(sealed, private_key=self._private, auth_secret=self._auth)
        return json.loads(opened)


class PushService:
    """A stand-in for those who wake browsers; answers with `status`, or as told for a path."""

    def __init__(self):
        self.status, self.by_path, self.requests = 201, {}, []
        service = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.requests.append((self.path, dict(self.headers), body))
                self.send_response(service.by_path.get(self.path, service.status))
                self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def push_service():
    service = PushService()
    with service.server:
        threading.Thread(target=service.server.serve_forever, args=(0.05,), daemon=True).start()
        yield service
        service.server.shutdown()


@pytest.fixture
def push_settings(push_service):
    return PushSettings(push_stand_in=push_service.origin)


@pytest.fixture
def subscribe(client, as_user):
    def post(person, browser):
        return client.post(PATH, json=browser.subscription, headers=as_user(person.user_id))

    return post


@pytest.fixture
def push(db, push_settings):
    sender = Sender(push_settings)

    def send(person, sent_to=(), parcel_id=None):
        parcel = Parcel(
            parcel_id or str(uuid.uuid4()),
            person.user_id,
            Channel.WEB_PUSH,
            Way.INSTANT,
            (),
            1,
            frozenset(sent_to),
        )
        note = Outgoing(
            uuid.uuid4(), NotificationCategory.PROGRESS, "slip.recorded", {"display_name": "Minh"}
        )
        sender.push(db, parcel, [note])
        return note

    return send


def test_a_browser_hears_which_but_not_what(push_service, make_person, subscribe, push):
    me, browser = make_person(), Browser(push_service.origin)
    subscribe(me, browser)

    note = push(me)

    [(path, headers, body)] = push_service.requests
    assert browser.endpoint.endswith(path)
    assert browser.open(body) == {"notification_id": str(note.notification_id)}
    assert (headers["Content-Encoding"], headers["TTL"]) == ("aes128gcm", "86400")


def test_a_push_service_can_tell_that_it_is_we(
    client, as_user, push_service, make_person, subscribe, push
):
    me = make_person()
    subscribe(me, Browser(push_service.origin))
    key = client.get("/api/v1/push/key", headers=as_user(me.user_id)).json["public_key"]

    push(me)

    [(_, headers, _)] = push_service.requests
    token, shown = (
        part.split("=", 1)[1]
        for part in headers["Authorization"].removeprefix("vapid ").split(", ")
    )
    point = urlsafe_b64decode(key + "=")
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    claims = jwt.decode(token, ECKey.import_key(pem), algorithms=["ES256"]).claims
    assert shown == key
    assert claims["aud"] == push_service.origin
    assert claims["sub"].startswith("mailto:")
    assert 0 < claims["exp"] - datetime.now(UTC).timestamp() <= VALID_FOR_S


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(
    db, push_service, make_person, subscribe, push, status
):
    me = make_person()
    subscribe(me, Browser(push_service.origin))
    push_service.status = status

    with pytest.raises(NowhereToSend):
        push(me)

    assert db.push_subscriptions.count_documents({"user_id": me.user_id}) == 0


@pytest.mark.parametrize("status", [302, 400, 429, 500, 503])
def test_a_service_that_will_not_is_asked_again(push_service, make_person, subscribe, push, status):
    me = make_person()
    subscribe(me, Browser(push_service.origin))
    push_service.status = status

    with pytest.raises(NotSent, match=str(status)):
        push(me)

    assert len(push_service.requests) == 1


def test_a_second_try_leaves_those_alone_that_heard(db, push_service, make_person, subscribe, push):
    me, heard, deaf = make_person(), *(Browser(push_service.origin) for _ in range(2))
    subscribe(me, heard)
    subscribe(me, deaf)
    push_service.by_path[deaf.endpoint.removeprefix(push_service.origin)] = 503
    with pytest.raises(NotSent):
        push(me)
    push_service.by_path.clear()

    push(me, sent_to=[rules.id_of(heard.endpoint)])

    paths = [push_service.origin + path for path, _, _ in push_service.requests]
    assert sorted(paths) == sorted([heard.endpoint, deaf.endpoint, deaf.endpoint])


def test_a_service_that_does_not_answer_is_asked_again(push_service, make_person, subscribe, push):
    me = make_person()
    subscribe(me, Browser(push_service.origin))
    push_service.server.shutdown()
    push_service.server.server_close()

    with pytest.raises(NotSent, match="no answer"):
        push(me)


def test_one_browser_is_one_subscription_of_whoever_uses_it_now(
    client, as_user, make_person, subscribe
):
    first, second, browser = make_person(), make_person(), Browser()

    replies = [subscribe(person, browser) for person in (first, first, second)]

    listed = [
        len(client.get(PATH, headers=as_user(person.user_id)).json["items"])
        for person in (first, second)
    ]
    assert [reply.status_code for reply in replies] == [201] * 3
    assert len({reply.json["subscription_id"] for reply in replies}) == 1
    assert listed == [0, 1]


def test_a_list_shows_no_address(client, as_user, make_person, subscribe):
    me, browser = make_person(), Browser()
    subscribe(me, browser)

    reply = client.get(PATH, headers=as_user(me.user_id))

    assert reply.json["items"][0]["service"] == "fcm.googleapis.com"
    assert browser.endpoint not in reply.text


def test_only_its_owner_ends_a_subscription(client, as_user, make_person, subscribe):
    me, eve = make_person(), make_person()
    path = f"{PATH}/{subscribe(me, Browser()).json['subscription_id']}"

    replies = [
        client.delete(path, headers=as_user(person.user_id)).status_code for person in (eve, me, me)
    ]

    assert replies == [404, 204, 404]


def test_ten_browsers_are_enough(make_person, subscribe):
    me = make_person()
    for _ in range(10):
        last = Browser()
        subscribe(me, last)

    assert subscribe(me, Browser()).json["code"] == "too_many_devices"
    assert subscribe(me, last).status_code == 201


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/x",
        "https://evil.example/fcm.googleapis.com",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evilfcm.googleapis.com.example/x",
        "https://xpush.apple.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://user:pass@fcm.googleapis.com/x",
        "https://fcm.googleapis.com\\@evil.example/x",
        "https://fcm.googleapis.com/x y",
        "https://[::1]/xxxxx",
        "https://fcm.googleapis.com:99999/x",
        "https://fcm.googleapis.com/\r\nX: y",
        "ftp://fcm.googleapis.com/x",
        "javascript:alert(1)",
    ],
)
def test_we_send_to_nobody_but_push_services(endpoint):
    with pytest.raises(Invalid) as caught:
        rules.address_of(endpoint, None)

    assert caught.value.code == "endpoint_not_allowed"


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://db5.notify.windows.com/w/?token=abc",
        "https://web.push.apple.com/abc",
    ],
)
def test_the_push_services_are_known(endpoint):
    assert rules.address_of(endpoint, None).geturl() == endpoint


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00:ec2::254", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:169.254.169.254", False),
    ],
)
def test_only_addresses_of_the_internet_are_public(address, is_public):
    assert rules.is_public(address) is is_public


def test_a_name_that_leads_inside_leads_nowhere():
    with pytest.raises(OSError, match="not on the Internet"):
        public_address("localhost")


@pytest.mark.parametrize(
    "keys",
    [
        {"p256dh": b64(b"\x04" + bytes(64)), "auth": b64(bytes(16))},
        {"p256dh": b64(b"short"), "auth": b64(bytes(16))},
        {"p256dh": Browser().subscription["keys"]["p256dh"], "auth": b64(bytes(15))},
        {"p256dh": "é", "auth": b64(bytes(16))},
    ],
    ids=["not on the curve", "no key", "a short secret", "no base64"],
)
def test_what_is_no_key_is_refused(client, as_user, make_person, keys):
    body = {"endpoint": Browser().endpoint, "keys": keys}

    reply = client.post(PATH, json=body, headers=as_user(make_person().user_id))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


GOOD = {
    "mode": Mode.PRODUCTION,
    "vapid_secret": "v" * 32,
    "unsubscribe_secret": "u" * 32,
    "vapid_contact": "mailto:ops@unlit.example",
}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"push_stand_in": "http://127.0.0.1:1"}, id="a stand-in"),
        pytest.param({"vapid_secret": "local-only, and long enough to pass"}, id="a local key"),
        pytest.param({"vapid_secret": "short"}, id="a short key"),
        pytest.param({"unsubscribe_secret": "short"}, id="a short secret"),
        pytest.param({"vapid_contact": "mailto:x@local-only.example"}, id="nobody to write to"),
    ],
)
def test_production_refuses_what_is_for_a_laptop(changes):
    PushSettings(**GOOD)

    with pytest.raises(ValidationError, match="not fit for production"):
        PushSettings(**{**GOOD, **changes})


def test_a_stranger_has_nowhere_to_be_reached(db, push_settings):
    parcel = Parcel("x", UserId(uuid.uuid4()), Channel.WEB_PUSH, Way.INSTANT, (), 1, frozenset())

    with pytest.raises(NowhereToSend):
        Sender(push_settings).push(db, parcel, [])
