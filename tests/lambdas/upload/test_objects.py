"""Notices that repeat, come late or cross each other, and crashes half-way, change no outcome."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from lambdas.upload import objects
from lambdas.upload.notices import arrivals_in

HTML = b"<!doctype html>"


@contextmanager
def listening(upload, operation, react):
    """Call `react` whenever the function is about to ask S3 for something."""
    events = upload.bucket._client.meta.events
    events.register_first(f"before-call.s3.{operation}", react)
    yield
    events.unregister(f"before-call.s3.{operation}", react)


@contextmanager
def failing(upload, operation, after=0):
    """S3 breaks the connection, after so many times that went well."""
    remaining = [None] * after

    def react(**_):
        if not remaining:
            raise ConnectionError
        remaining.pop()

    with listening(upload, operation, react):
        yield


def test_a_notice_that_comes_again_changes_nothing(begin, storage, deliver, view, events, picture):
    ticket = begin()
    storage.put(ticket["fields"]["key"], picture())
    (notice,) = storage.messages()
    deliver(notice)
    before = {key: storage.content(key) for key in storage.stored()}

    failed = deliver(notice, notice)

    assert failed == []
    assert {key: storage.content(key) for key in storage.stored()} == before
    assert view(ticket["upload_id"])["state"] == "ready"
    assert len(events(ticket["upload_id"])) == 1


def test_another_object_after_approval_changes_nothing(
    begin, storage, deliver, view, events, picture
):
    ticket = begin()
    storage.put(ticket["fields"]["key"], picture())
    deliver()
    before = {key: storage.content(key) for key in storage.stored()}

    storage.put(ticket["fields"]["key"], HTML)
    assert deliver() == []
    storage.put(ticket["fields"]["key"], picture(size=(50, 50)))
    assert deliver() == []

    assert {key: storage.content(key) for key in storage.stored()} == before
    assert view(ticket["upload_id"])["state"] == "ready"
    assert len(events(ticket["upload_id"])) == 1


def test_a_rejected_upload_stays_rejected(begin, storage, deliver, view, events, picture):
    ticket = begin()
    storage.put(ticket["fields"]["key"], HTML)
    deliver()

    storage.put(ticket["fields"]["key"], picture())
    deliver()

    assert view(ticket["upload_id"])["state"] == "rejected"
    assert storage.stored() == []
    assert len(events(ticket["upload_id"])) == 1


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "the other way round"])
def test_of_two_objects_the_one_that_is_there_is_judged_by_its_own_notice(
    begin, storage, deliver, view, order, picture
):
    ticket = begin()
    storage.put(ticket["fields"]["key"], HTML)
    storage.put(ticket["fields"]["key"], picture())
    notices = storage.messages()

    failed = deliver(*(notices[number] for number in order))

    assert failed == []
    assert view(ticket["upload_id"])["state"] == "ready"


def test_while_one_object_is_being_published_no_other_can_take_its_place(
    upload, begin, storage, view, events, database, picture
):
    ticket = begin()
    storage.put(ticket["fields"]["key"], picture())
    (arrival,) = arrivals_in(storage.messages()[0], bucket="unlit-media")
    database.execute(
        "UPDATE media.uploads SET etag = 'another' WHERE upload_id = %s", [ticket["upload_id"]]
    )

    objects.judge(upload, arrival, datetime.now(UTC))

    assert storage.stored() == [ticket["fields"]["key"]]
    assert view(ticket["upload_id"])["state"] == "pending"
    assert events(ticket["upload_id"]) == []


def test_an_object_under_somebody_elses_name_is_not_theirs(
    begin, storage, deliver, view, join, picture
):
    ticket = begin()
    stranger = join()

    storage.put(f"quarantine/{stranger}/{ticket['upload_id']}", picture())
    deliver()

    assert storage.stored() == []
    assert view(ticket["upload_id"])["state"] == "pending"


def test_a_crash_half_way_is_made_good_by_the_next_delivery(
    upload, begin, storage, deliver, view, events, picture
):
    ticket = begin()
    storage.put(ticket["fields"]["key"], picture())
    (notice,) = storage.messages()

    with failing(upload, "PutObject", after=1):
        crashed = deliver(notice)
    between = (view(ticket["upload_id"])["state"], events(ticket["upload_id"]))
    failed = deliver(notice)

    assert crashed == ["0"]
    assert between == ("pending", [])
    assert failed == []
    assert view(ticket["upload_id"])["state"] == "ready"
    assert len(storage.stored()) == 2
    assert len(events(ticket["upload_id"])) == 1


def test_an_object_that_could_not_be_deleted_is_deleted_by_the_next_delivery(
    upload, begin, storage, deliver, view
):
    ticket = begin()
    storage.put(ticket["fields"]["key"], HTML)
    (notice,) = storage.messages()

    with failing(upload, "DeleteObjects"):
        crashed = deliver(notice)
    failed = deliver(notice)

    assert (crashed, failed) == (["0"], [])
    assert view(ticket["upload_id"])["state"] == "rejected"
    assert storage.stored() == []


def test_what_was_written_for_an_upload_that_expired_meanwhile_is_taken_back(
    upload, begin, storage, deliver, view, events, database, picture
):
    ticket = begin()
    storage.put(ticket["fields"]["key"], picture())

    def expire(**_):
        database.execute(
            """
            UPDATE media.uploads SET state = 'rejected', reason = 'expired', settled_at = now()
             WHERE upload_id = %s
            """,
            [ticket["upload_id"]],
        )

    with listening(upload, "PutObject", expire):
        failed = deliver()

    assert failed == []
    assert [key for key in storage.stored() if key.startswith("media/")] == []
    assert view(ticket["upload_id"])["state"] == "rejected"
    assert events(ticket["upload_id"]) == []


def test_an_account_that_is_erased_meanwhile_gets_no_picture(
    upload, begin, storage, deliver, database, member, events, picture
):
    ticket = begin()
    storage.put(ticket["fields"]["key"], picture())

    def erase(**_):
        database.execute("DELETE FROM account.accounts WHERE user_id = %s", [member])

    with listening(upload, "PutObject", erase):
        failed = deliver()

    assert failed == []
    assert [key for key in storage.stored() if key.startswith("media/")] == []
    assert events(ticket["upload_id"]) == []
