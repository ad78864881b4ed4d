"""Finding the phrases of a list in the words of a text.

Pure. A text of n words costs n look-ups, and a comparison for each phrase whose longest word it
has: long words are rare, and short ones begin a phrase in nearly every text.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from services.social_media.moderation.folding import Folded, bare, once
from services.social_media.moderation.lists import Language


class Listed(Protocol):
    @property
    def phrase(self) -> str: ...
    @property
    def language(self) -> Language: ...
    @property
    def needs_marks(self) -> bool: ...


Entry = TypeVar("Entry", bound=Listed)

Phrase = Sequence[frozenset[str]]
"""Each word as the set of forms in which it is recognised."""


class Phrases(Generic[Entry]):
    """A list, ready to be looked for. English is sought without marks, Vietnamese as typed."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_longest: dict[Language, dict[str, list[tuple[int, Phrase, Entry]]]] = {
            "en": defaultdict(list),
            "vi": defaultdict(list),
        }
        for entry in entries:
            words = entry.phrase.split()
            phrase = [_forms(word, entry) for word in words]
            place = words.index(max(words, key=len))
            for form in phrase[place]:
                self._by_longest[entry.language][form].append((place, phrase, entry))

    def found_in(self, folded: Folded) -> list[Entry]:
        return self._found("en", folded.bare) + self._found("vi", folded.typed)

    def _found(self, language: Language, words: Sequence[str]) -> list[Entry]:
        by_longest = self._by_longest[language]
        if by_longest.keys().isdisjoint(words):
            return []  # As with nearly every text.
        return [
            entry
            for at, word in enumerate(words)
            for place, phrase, entry in by_longest.get(word, ())
            if at >= place and _is_said(phrase, words[at - place : at - place + len(phrase)])
        ]


def _forms(word: str, entry: Listed) -> frozenset[str]:
    forms = {word} if entry.needs_marks else {word, bare(word)}
    return frozenset(forms | {once(form) for form in forms})


def _is_said(phrase: Phrase, words: Sequence[str]) -> bool:
    return len(words) == len(phrase) and all(map(frozenset.__contains__, phrase, words))
