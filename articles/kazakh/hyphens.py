"""Hyphenation: where a Kazakh word may be broken at the end of a line."""

import re
from itertools import pairwise
from typing import Final

_VOWELS: Final = frozenset("аәеёиоөұүыіэюя")
_SILENT: Final = frozenset("ъь")
_WORD: Final = re.compile("[а-яёәғқңөұүһі]+", re.IGNORECASE)
_SHORTEST: Final = 2
"""No fewer letters are left on a line, or carried to the next."""


def hyphenate(word: str) -> tuple[int, ...]:
    """Return the places where ``word`` may be broken, as indices into it.

    Words are broken between syllables; a single letter is never left alone.  Of the consonants
    between two vowels the last goes with the second.  Acronyms are not broken, and of words in
    other scripts nothing is known.

    >>> hyphenate("босқындарды"), hyphenate("ауыл"), hyphenate("АҚШ")
    ((3, 6, 9), (), ())
    """
    points: list[int] = []
    for match in _WORD.finditer(word):
        part = match.group()
        if len(part) > 1 and part == part.upper():
            continue
        points += (match.start() + point for point in _breaks(part.lower()))
    return tuple(points)


def _breaks(word: str) -> list[int]:
    """Return the breaks of one run of small letters."""
    vowels = [place for place in range(len(word)) if _is_vowel(word, place)]
    points: list[int] = []
    for left, right in pairwise(vowels):
        # A soft or hard sign stays with its consonant: объ-ект, not об-ъект.
        adjoining = right == left + 1 or word[right - 1] in _SILENT
        point = right if adjoining else right - 1
        if _SHORTEST <= point <= len(word) - _SHORTEST:
            points.append(point)
    return points


def _is_vowel(word: str, place: int) -> bool:
    """у is a consonant after a vowel (тау), else a vowel (су)."""
    letter = word[place]
    if letter == "у":
        return place == 0 or word[place - 1] not in _VOWELS
    return letter in _VOWELS
