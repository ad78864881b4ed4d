"""Messages on the queue: S3's own, and whatever else somebody might put there."""

import json
import uuid

import pytest


def notice(*, bucket="unlit-media", key=None, name="ObjectCreated:Post", **changes):
    key = key or f"quarantine/{uuid.uuid4()}/{uuid.uuid4()}"
    record = {
        "eventSource": "aws:s3",
        "eventName": name,
        "s3": {
            "bucket": {"name": bucket},
            "object": {"key": key, "size": 1, "eTag": "0" * 32, "sequencer": "00"},
        },
        **changes,
    }
    return json.dumps({"Records": [record]})


HOSTILE = {
    "empty": "",
    "no JSON": "<xml/>",
    "a number": "7",
    "null": "null",
    "an empty object": "{}",
    "no records": '{"Records": []}',
    "records that are none": '{"Records": [null, 7, "x"]}',
    "deep nesting": '{"Records":' * 5_000,
    "another source": notice(eventSource="aws:sns"),
    "another event": notice(name="ObjectRemoved:Delete"),
    "another bucket": notice(bucket="somebody-elses"),
    "a published picture": notice(key=f"media/{uuid.uuid4()}/full.webp"),
    "a way out of quarantine": notice(key=f"quarantine/../media/{uuid.uuid4()}/full.webp"),
    "an encoded way out": notice(key=f"quarantine/%2e%2e/media/{uuid.uuid4()}"),
    "a key that goes on": notice(key=f"quarantine/{uuid.uuid4()}/{uuid.uuid4()}/x.png"),
    "a key with a line break": notice(key=f"quarantine/{uuid.uuid4()}/{uuid.uuid4()}%0A"),
    "a key that is no text": notice(key=["quarantine"]),
    "a NUL": notice(key="quarantine/\x00"),
    "a lone surrogate": notice(key="quarantine/\ud800"),
    "an event of ours": json.dumps({"type": "media.ready.v1", "upload_id": str(uuid.uuid4())}),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_message_we_do_not_understand_goes_back_and_harms_nothing(storage, deliver, body):
    storage.put("media/kept", b"kept")

    failed = deliver(body)

    assert failed == ["0"]
    assert storage.stored() == ["media/kept"]


def test_one_bad_message_does_not_hold_up_the_others(begin, storage, deliver, view, picture):
    ticket = begin()
    storage.put(ticket["fields"]["key"], picture())
    (good,) = storage.messages()

    failed = deliver("nonsense", good, notice(bucket="somebody-elses"))

    assert failed == ["0", "2"]
    assert view(ticket["upload_id"])["state"] == "ready"


def test_the_rehearsal_of_s3_is_taken_note_of(deliver):
    rehearsal = {"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "unlit-media"}

    assert deliver(json.dumps(rehearsal)) == []


def test_an_object_nobody_may_put_there_is_removed(storage, deliver, picture):
    key = f"quarantine/{uuid.uuid4()}/{uuid.uuid4()}"
    storage.put(key, picture())

    failed = deliver()

    assert failed == []
    assert storage.stored() == []


def test_nothing_a_message_says_is_logged(deliver, log):
    deliver(notice(bucket="canary-in-a-bucket"), '{"canary": "in a key"}')

    assert log.getvalue().count("message failed") == 2
    assert "canary" not in log.getvalue()
