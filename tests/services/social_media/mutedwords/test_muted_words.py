"""Words somebody does not want to read are theirs alone."""

import time

import pytest

from services.social_media.mutedwords import rules
from services.social_media.mutedwords.actions import unwanted_by

PATH = "/muted-words"


@pytest.mark.parametrize(
    ("word", "text", "there"),
    [
        ("vape", "I bought a VAPE.", True),
        ("vape", "vaping is another word", False),
        ("cigarette break", "on my Cigarette  break today", True),
        ("cigarette break", "a break without a cigarette", False),
        ("tôi", "tôi đây", True),
        ("tôi", "toi đây", False),
        (".*", "anything at all", False),
        ("(b+)+$", "aaaaaaaa!", False),
        ("don't", "I don’t know", True),
    ],
)
def test_words_are_compared_whole_and_never_as_patterns(word, text, there):
    assert rules.are_in(rules.phrases_of([word]), text) is there


def test_no_text_takes_long():
    phrases = rules.phrases_of(["a a a a b"] * 50)
    began = time.perf_counter()

    rules.are_in(phrases, "a " * 2_000)

    assert time.perf_counter() - began < 1


def test_what_is_chosen_stays_and_is_ones_own(db, api, make_person):
    me, other = make_person(), make_person()

    reply = api(me, "PUT", PATH, {"words": ["vape", " cigarette  break ", "vape", "  "]})

    assert reply.json == api(me, "GET", PATH).json == {"words": ["vape", "cigarette break"]}
    assert api(other, "GET", PATH).json == {"words": []}
    assert unwanted_by(db, me.user_id)("on a cigarette break")
    assert not unwanted_by(db, other.user_id)("on a cigarette break")


@pytest.mark.parametrize(
    "words",
    [["x" * 51], ["x"] * 51, [""], [1], "vape", ["a\x00b"]],
    ids=lambda words: str(words)[:9],
)
def test_odd_words_are_refused(api, make_person, words):
    reply = api(make_person(), "PUT", PATH, {"words": words})

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
