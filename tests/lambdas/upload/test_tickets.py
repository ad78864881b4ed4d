"""Permission to upload: what exactly is permitted, and how often."""

import base64
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from lambdas.upload import tickets
from lambdas.upload.models import ContentType, NewUpload
from shared.lambdas.operations import Visit
from shared.models.ids import UserId
from shared.models.media import Purpose
from shared.models.problem import RateLimited

FORM = {"purpose": "avatar", "content_type": "image/png"}


def policy_of(ticket):
    return json.loads(base64.b64decode(ticket["fields"]["policy"]))


def test_a_ticket_permits_one_key_of_one_type_and_of_a_bounded_size(begin, member):
    ticket = begin("image/jpeg")

    conditions = policy_of(ticket)["conditions"]
    key = f"quarantine/{member}/{ticket['upload_id']}"
    assert ticket["fields"]["key"] == key
    assert ticket["fields"]["Content-Type"] == "image/jpeg"
    assert {"key": key} in conditions
    assert {"bucket": "unlit-media"} in conditions
    assert {"Content-Type": "image/jpeg"} in conditions
    assert ["content-length-range", 1, 5 * 1024 * 1024] in conditions
    assert ticket["largest_bytes"] == 5 * 1024 * 1024
    assert "starts-with" not in json.dumps(conditions)


def test_a_ticket_is_good_for_minutes(begin):
    before = datetime.now(UTC)

    ticket = begin()

    for expiry in (policy_of(ticket)["expiration"], ticket["expires_at"]):
        lifetime = datetime.fromisoformat(expiry) - before
        assert timedelta(minutes=4) < lifetime < timedelta(minutes=6)


def test_a_ticket_is_signed_by_the_current_scheme(begin):
    ticket = begin()

    assert ticket["fields"]["x-amz-algorithm"] == "AWS4-HMAC-SHA256"


def test_two_tickets_never_share_a_key(begin):
    keys = {begin()["fields"]["key"] for _ in range(3)}

    assert len(keys) == 3


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"content_type": "image/svg+xml"}, id="SVG"),
        pytest.param({"content_type": "image/gif"}, id="GIF"),
        pytest.param({"content_type": "text/html"}, id="HTML"),
        pytest.param({"content_type": "image/png\r\nX-Evil: 1"}, id="a header in the type"),
        pytest.param({"purpose": "anything"}, id="no such purpose"),
        pytest.param({"purpose": None}, id="no purpose"),
        pytest.param({"file_name": "../../evil.png"}, id="a file name"),
        pytest.param({"key": "media/mine.webp"}, id="a key of one's own"),
        pytest.param({"user_id": str(uuid.uuid4())}, id="somebody else's name"),
    ],
)
def test_what_is_not_offered_is_refused_and_leaves_nothing(call, member, database, change):
    reply = call("POST", "/uploads", member, FORM | change)

    assert reply.code == (422, "invalid")
    assert rows(database, member) == 0


def test_nobody_uploads_without_signing_in(call):
    assert call("POST", "/uploads", None, FORM).code == (401, "unauthenticated")


def test_a_disabled_account_uploads_nothing(call, join):
    assert call("POST", "/uploads", join("disabled"), FORM).code == (401, "account_disabled")


def test_a_person_uploads_so_much_a_day_and_no_more(call, member, join, database):
    for _ in range(5):
        assert call("POST", "/uploads", member, FORM).status == 201

    reply = call("POST", "/uploads", member, FORM)

    assert reply.code == (429, "upload_quota")
    (wait,) = reply.headers["Retry-After"]
    assert 86_000 < int(wait) <= 86_401
    assert rows(database, member) == 5
    assert call("POST", "/uploads", join(), FORM).status == 201


def test_the_quota_looks_back_one_day(call, member, database):
    for _ in range(5):
        call("POST", "/uploads", member, FORM)
    database.execute(
        "UPDATE media.uploads SET created_at = created_at - interval '24 hours' WHERE user_id = %s",
        [member],
    )

    assert call("POST", "/uploads", member, FORM).status == 201


def test_asking_many_times_at_once_does_not_stretch_the_quota(upload, member, database):
    form = NewUpload(purpose=Purpose.AVATAR, content_type=ContentType.PNG)

    def ask(_):
        visit = Visit(datetime.now(UTC), "203.0.113.7", "", "request")
        try:
            return tickets.issue(upload, visit, UserId(member), form).upload_id
        except RateLimited:
            return None

    with ThreadPoolExecutor(12) as pool:
        given = list(pool.map(ask, range(12)))

    assert sum(upload_id is not None for upload_id in given) == 5
    assert rows(database, member) == 5


def rows(database, member):
    counted = database.execute("SELECT count(*) FROM media.uploads WHERE user_id = %s", [member])
    return counted.fetchone()[0]
