"""Texts as they are compared: whatever was done to a word to hide it, undone.

Pure, and linear in the length of the text: no pattern here can go back on what it has read.
"""

import re
import string
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_HELD_DOWN = re.compile(r"(.)\1{2,}")
_REPEATED = re.compile(r"(.)\1+")

_INVISIBLE = dict.fromkeys(
    [0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
     *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF, ord("'"), 0x2018, 0x2019]
)  # fmt: skip
"""Characters nobody sees, and the apostrophe: "don't" and "dont" are one word."""

_BETWEEN_WORDS = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})
"""The ASCII characters that are in no word."""

_SIGNS = "013457@$!|"
_SIGN = re.compile(f"[{_SIGNS}]")
_AT_THE_ENDS = "!@$|"
"""Signs that stand for no letter where a word begins or ends."""
_LEET = str.maketrans(_SIGNS, "oieastasil")

_THREE_ALIKE = [3 * character for character in string.ascii_lowercase + string.digits]

_LOOKALIKES = str.maketrans("авеёкмнорстухіјѕԁɡɩοανικρτυχ", "abeekmhopctyxijsdgioavikptux")
"""Cyrillic, IPA and Greek letters that look like ours."""

_VIETNAMESE_D = str.maketrans("đ", "d")

SHORTEST_SPELLING = 3
"""Single letters in a row that are read as one word: s.p.a.m, s p a m."""
_SPELLING = SHORTEST_SPELLING * b"\1"


class Folded(NamedTuple):
    """The words of a text: as typed, and bare of diacritics, digits and other disguises."""

    typed: Sequence[str]
    bare: Sequence[str]


def fold(text: str) -> Folded:
    if text.isascii():
        text = text.replace("'", "").lower()
        typed = _words(text)
        return Folded(typed, _undisguised(text) if _is_disguised(text) else typed)
    text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).casefold()
    return Folded(_words(unicodedata.normalize("NFC", text)), _undisguised(bare(text)))


def bare(text: str) -> str:
    """Letters without their marks: `tự tử` becomes `tu tu`."""
    parts = unicodedata.normalize("NFD", text).translate(_VIETNAMESE_D)
    letters = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return letters.translate(_LOOKALIKES)


def once(word: str) -> str:
    """A word with each letter once where it is repeated: what is left of one typed `killlll`."""
    return _REPEATED.sub(r"\1", word)


def _words(text: str) -> list[str]:
    if not text.isascii():
        return _joined(_WORD.findall(_HELD_DOWN.sub(r"\1", text)))
    if any(map(text.__contains__, _THREE_ALIKE)):
        text = _HELD_DOWN.sub(r"\1", text)
    return _joined(text.translate(_BETWEEN_WORDS).split())


def _is_disguised(text: str) -> bool:
    """Whether a digit or sign may stand for a letter: more changes than where a word ends."""
    return bool(_SIGN.search(text)) and any(
        _plain(chunk) != chunk.strip(_AT_THE_ENDS) for chunk in text.split() if not chunk.isalpha()
    )


def _undisguised(text: str) -> list[str]:
    """Digits and signs within a word stand for letters; a number is a number."""
    return _words(" ".join(chunk if chunk.isalpha() else _plain(chunk) for chunk in text.split()))


def _plain(chunk: str) -> str:
    chunk = chunk.strip(_AT_THE_ENDS)
    return chunk if chunk.isdigit() else chunk.translate(_LEET)


def _joined(words: list[str]) -> list[str]:
    """Spelled-out words put together; what is not spelled out stays as it is."""
    if _SPELLING not in bytes([len(word) == 1 for word in words]):
        return words
    together: list[str] = []
    letters: list[str] = []
    for word in [*words, ""]:
        if len(word) == 1:
            letters.append(word)
            continue
        is_spelling = len(letters) >= SHORTEST_SPELLING
        together += ["".join(letters)] if is_spelling else letters
        letters = []
        if word:
            together.append(word)
    return together
