"""What the clock clears up, and what it must leave alone."""

import uuid
from contextlib import closing
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import psycopg
import pytest

from lambdas.upload import cleaning, handler


@pytest.fixture
def now():
    """Asked when a test begins: an upload's permission lasts for an hour of the real clock."""
    return datetime.now(UTC)


@pytest.fixture(autouse=True)
def _only_ours(database):
    """The clock looks at everybody's uploads; these tests count."""
    database.execute("DELETE FROM media.uploads")


def test_a_permission_nobody_used_expires_and_is_announced(upload, begin, view, events, now):
    ticket = begin()

    early = cleaning.clean(upload, now + timedelta(minutes=50))
    before = view(ticket["upload_id"])["state"]
    late = cleaning.clean(upload, now + timedelta(minutes=70))

    assert (early.expired, before, late.expired) == (0, "pending", 1)
    shown = view(ticket["upload_id"])
    assert (shown["state"], shown["reason"]) == ("rejected", "expired")
    assert [event["reason"] for event in events(ticket["upload_id"])] == ["expired"]


def test_an_object_that_comes_after_its_permission_expired_is_deleted(
    upload, begin, storage, deliver, view, picture, now
):
    ticket = begin()
    cleaning.clean(upload, now + timedelta(hours=2))

    storage.put(ticket["fields"]["key"], picture())
    failed = deliver()

    assert failed == []
    assert storage.stored() == []
    assert view(ticket["upload_id"])["state"] == "rejected"


def test_an_expired_upload_still_counts_for_the_quota(upload, begin, call, member, now):
    for _ in range(5):
        begin()
    cleaning.clean(upload, now + timedelta(hours=2))

    reply = call("POST", "/uploads", member, {"purpose": "avatar", "content_type": "image/png"})

    assert reply.code == (429, "upload_quota")


def test_old_objects_in_quarantine_are_swept_out_and_nothing_else(upload, storage, now):
    stray = f"quarantine/{uuid.uuid4()}/{uuid.uuid4()}"
    storage.put(stray, b"never judged")
    storage.put("media/kept/full.webp", b"kept")

    early = cleaning.clean(upload, now + timedelta(hours=1))
    before = storage.stored()
    late = cleaning.clean(upload, now + timedelta(hours=3))

    assert (early.swept, late.swept) == (0, 1)
    assert before == ["media/kept/full.webp", stray]
    assert storage.stored() == ["media/kept/full.webp"]


def test_the_pictures_of_an_erased_account_are_erased(
    upload, submit, storage, database, member, picture, now
):
    submit(picture())
    database.execute("DELETE FROM account.accounts WHERE user_id = %s", [member])

    cleaned = cleaning.clean(upload, now)

    assert cleaned.cleared == 1
    assert storage.stored() == []
    assert count_of_uploads(database) == 0


def test_nothing_is_announced_about_an_erased_account(upload, begin, database, member, events, now):
    ticket = begin()
    database.execute("DELETE FROM account.accounts WHERE user_id = %s", [member])

    cleaning.clean(upload, now + timedelta(hours=2))

    assert events(ticket["upload_id"]) == []
    assert count_of_uploads(database) == 0


def test_what_a_crash_left_of_a_rejected_upload_is_cleared_once(upload, submit, storage, now):
    upload_id = submit(b"no picture")
    storage.put(f"media/{upload_id}/full.webp", b"written before the crash")

    first = cleaning.clean(upload, now)
    second = cleaning.clean(upload, now)

    assert (first.cleared, second.cleared) == (1, 0)
    assert storage.stored() == []


def test_a_rejected_upload_is_forgotten_after_a_month(upload, submit, database, now):
    submit(b"no picture")

    early = cleaning.clean(upload, now + timedelta(days=29))
    late = cleaning.clean(upload, now + timedelta(days=31))

    assert (early.forgotten, late.forgotten) == (0, 1)
    assert count_of_uploads(database) == 0


def test_a_picture_is_never_cleared_up(upload, submit, storage, view, picture, now):
    upload_id = submit(picture())

    cleaning.clean(upload, now + timedelta(days=1_000))

    assert view(upload_id)["state"] == "ready"
    assert len(storage.stored()) == 2


def test_two_clocks_at_once_announce_an_expiry_once(
    upload, begin, events, database, postgres_dsn, now
):
    ticket = begin()
    with closing(psycopg.connect(postgres_dsn)) as other:
        other.execute(
            "SELECT 1 FROM media.uploads WHERE upload_id = %s FOR UPDATE", [ticket["upload_id"]]
        )
        meanwhile = cleaning.clean(upload, now + timedelta(hours=2))
        other.rollback()
    afterwards = cleaning.clean(upload, now + timedelta(hours=2))

    assert (meanwhile.expired, afterwards.expired) == (0, 1)
    assert len(events(ticket["upload_id"])) == 1


def test_the_clock_says_what_it_did(upload):
    said = handler.on_tick({}, SimpleNamespace())

    assert said == {"expired": 0, "cleared": 0, "swept": 0, "forgotten": 0, "erased": 0}


def count_of_uploads(database):
    return database.execute("SELECT count(*) FROM media.uploads").fetchone()[0]
