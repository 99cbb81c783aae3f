"""Words: what search counts and what highlighting marks."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

# Marks of decomposed letters, Cyrillic titlos, Arabic vowel signs.
_MARKS: Final = "\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670"
# Apostrophes, soft hyphen, zero-width joiners: inside a word they belong to it.
_JOINERS: Final = "'’‘`´\u00ad\u200b-\u200d\u2060"
_WORD: Final = re.compile(rf"[^\W_](?:[^\W_{_JOINERS}]|[{_MARKS}]|[{_JOINERS}]+(?=[^\W_]))*")
_DROPPED: Final = dict.fromkeys(map(ord, "'’‘ʼʻ`´\u00ad\u200b\u200c\u200d\u2060"))
# Most words of a text are common ones. What is longer is junk, and would fill the memory.
_LONGEST_REMEMBERED: Final = 30


class Token(NamedTuple):
    """One word of a text: ``text[start:end]`` is how it is written, ``word`` its normal form."""

    start: int
    end: int
    word: str


def normalise(word: str) -> str:
    """Return the form under which a word is stored and looked for: NFC, case folded, joined.

    Cyrillic І and і meet, Й written as two characters meets й, İ meets i, and apostrophes and soft
    hyphens go.  ``ı`` and ``i`` stay two letters, as in the Latin alphabet of 2021.
    """
    return (_fold if len(word) <= _LONGEST_REMEMBERED else _fold.__wrapped__)(word)


@lru_cache(maxsize=65_536)
def _fold(word: str) -> str:
    folded = unicodedata.normalize("NFC", word).casefold().replace("i\u0307", "i")
    return unicodedata.normalize("NFC", folded).translate(_DROPPED)


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of ``text`` with their places in it, in order.

    A hyphen parts words («Референдум-2026» is two), an apostrophe inside a word does not.
    """
    for match in _WORD.finditer(text):
        if word := normalise(match.group()):
            yield Token(match.start(), match.end(), word)


def words(text: str) -> list[str]:
    """Return the normalised words of ``text``, in order.

    >>> words("Алибек Бақаев: «Референдум-2026»")
    ['алибек', 'бақаев', 'референдум', '2026']
    """
    return [word for word in map(normalise, _WORD.findall(text)) if word]
