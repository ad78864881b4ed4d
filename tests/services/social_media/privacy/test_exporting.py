"""This service's part of a copy is in the bucket before anybody is told of it."""

import uuid

import boto3
import orjson
import pytest
from moto import mock_aws

from services.social_media.consumer import reacting
from shared import exports, shelf
from shared.models.events import ExportPartReady, ExportRequested, parse_event

BUCKET = "unlit-parts"


@pytest.fixture
def bucket(monkeypatch):
    monkeypatch.setenv("MEDIA_BUCKET", BUCKET)
    shelf.shelf.cache_clear()
    with mock_aws():
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket=BUCKET)
        yield s3
    shelf.shelf.cache_clear()


def test_a_request_is_answered_with_a_part_and_the_news_of_it(db, bucket, make_person, published):
    person, export_id = make_person("Linh of the export"), uuid.uuid4()
    handle = reacting(db, published.extend)

    handle(ExportRequested(user_id=person.user_id, export_id=export_id))

    key = exports.part_key(export_id)
    part = orjson.loads(bucket.get_object(Bucket=BUCKET, Key=key)["Body"].read())
    assert part["people"][0]["display_name"] == "Linh of the export"
    [waiting] = db.exports.find_one({"_id": export_id})["unsent"]
    event = parse_event(waiting["payload"])
    assert isinstance(event, ExportPartReady)
    assert (event.user_id, event.export_id, event.key) == (person.user_id, export_id, key)


def test_nothing_is_announced_that_could_not_be_stored(db, bucket, make_person, published):
    person, export_id = make_person(), uuid.uuid4()
    bucket.delete_bucket(Bucket=BUCKET)

    with pytest.raises(Exception, match="NoSuchBucket"):
        reacting(db, published.extend)(ExportRequested(user_id=person.user_id, export_id=export_id))

    assert db.exports.find_one({"_id": export_id}) is None
