"""Typos: words that Kazakh does not seem to have, one typo from one of its commonest.

Fingers miss by a key, leave a letter out, press one twice or two in the wrong order; they hardly
ever miss the first letter.  Whatever else is unknown is a name, or a word that is not in the lists.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from articles.kazakh import lexicon
from articles.kazakh.alphabet import CYRILLIC
from articles.kazakh.lemmas import is_chain, lemma
from articles.kazakh.loans import is_name
from articles.kazakh.typos import folded
from articles.kazakh.words import normalise

SHORTEST: Final = 5
"""Letters of a word in which a typo can be told: shorter ones have too many neighbours."""

FREQUENT: Final = 5.0
"""How often the stem of a mend has been met at least."""

FREQUENT_ALONE: Final = 15.0
"""The same where the mend is a form that has not been met: a stem with endings it may have."""

_WORD: Final = re.compile(
    rf"(?<![\w’'-])[а-яёәғқңөұүһі]{{{SHORTEST},48}}(?![\w’'-])", re.IGNORECASE
)

# The Kazakh keyboard, row by row, each half a key further to the right.
_ROWS: Final = ("әіңғ,.үұқөһ", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
# Written as in мектебі, heard as in мектеп.
_AS_HEARD: Final = dict(zip("бдгғ", "пткқ", strict=True))
_DERIVED: Final = (
    *lexicon.SUFFIXES,
    *"дай дей тай тей ша ше лап леп дап деп тап теп лан лен дан ден тан тен лау леу дау деу тау "
    "теу дағы дегі тағы тегі ғыш гіш қыш кіш ымды імді".split(),
)


class Typo(NamedTuple):
    """A word as it is written, and what was probably meant, in the same letter case."""

    word: str
    mend: str


def typos(text: str) -> Iterator[Typo]:
    """Yield each word of a text that looks like a typo, once, in their order.

    >>> list(typos("Бсоқындар Алматыға келді, президенттін сөзі"))
    [Typo(word='Бсоқындар', mend='Босқындар'), Typo(word='президенттін', mend='президенттің')]
    """
    for written in dict.fromkeys(_WORD.findall(text)):
        if not (written.islower() or written.istitle()):
            continue
        found = mend(normalise(written))
        if found:
            yield Typo(written, found.capitalize() if written.istitle() else found)


@lru_cache(maxsize=20_000)
def mend(word: str) -> str | None:
    """Return what was probably meant by a normalised word; None if it may well be right."""
    if len(word) < SHORTEST or _is_known(word):
        return None
    common = lexicon.common()
    found = {other: _frequency(common[other]) for other in _near(word) if other in common}
    found = found or _with_endings(word)
    as_heard = _AS_HEARD.get(word[-1])
    best = max(
        found,
        key=lambda other: (other == f"{word[:-1]}{as_heard}", found[other], other),
        default="",
    )
    return best if best and found[best] >= FREQUENT else None


def _with_endings(word: str) -> dict[str, float]:
    """Forms of the commonest stems that lie near, with the endings that ``word`` has."""
    found = {}
    for place in range(SHORTEST, len(word)):
        head, endings = word[:place], word[place:]
        if not is_chain(endings):
            continue
        for other in _near(head):
            often = lexicon.learned().nouns.get(other, 0.0)
            if often >= FREQUENT_ALONE and lemma(other + endings) == other:
                found[other + endings] = often
    return found


def _frequency(stem: str) -> float:
    learned = lexicon.learned()
    return max(learned.nouns.get(stem, 0.0), learned.verbs.get(stem, 0.0))


def _is_known(word: str) -> bool:
    """Whether a word, its stem, or what either is made from, has been met."""
    stem = lemma(word)
    if word in lexicon.common() or is_name(stem) or _frequency(stem):
        return True
    made = {one[: -len(end)] for one in (word, stem) for end in _DERIVED if one.endswith(end)}
    made |= {lemma(base) for base in made if len(base) > 2}
    if any(len(base) > 2 and _frequency(base) for base in made):
        return True
    parts = ((stem[:place], stem[place:]) for place in range(3, len(stem) - 2))
    return any(min(map(_frequency, pair)) >= FREQUENT / 2 for pair in parts)


_KEYS: Final = {
    letter: (row, place + row / 2)
    for row, letters in enumerate(_ROWS)
    for place, letter in enumerate(letters)
}


def _are_neighbours(one: str, other: str) -> bool:
    """Whether one letter is written for the other: their keys touch, or they look alike."""
    if one == other or folded(one) == folded(other):
        return one != other
    if _AS_HEARD.get(one) == other or _AS_HEARD.get(other) == one:
        return True
    if one not in _KEYS or other not in _KEYS:
        return False
    (row, place), (other_row, other_place) = _KEYS[one], _KEYS[other]
    return abs(row - other_row) <= 1 and abs(place - other_place) <= 1


_NEIGHBOURS: Final = {
    letter: [other for other in CYRILLIC if _are_neighbours(letter, other)] for letter in CYRILLIC
}


def _near(word: str) -> Iterator[str]:
    """Yield what may have been meant: the first letter is right, or is one that looks like it."""
    for letter in _NEIGHBOURS[word[0]]:
        if folded(letter) == folded(word[0]):
            yield letter + word[1:]
    for place in range(1, len(word) + 1):
        head, tail = word[:place], word[place:]
        yield from (head + letter + tail for letter in CYRILLIC)
        if not tail:
            continue
        yield head + tail[1:2] + tail[0] + tail[2:]
        yield from (head + letter + tail[1:] for letter in _NEIGHBOURS[tail[0]])
        beside = {head[-1], *tail[1:2]}
        if tail[0] in beside or any(tail[0] in _NEIGHBOURS[letter] for letter in beside):
            yield head + tail[1:]
