"""Text, times and numbers as they may come in."""

from datetime import UTC, date, datetime

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from shared.models.base import Day, Input, Model, Moment, Name, Text, Whole


def read(kind, value):
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    "text", ["", "Ông Già", "🚭", "e\u0301", "a\nb", "<b>&amp;</b>", "'; DROP TABLE x; --"]
)
def test_text_is_kept_as_it_is(text):
    assert read(Text, text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a\x00b", id="NUL"),
        pytest.param("\ud800", id="half a pair of surrogates"),
        pytest.param(7, id="a number"),
        pytest.param(None, id="null"),
    ],
)
def test_text_no_database_can_hold_is_refused(text):
    with pytest.raises(ValidationError):
        read(Text, text)


@pytest.mark.parametrize("name", ["a", "🚭" * 80, " a "])
def test_a_name_is_counted_in_code_points(name):
    assert read(Name, name) == name


@pytest.mark.parametrize("name", ["", " ", "\t\n", "\u3000", "a" * 81])
def test_a_name_that_says_nothing_or_too_much_is_refused(name):
    with pytest.raises(ValidationError):
        read(Name, name)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-03-01T12:00:00Z", datetime(2026, 3, 1, 12, tzinfo=UTC)),
        ("2026-03-01T19:00:00+07:00", datetime(2026, 3, 1, 12, tzinfo=UTC)),
        ("2026-03-01t12:00:00.123456z", datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)),
        ("1900-01-01T00:00:00Z", datetime(1900, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_moment_is_an_instant_whatever_its_offset(written, moment):
    assert read(Moment, written) == moment


@pytest.mark.parametrize(
    "odd",
    [
        "2026-03-01T12:00:00",
        "2026-03-01",
        "1767225600",
        1767225600,
        1767225600.5,
        True,
        None,
        "0000-01-01T00:00:00Z",
        "1899-12-31T23:59:59Z",
        "9999-12-31T00:00:00Z",
        "2026-02-30T12:00:00Z",
        "2026-03-01T25:00:00Z",
        "infinity",
        "now",
        "",
    ],
)
def test_what_is_no_moment_is_refused(odd):
    with pytest.raises(ValidationError):
        read(Moment, odd)


def test_a_day_is_a_date_and_nothing_else():
    assert read(Day, "2026-03-01") == date(2026, 3, 1)
    for odd in ("2026-02-30", "2026-3-1", "20260301", "2026-03-01T00:00:00Z", 0, 20_000, None, ""):
        with pytest.raises(ValidationError):
            read(Day, odd)


def test_a_whole_number_is_no_text_and_no_truth():
    assert read(Whole, 2**53 + 1) == 2**53 + 1
    for odd in ("7", 7.0, 1.5, True, None, [7]):
        with pytest.raises(ValidationError):
            read(Whole, odd)


@pytest.mark.parametrize("kind", [Model, Input])
def test_models_hold_what_they_name_and_do_not_change(kind):
    class Note(kind):
        text: str

    note = Note(text="a")

    with pytest.raises(ValidationError):
        Note(text="a", role="admin")
    with pytest.raises(ValidationError):
        note.text = "b"


def test_text_that_states_no_bound_has_one():
    class Note(Input):
        text: str

    assert Note(text="a" * 10_000)
    with pytest.raises(ValidationError):
        Note(text="a" * 10_001)


def test_remembering_a_schema_keeps_models_apart():
    class One(Input):
        one: int

    class Two(Input):
        two: int

    for model in (One, Two, One):
        assert model.model_json_schema() == BaseModel.model_json_schema.__func__(model)
