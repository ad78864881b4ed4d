"""Where things lie and who may see them."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from lambdas.upload import rules
from lambdas.upload.models import Size, Upload
from shared.auth.authenticator import Caller
from shared.auth.roles import Role
from shared.models.ids import UserId

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
OWNER = UserId(uuid.UUID(int=1))


def test_a_quarantine_key_names_its_owner_and_its_upload():
    upload_id = uuid.uuid4()

    address = rules.address_of(rules.quarantine_key(OWNER, upload_id))

    assert address == (OWNER, upload_id)


def test_no_media_key_is_a_quarantine_key():
    assert [rules.address_of(key) for key in rules.media_keys(uuid.uuid4())] == [None] * len(Size)


@pytest.mark.parametrize("role", Role)
def test_only_its_owner_may_see_an_upload_whatever_their_role(role):
    upload = Upload(
        upload_id=uuid.uuid4(),
        user_id=OWNER,
        purpose="co_photo",
        content_type="image/png",
        state="pending",
        reason=None,
        width=None,
        height=None,
        blurhash=None,
        created_at=NOW,
    )

    def caller(user_id):
        return Caller(user_id, role, "session", NOW)

    assert rules.may_see(upload, caller(OWNER))
    assert not rules.may_see(upload, caller(UserId(uuid.UUID(int=2))))


@pytest.mark.parametrize(
    ("begun", "age", "wait"),
    [
        pytest.param(0, None, None, id="the first"),
        pytest.param(4, timedelta(0), None, id="the last that is allowed"),
        pytest.param(5, timedelta(0), 86_401, id="one too many"),
        pytest.param(5, timedelta(hours=24), 1, id="never no wait at all"),
    ],
)
def test_the_quota_says_how_long_to_wait(begun, age, wait):
    oldest = None if age is None else NOW - age

    assert rules.wait_for_quota(begun, oldest, most=5, now=NOW) == wait


@pytest.mark.parametrize(
    ("size", "fitted"),
    [
        pytest.param((320, 320), (320, 320), id="fits exactly"),
        pytest.param((321, 320), (320, 319), id="a little too wide"),
        pytest.param((640, 480), (320, 240), id="landscape"),
        pytest.param((480, 640), (240, 320), id="portrait"),
        pytest.param((10_000, 3), (320, 1), id="never without a height"),
    ],
)
def test_a_picture_is_shrunk_in_proportion(size, fitted):
    assert rules.fitted(*size, 320) == fitted
