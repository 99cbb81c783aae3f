"""What people type instead of Kazakh: without its letters, on the wrong keyboard, with a slip."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from articles.kazakh.alphabet import CYRILLIC, NATIVE
from articles.kazakh.lemmas import ending_contexts

_FOLDED: Final = str.maketrans("әқңғөұүһёйіы", "акнгоуухеиии")

# The keys of a keyboard from left to right, row by row: Latin, Kazakh, Russian.  The row of digits
# has the Kazakh letters on it; the Russian keyboard has digits there.
_LATIN_KEYS: Final = "234567890-=" + "qwertyuiop[]" + "asdfghjkl;'" + "zxcvbnm,."
_KAZAKH_KEYS: Final = "әіңғ,.үұқөһ" + "йцукенгшщзхъ" + "фывапролджэ" + "ячсмитьбю"
_RUSSIAN_KEYS: Final = "234567890-=" + "йцукенгшщзхъ" + "фывапролджэ" + "ячсмитьбю"
_AS_KAZAKH: Final = str.maketrans(dict(zip(_LATIN_KEYS, _KAZAKH_KEYS, strict=True)))
_AS_RUSSIAN: Final = str.maketrans(dict(zip(_LATIN_KEYS, _RUSSIAN_KEYS, strict=True)))
_AS_LATIN: Final = str.maketrans(dict(zip(_RUSSIAN_KEYS, _LATIN_KEYS, strict=True)))

_MEANT: Final = re.compile("(?:[0-9]+|[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{2,5})(?![^\\W_])")


def folded(word: str) -> str:
    """Return a normalised word in the letters that a Russian keyboard has, и for і and ы too.

    Words that only differ in letters which people leave out are one word folded.

    >>> folded("қыс") == folded("кис"), folded("мәжіліс")
    (True, 'мажилис')
    """
    return word.translate(_FOLDED)


def is_plain(word: str) -> bool:
    """May ``word`` have been typed on a keyboard without Kazakh letters?

    >>> is_plain("боскын"), is_plain("босқын")
    (True, False)
    """
    return NATIVE.isdisjoint(word)


def other_keyboard(text: str) -> Iterator[str]:
    """Yield what ``text`` would be if the keyboard had been switched to another language.

    Numbers and acronyms were meant as they are, and no Latin word has signs in it.

    >>> list(other_keyboard(",jc0sy 2026"))
    ['босқын 2026', 'бос0ын 2026']
    >>> list(other_keyboard("фззду")), list(other_keyboard("ЖШС 2026"))
    (['apple'], [])
    """
    words = text.split()
    meant = [word if is_meant(word) else word.lower() for word in words]
    if any(letter in CYRILLIC for letter in text.lower()):
        switched = [_switched(meant, _AS_LATIN)]
        switched = [other for other in switched if all(map(str.isalnum, other.split()))]
    else:
        switched = [_switched(meant, keys) for keys in (_AS_KAZAKH, _AS_RUSSIAN)]
    yield from dict.fromkeys(other for other in switched if other != " ".join(meant))


def is_meant(word: str) -> bool:
    """Is ``word`` as it was typed a number or an acronym, in which no slip can be told?

    >>> is_meant("2026"), is_meant("ЖШС"), is_meant("АҚШ-тың"), is_meant("Үй")
    (True, True, True, False)
    """
    return _MEANT.match(word) is not None


def _switched(words: list[str], keys: dict[int, str]) -> str:
    return " ".join(word if is_meant(word) else word.translate(keys) for word in words)


def near(word: str, letters: str = CYRILLIC) -> Iterator[str]:
    """Yield the words one slip away: two letters swapped, one too many, wrong or left out.

    >>> "босқын" in near("бсоқын"), "босқын" in near("босқн")
    (True, True)
    """
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        if tail:
            yield head + tail[1:]
            for letter in letters:
                yield head + letter + tail[1:]
        for letter in letters:
            yield head + letter + tail


@cache
def _folded_endings() -> frozenset[str]:
    return frozenset(folded(ending) for ending, _ in ending_contexts())


def folded_stems(word: str) -> Iterator[str]:
    """Yield what may be the stem of ``word`` where its endings lack their Kazakh letters, folded.

    >>> list(folded_stems("каладагы"))
    ['каладаг', 'кала']
    """
    word, endings = folded(word), _folded_endings()
    for length in range(len(word) - 1, 2, -1):
        if word[length:] in endings:
            yield word[:length]
