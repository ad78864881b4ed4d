"""Who sees what of an upload, and for how long."""

import uuid
from urllib.parse import parse_qs, urlsplit

import pytest


def test_an_upload_is_pending_until_it_is_judged(begin, view):
    ticket = begin(purpose="co_photo")

    shown = view(ticket["upload_id"])

    assert (shown["state"], shown["purpose"]) == ("pending", "co_photo")
    assert "picture" not in shown
    assert "reason" not in shown


def test_a_picture_is_shown_by_addresses_that_expire_within_minutes(submit, view, picture):
    shown = view(submit(picture(size=(1000, 500))))["picture"]

    by_size = {rendition["size"]: rendition for rendition in shown["renditions"]}
    assert [(by_size[size]["width"], by_size[size]["height"]) for size in ("full", "small")] == [
        (1000, 500),
        (320, 160),
    ]
    for rendition in shown["renditions"]:
        query = parse_qs(urlsplit(rendition["url"]).query)
        assert 0 < int(query["X-Amz-Expires"][0]) <= 300
        assert query["X-Amz-Signature"]
        assert "quarantine" not in rendition["url"]


def test_why_an_upload_was_refused_is_said(submit, view):
    shown = view(submit(b"GIF89a, or so it says"))

    assert (shown["state"], shown["reason"]) == ("rejected", "not_an_image")
    assert "picture" not in shown


def test_somebody_elses_upload_is_not_there(call, begin, join):
    ticket = begin()
    stranger = join()

    theirs = call("GET", f"/uploads/{ticket['upload_id']}", stranger)
    nobodys = call("GET", f"/uploads/{uuid.uuid4()}", stranger)

    assert theirs.code == (404, "not_found")
    assert {**theirs.json, "request_id": 0} == {**nobodys.json, "request_id": 0}


@pytest.mark.parametrize(
    "name", ["1", "x" * 36, "%27", "a-b", "..", "{0198a7c2-5be0-7e63-9bb1-2c1a7c3f5a10}"]
)
def test_what_is_no_id_leads_nowhere(call, member, name):
    assert call("GET", f"/uploads/{name}", member).code == (404, "not_found")


def test_nobody_sees_an_upload_without_signing_in(call, begin):
    assert call("GET", f"/uploads/{begin()['upload_id']}").code == (401, "unauthenticated")


def test_an_address_takes_only_its_methods(call, member):
    refused = call("DELETE", f"/uploads/{uuid.uuid4()}", member)

    assert refused.code == (405, "method_not_allowed")
    assert refused.headers["Allow"] == ["GET"]
