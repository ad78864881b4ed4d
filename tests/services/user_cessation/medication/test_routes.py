"""Asking first, then showing what packs say, over HTTP."""

import pytest

ADULT_IN_US = {"time_zone": "America/New_York", "country": "US"}
TOBACCO = {"product": "cigarette", "units_per_day": 10, "pack_size": 20, "minutes_to_first": 31}
CAUTIONS = "/medication/cautions"
INFORMATION = "/medication/nicotine-replacement"


@pytest.fixture
def smoker(api, make_member):
    """A member in the United States with a tobacco profile; keyword arguments change the person."""

    def make(**changes):
        member = make_member(**changes)
        api(member, "PUT", "/profile", ADULT_IN_US)
        api(member, "PUT", "/profile/tobacco", TOBACCO)
        return member

    return make


def test_the_questions_come_first_and_then_the_labels(api, smoker):
    member = smoker()

    before = api(member, "GET", INFORMATION).json
    asked = api(member, "GET", CAUTIONS)
    answered = api(member, "PUT", CAUTIONS, {"codes": []})
    after = api(member, "GET", INFORMATION).json

    assert (before["standing"], before["labels"]) == ("ask_first", [])
    assert (asked.json["answered"], asked.headers["ETag"]) == (False, '"1"')
    assert all(each["words"]["vi"] and each["source"] for each in asked.json["questions"])
    assert (answered.json["answered"], answered.headers["ETag"]) == (True, '"2"')
    assert after["standing"] == "information"
    assert {label["code"] for label in after["labels"]} == {
        "us-patch-24h-14",
        "us-habitrol-14",
        "us-gum-2",
        "us-lozenge-2",
    }
    assert all(
        label["url"] and label["source"] and label["reviewed"] is False for label in after["labels"]
    )


def test_who_is_pregnant_is_shown_a_card_alone(api, smoker):
    member = smoker()

    api(member, "PUT", CAUTIONS, {"codes": ["pregnant", "skin"]})

    info = api(member, "GET", INFORMATION)
    assert (info.json["standing"], info.json["labels"]) == ("professional", [])
    assert "mg" not in info.text


def test_who_is_seventeen_is_shown_a_card_alone(api, smoker):
    member = smoker(birth_date="2015-01-01")

    api(member, "PUT", CAUTIONS, {"codes": []})

    assert api(member, "GET", INFORMATION).json["standing"] == "professional"


def test_of_two_answers_to_the_same_questions_one_wins(api, smoker, rows):
    member = smoker()
    tag = api(member, "GET", CAUTIONS).headers["ETag"]

    first = api(member, "PUT", CAUTIONS, {"codes": ["liver"]}, If_Match=tag)
    late = api(member, "PUT", CAUTIONS, {"codes": []}, If_Match=tag)

    assert (first.status_code, late.status_code) == (200, 412)
    assert rows("cessation.cautions", user_id=member)[0]["codes"] == ["liver"]


def test_a_birth_date_is_in_no_answer(api, smoker):
    member = smoker(birth_date="1990-07-13")
    api(member, "PUT", CAUTIONS, {"codes": []})

    texts = [api(member, "GET", path).text for path in (CAUTIONS, INFORMATION)]

    assert not any("1990-07-13" in text for text in texts)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"codes": None},
        {"codes": "pregnant"},
        {"codes": ["tall"]},
        {"codes": ["liver", "liver"]},
        {"codes": [{"$ne": 1}]},
        {"codes": [], "standing": "information"},
    ],
    ids=str,
)
def test_an_answer_that_makes_no_sense_is_refused(api, smoker, rows, body):
    member = smoker()

    reply = api(member, "PUT", CAUTIONS, body)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.cautions", user_id=member) == []
