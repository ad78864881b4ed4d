"""Why somebody quits: their own words, and one picture that is really theirs."""

import uuid

import pytest

PATH = "/quit-plan/reasons"


def reason(words="To run with Bo"):
    return {"client_id": str(uuid.uuid4()), "words": words}


@pytest.fixture
def add(api):
    """Add a reason."""
    return lambda member, words: api(member, "POST", PATH, reason(words)).json


def test_reasons_are_kept_in_the_order_they_came(api, make_member, add):
    member = make_member()
    first, second = add(member, "To run with Bo"), add(member, "Vì con gái tôi 🌱")

    listed = api(member, "GET", PATH).json

    assert listed == {"items": [first, second], "photo": None}


def test_a_repeated_reason_is_the_first_one(api, make_member, rows, at_once):
    member = make_member()
    body = reason()

    replies = at_once([lambda: api(member, "POST", PATH, body)] * 6)
    later = api(member, "POST", PATH, {**body, "words": "Else"})

    assert sorted(reply.status_code for reply in replies) == [200] * 5 + [201]
    assert later.json == replies[0].json
    assert len(rows("cessation.reasons", user_id=member)) == 1


def test_a_change_insists_on_the_version_that_was_read(api, make_member, add):
    member = make_member()
    path = f"{PATH}/{add(member, 'Money')['reason_id']}"

    first = api(member, "PUT", path, {"words": "Breath"}, If_Match='"1"')
    late = api(member, "PUT", path, {"words": "Late"}, If_Match='"1"')
    too_late = api(member, "DELETE", path, If_Match='"1"')
    dropped = api(member, "DELETE", path, If_Match='"2"')

    assert (first.json["words"], first.headers["ETag"]) == ("Breath", '"2"')
    assert [late.status_code, too_late.status_code, dropped.status_code] == [412, 412, 204]
    assert api(member, "GET", PATH).json["items"] == []


def test_there_is_room_for_twenty(api, make_member, add):
    member = make_member()
    for number in range(20):
        add(member, str(number))

    reply = api(member, "POST", PATH, reason())

    assert (reply.status_code, reply.json["code"]) == (409, "too_many_reasons")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param("𝒶" * 300, 201, id="300 characters"),
        pytest.param("𝒶" * 301, 422, id="301 characters"),
        pytest.param("", 422, id="nothing"),
        pytest.param("\n \u2003", 422, id="blank"),
        pytest.param("\x00", 422, id="NUL"),
        pytest.param(None, 422, id="null"),
        pytest.param(["a"], 422, id="a list"),
    ],
)
def test_what_fits_is_kept_and_what_does_not_is_refused(api, make_member, rows, words, status):
    member = make_member()

    reply = api(member, "POST", PATH, reason(words))

    assert reply.status_code == status
    assert len(rows("cessation.reasons", user_id=member)) == (status == 201)


def test_one_picture_stands_for_all_of_them(api, make_member, make_photo, rows):
    member = make_member()
    before, after = make_photo(member), make_photo(member)
    api(member, "PUT", f"{PATH}/photo", {"upload_id": str(before)})

    reply = api(member, "PUT", f"{PATH}/photo", {"upload_id": str(after)})

    photo = {"upload_id": str(after), "width": 640, "height": 480, "blurhash": "LEHV6nWB2yk8"}
    assert (reply.status_code, reply.json) == (200, photo)
    assert api(member, "GET", PATH).json["photo"] == photo
    assert len(rows("cessation.reason_photos", user_id=member)) == 1


def test_a_picture_can_be_taken_away_again(api, make_member, make_photo):
    member = make_member()
    api(member, "PUT", f"{PATH}/photo", {"upload_id": str(make_photo(member))})

    replies = [api(member, "DELETE", f"{PATH}/photo").status_code for _ in range(2)]

    assert replies == [204, 204]
    assert api(member, "GET", PATH).json["photo"] is None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"purpose": "avatar"}, id="a picture for something else"),
        pytest.param({"state": "pending", "settled_at": None}, id="one nobody has judged yet"),
        pytest.param({"state": "rejected", "reason": "damaged"}, id="one that was rejected"),
        pytest.param({"user_id": None}, id="one of somebody who is gone"),
    ],
)
def test_only_a_picture_of_ones_own_that_is_ready_will_do(
    api, make_member, make_photo, rows, change
):
    member = make_member()
    wrong = make_photo(member, **change)

    reply = api(member, "PUT", f"{PATH}/photo", {"upload_id": str(wrong)})

    assert (reply.status_code, reply.json["errors"][0]["field"]) == (422, "upload_id")
    assert rows("cessation.reason_photos", user_id=member) == []


def test_somebody_elses_picture_is_as_unknown_as_one_that_never_was(api, make_member, make_photo):
    member = make_member()
    foreign = make_photo(make_member())

    replies = [
        api(member, "PUT", f"{PATH}/photo", {"upload_id": str(upload_id)}).json["errors"]
        for upload_id in (foreign, uuid.uuid4())
    ]

    assert replies[0] == replies[1]


def test_a_picture_that_is_gone_is_shown_no_more(api, make_member, make_photo, database):
    member = make_member()
    photo = make_photo(member)
    api(member, "PUT", f"{PATH}/photo", {"upload_id": str(photo)})

    database.execute("DELETE FROM media.uploads WHERE upload_id = %s", (photo,))

    assert api(member, "GET", PATH).json["photo"] is None
