"""Whether a text has a word in it that somebody does not want to read.

Pure, and linear in the length of the text: words are compared, never patterns.
"""

from collections.abc import Iterable, Sequence

from services.social_media.moderation.folding import fold

Phrases = Sequence[Sequence[str]]
"""Each muted word or phrase as the words it is made of, as they are compared."""


def phrases_of(words: Iterable[str]) -> Phrases:
    return [phrase for phrase in (tuple(fold(word).typed) for word in words) if phrase]


def are_in(phrases: Phrases, text: str) -> bool:
    """Whether one of them is there, whole; marks count as they were typed."""
    if not phrases:
        return False
    words = tuple(fold(text).typed)
    return any(
        words[place : place + len(phrase)] == tuple(phrase)
        for phrase in phrases
        for place in range(len(words) - len(phrase) + 1)
    )


def without_repeats(words: Iterable[str]) -> list[str]:
    """Each word once, in the order given."""
    return list(dict.fromkeys(" ".join(word.split()) for word in words if word.strip()))
