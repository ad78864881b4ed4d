"""Who a text names, and for whom a post is."""

from uuid import UUID

import pytest

from services.social_media.feed import rules
from services.social_media.feed.models import Visibility

ME, YOU, ROOM = UUID(int=1), UUID(int=2), UUID(int=3)


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("@linh hello", ["linh"]),
        ("hello @Linh.", ["linh"]),
        ("(@linh), @hoà!", ["linh", "hoà"]),
        ("@linh @LINH @ｌｉｎｈ", ["linh"]),
        ("me@linh.example", []),
        ("@@linh", []),
        ("@ab", []),
        ("nobody here", []),
        ("@a_b_c", ["a_b_c"]),
        (" ".join(f"@person{n}" for n in range(30)), [f"person{n}" for n in range(10)]),
    ],
)
def test_a_text_names_handles(text, handles):
    assert rules.mentions_in(text) == handles


def test_a_hostile_text_takes_no_time():
    assert rules.mentions_in("@" * 4000) == []
    assert rules.mentions_in("@" + "a" * 3999) == ["a" * 24]


def test_whoever_reads_is_among_those_a_post_is_for():
    audiences = rules.audiences_for(ME, [YOU], [ROOM])

    assert {
        rules.audience_of(Visibility.EVERYONE, YOU, None),
        rules.audience_of(Visibility.CONTACTS, YOU, None),
        rules.audience_of(Visibility.CONTACTS, ME, None),
        rules.audience_of(Visibility.GROUP, YOU, ROOM),
    } == set(audiences)
