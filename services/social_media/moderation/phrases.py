"""Finding the phrases of a list in the words of a text.

Pure. A text of n words costs n look-ups, and a comparison for each phrase that begins with one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
        self._by_first: dict[Language, dict[str, list[tuple[Phrase, Entry]]]] = {
            "en": defaultdict(list),
            "vi": defaultdict(list),
        }
        for entry in entries:
            words = [_forms(word, entry) for word in entry.phrase.split()]
            for first in words[0]:
                self._by_first[entry.language][first].append((words, entry))

    def found_in(self, folded: Folded) -> Iterator[Entry]:
        yield from self._found("en", folded.bare)
        yield from self._found("vi", folded.typed)

    def _found(self, language: Language, words: Sequence[str]) -> Iterator[Entry]:
        by_first = self._by_first[language]
        if by_first.keys().isdisjoint(words):
            return  # As with nearly every text.
        for place, first in enumerate(words):
            for phrase, entry in by_first.get(first, ()):
                there = words[place : place + len(phrase)]
                if len(there) == len(phrase) and all(map(_is_one_of, there, phrase)):
                    yield entry


def _forms(word: str, entry: Listed) -> frozenset[str]:
    forms = {word} if entry.needs_marks else {word, bare(word)}
    return frozenset(forms | {once(form) for form in forms})


def _is_one_of(word: str, forms: frozenset[str]) -> bool:
    return word in forms
