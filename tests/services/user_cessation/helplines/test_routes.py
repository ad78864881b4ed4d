"""Help lines: for anyone, signed in or not, and never an empty list."""

import pytest

from services.user_cessation.helplines.numbers import ANYWHERE, BY_COUNTRY


@pytest.mark.parametrize(
    ("country", "crisis", "quitline"),
    [
        ("US", "988", "1-800-784-8669"),
        ("GB", "116 123", "0300 123 1044"),
        ("UK", "116 123", "0300 123 1044"),
        ("AU", "13 11 14", "13 7848"),
        ("VN", "096 306 1414", "1800 6606"),
    ],
)
def test_anyone_may_ask_whom_to_call(api, country, crisis, quitline):
    reply = api(None, "GET", f"/help-lines?country={country}")

    assert reply.status_code == 200
    lines = reply.json["items"]
    assert [line["kind"] for line in lines] == ["crisis", "emergency", "quitline"]
    assert (lines[0]["number"], lines[-1]["number"]) == (crisis, quitline)


def test_a_line_for_a_crisis_that_does_not_always_answer_says_when_it_does(api):
    [crisis, emergency, _] = api(None, "GET", "/help-lines?country=VN").json["items"]

    assert crisis["hours"]["en"] == "Wednesday to Sunday, 13:00–20:30."
    assert emergency["hours"] is None


def test_where_we_know_no_number_there_is_still_somewhere_to_turn(api):
    [line] = api(None, "GET", "/help-lines?country=ES").json["items"]

    assert (line["kind"], line["url"]) == ("crisis", "https://findahelpline.com")


@pytest.mark.parametrize("query", ["", "?country=", "?country=vn", "?country=VNM", "?city=VN"])
def test_a_country_that_is_none_is_refused(api, query):
    reply = api(None, "GET", f"/help-lines{query}")

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


def test_every_line_says_where_it_comes_from_and_that_nobody_confirmed_it_yet():
    lines = [line for country in BY_COUNTRY.values() for line in country] + list(ANYWHERE)

    assert len({line.code for line in lines}) == len(lines)
    assert all(line.source and line.name.vi for line in lines)
    assert not any(line.reviewed for line in lines)
    assert all(country[0].kind == "crisis" for country in BY_COUNTRY.values())
