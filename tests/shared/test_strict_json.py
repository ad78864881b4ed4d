"""A document is read in one way only, or not at all."""

import time

import pytest

from shared.models.problem import Malformed
from shared.strict_json import DEEPEST, loads_object


def nested(opening, closing, depth):
    """An object that holds something nested so deep, itself counted."""
    inner = depth - 1
    return '{"a":' + opening * inner + "1" + closing * inner + "}"


@pytest.mark.parametrize(
    ("document", "value"),
    [
        pytest.param("{}", {}, id="empty"),
        pytest.param(b'{"a": [1, 2.5, true, null]}', {"a": [1, 2.5, True, None]}, id="bytes"),
        pytest.param(
            '{"a": "Ông Già 🚭 e\u0301"}', {"a": "Ông Già 🚭 e\u0301"}, id="Unicode as it is"
        ),
        pytest.param(r'{"a": "\ud83d\udead"}', {"a": "🚭"}, id="an escaped pair of surrogates"),
        pytest.param(r'{"a": "\u0000"}', {"a": "\x00"}, id="NUL, which models refuse"),
        pytest.param(
            '{"a": {"b": 1}, "c": {"b": 2}}', {"a": {"b": 1}, "c": {"b": 2}}, id="equal keys apart"
        ),
        pytest.param('{"__proto__": 1}', {"__proto__": 1}, id="a name that means nothing here"),
    ],
)
def test_a_plain_object_is_read(document, value):
    assert loads_object(document) == value


@pytest.mark.parametrize(
    "document",
    [
        pytest.param("", id="nothing"),
        pytest.param(" ", id="a space"),
        pytest.param("null", id="null"),
        pytest.param("7", id="a number"),
        pytest.param('"{}"', id="a string"),
        pytest.param("[]", id="a list"),
        pytest.param("[{}]", id="a list of objects"),
        pytest.param("{", id="cut off"),
        pytest.param("{}{}", id="two objects"),
        pytest.param("{} x", id="something after it"),
        pytest.param('{"a": 1,}', id="a comma too many"),
        pytest.param("{'a': 1}", id="single quotes"),
        pytest.param("{a: 1}", id="no quotes"),
        pytest.param('{"a": 1 /* why */}', id="a comment"),
        pytest.param('{"a": 01}', id="a leading zero"),
        pytest.param('{"a": NaN}', id="NaN"),
        pytest.param('{"a": [Infinity]}', id="Infinity"),
        pytest.param('{"a": -Infinity}', id="-Infinity"),
        pytest.param('{"a": 1, "a": 1}', id="a key twice"),
        pytest.param('{"a": [{"b": 1, "b": 2}]}', id="a key twice, inside"),
        pytest.param(r'{"a": 1, "\u0061": 2}', id="a key twice, once escaped"),
        pytest.param(r'{"a": "\ud800"}', id="half a pair of surrogates"),
        pytest.param(r'{"a": ["\udead\ud83d"]}', id="a pair the wrong way round"),
        pytest.param(r'{"\udfff": 1}', id="half a pair in a key"),
        pytest.param('{"a": "\n"}', id="a control character"),
        pytest.param(b'{"a": "\xff"}', id="bytes that are not UTF-8"),
        pytest.param(b'\xef\xbb\xbf{"a": 1}', id="a byte order mark"),
        pytest.param('{"a": 1}'.encode("utf-16"), id="UTF-16"),
        pytest.param('{"a": ' + "9" * 5000 + "}", id="a number of 5000 digits"),
        pytest.param(nested("[", "]", DEEPEST + 1), id="lists one too deep"),
        pytest.param(nested('{"a":', "}", DEEPEST + 1), id="objects one too deep"),
        pytest.param(nested("[", "]", 100_000), id="lists very deep"),
        pytest.param('{"a":' * 100_000, id="objects very deep and cut off"),
    ],
)
def test_anything_ambiguous_or_odd_is_malformed(document):
    with pytest.raises(Malformed) as refusal:
        loads_object(document)

    assert refusal.value.status == 400
    assert len(refusal.value.detail) < 200


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_fifty_levels_are_read(opening, closing):
    assert loads_object(nested(opening, closing, DEEPEST))


def test_a_large_document_is_read_in_good_time():
    document = '{"a": [' + ",".join(['{"b": "ü"}'] * 80_000) + "]}"
    started = time.perf_counter()

    value = loads_object(document)

    assert len(value["a"]) == 80_000
    assert time.perf_counter() - started < 3
