"""Pictures are known by events, used by their owners alone, and shown for a few minutes."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from services.social_media.consumer import reacting
from services.social_media.people import actions as people
from services.social_media.pictures import actions, store
from services.social_media.pictures.addresses import Addresses
from shared.models.events import MediaReady
from shared.models.media import Purpose
from shared.models.problem import Invalid

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def upload(db):
    """Have a picture become ready."""

    def make(person, purpose=Purpose.POST_IMAGE, *, at=NOON):
        event = MediaReady(
            user_id=person.user_id,
            upload_id=uuid4(),
            purpose=purpose,
            width=640,
            height=480,
            blurhash="LEHV6nWB2yk8",
            occurred_at=at,
        )
        hear = reacting(db, lambda _: None)
        hear(event)
        hear(event)
        return event.upload_id

    return make


def test_a_picture_is_known_once_however_often_it_is_announced(db, make_person, upload):
    upload_id = upload(make_person())

    assert db.pictures.count_documents({"_id": upload_id}) == 1


def test_the_latest_avatar_is_shown_to_everybody(api, make_person, make_handle, upload):
    other = make_person(handle=make_handle("face"))
    newest = upload(other, Purpose.AVATAR, at=NOON + timedelta(minutes=1))
    upload(other, Purpose.AVATAR, at=NOON)
    upload(other, Purpose.POST_IMAGE, at=NOON + timedelta(minutes=2))

    avatar = api(make_person(), "GET", f"/people/{other.user_id}").json["avatar"]

    assert avatar["upload_id"] == str(newest)
    assert (avatar["width"], avatar["height"], avatar["blurhash"]) == (640, 480, "LEHV6nWB2yk8")


def test_a_removed_avatar_stays_removed(api, db, make_person, upload):
    me = make_person()
    upload(me, Purpose.AVATAR)

    reply = api(me, "DELETE", "/people/me/avatar")
    upload(me, Purpose.AVATAR, at=NOON + timedelta(minutes=1))

    assert reply.status_code == 204
    assert api(me, "GET", "/people/me").json["avatar"] is None


def test_another_avatar_can_follow_one_that_was_removed(db, make_person, upload):
    me = make_person()
    upload(me, Purpose.AVATAR)
    people.remove_avatar(db, me.user_id, now=NOON + timedelta(minutes=1))

    upload_id = upload(me, Purpose.AVATAR, at=NOON + timedelta(minutes=2))

    assert people.look_at_self(db, me.user_id).person.avatar.upload_id == upload_id


def test_only_ones_own_pictures_for_that_purpose_can_be_used(db, make_person, upload):
    me, other = make_person(), make_person()
    mine, theirs, avatar = upload(me), upload(other), upload(me, Purpose.AVATAR)

    actions.check_own(db, me.user_id, [mine], Purpose.POST_IMAGE, field="images")

    for uploads in ([theirs], [avatar], [uuid4()], [mine, mine], [mine, theirs]):
        with pytest.raises(Invalid):
            actions.check_own(db, me.user_id, uploads, Purpose.POST_IMAGE, field="images")


def test_an_address_is_signed_and_ends_in_five_minutes(db, make_person, upload):
    upload_id = upload(make_person())

    image = actions.images_by_id(db, [upload_id])[upload_id]

    for url, size in ((image.url, "full"), (image.small_url, "small")):
        parts = urlsplit(url)
        signed = parse_qs(parts.query)
        assert parts.path.endswith(f"/media/{upload_id}/{size}.webp")
        assert signed["X-Amz-Expires"] == ["300"]
        assert signed["X-Amz-Signature"]
    assert timedelta(minutes=4) < image.expires_at - datetime.now(UTC) <= timedelta(minutes=5)


def test_an_address_is_the_same_for_a_while_so_that_browsers_keep_the_picture():
    addresses, upload_id = Addresses("bucket", "us-east-1"), uuid4()

    assert addresses.of(upload_id) is addresses.of(upload_id)
    assert addresses.of(upload_id) != addresses.of(uuid4())


def test_what_is_not_ready_is_not_shown(db):
    assert store.select_pictures(db, [uuid4()]) == {}
