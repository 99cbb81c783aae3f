"""Segmentation of words: every way to take one apart into a stem and a chain of endings."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from articles.kazakh.lexicon import HARDENED, VOWELS
from articles.kazakh.suffixes import (
    FINAL_CLASS,
    FRONT,
    GLIDE,
    HARMONY,
    VOWEL,
    Costs,
    context,
    endings,
)

DISHARMONY: Final = 5.0
_HARDENING: Final = 0.5
_VOICED_STEM: Final = 3.0
LONGEST_CHAIN: Final = 20
FRONT_BITS: Final = sum(context(FRONT, number) for number in range(6))
BACK_BITS: Final = FRONT_BITS >> 6
_POSSESSIVES: Final = frozenset(f"noun:{person}" for person in ("1s", "2s", "2f", "3", "1p"))

# Nouns that lose their last vowel before a possessive: орын, орны.
_SYNCOPE: Final = frozenset(
    "халық мүлік орын мұрын ауыз қарын ерін мойын бойын көрік құлық ғұрып әріп кейіп дауыс қауіп "
    "парық ырық иін бөрік ерік көңіл пейіл қойын құрық қырық тәуіп зауық жұлын құлын нарық".split()
)

LINKING: Final = frozenset("аеыіуюяи")

_ANY: Final = BACK_BITS | FRONT_BITS
# Last letter to the contexts of a stem; one such table a vowel.
_EITHER: Final = {letter: 65 << number for letter, number in FINAL_CLASS.items()}
_BY_VOWEL: Final = {
    "и": _EITHER,
    **{
        vowel: {letter: context(harmony, number) for letter, number in FINAL_CLASS.items()}
        for vowel, harmony in HARMONY.items()
    },
}

# Most often the last two letters are enough.
_BY_END: Final = {
    before + last: _BY_VOWEL[last if last in _BY_VOWEL else before][last]
    for before in FINAL_CLASS
    for last in FINAL_CLASS
    if last in _BY_VOWEL or before in _BY_VOWEL
}

# Surnames go either way, as their first syllables do: Мүсіреповті, Исаевта.
_BY_END.update(dict.fromkeys(("ов", "ев"), _EITHER["в"]))

# is it a verb's, contexts, lost letter, cost, path (see ``suffixes.Ending``)
Chain = tuple[bool, int, str, float, tuple[str, ...]]
Table = dict[str, list[Chain]]
# stem, is it a verb, cost of the cut and its endings, path
Segmentation = tuple[str, bool, float, tuple[str, ...]]


def chains(costs: Costs) -> Table:
    """Return all chains of endings by their spelling."""
    table: Table = defaultdict(list)
    for start in ("noun", "verb"):
        for ending in endings(start, costs):
            table[ending.spelling].append((start == "verb", *ending[1:]))
    return dict(table)


def segmentations(word: str, table: Table) -> Iterator[Segmentation]:
    """Yield the ways to take ``word`` apart into a stem and endings."""
    for place in range(len(word), max(1, len(word) - LONGEST_CHAIN), -1):
        found = table.get(word[place:])
        if not found:
            continue
        stem, tail = word[:place], word[place:]
        bits = stem_contexts(stem)
        for chain in found:
            yield from (
                restored(stem, bits, chain) if chain[2] else segment(stem, tail, bits, chain)
            )


def passive_of(verb: str) -> list[str]:
    """Return the verbs that ``verb`` may be the passive of: жазыл, жаз; соғыл, соқ."""
    if len(verb) <= 3 or verb[-1] not in "лн":
        return []
    if verb[-1] == "н" and "л" not in verb[-4:-1]:
        return []
    if verb[-2] not in "ыі":
        return [verb[:-1]] if verb[-2] in VOWELS else []
    base = verb[:-2]
    if base[-1] in HARDENED:
        return [base[:-1] + HARDENED[base[-1]]]
    return [base] if verb[-1] == "н" or base[-1] in VOWELS else [base, verb[:-1]]


def stem_contexts(stem: str) -> int:
    """Return the contexts of a stem: its last vowel tells the harmony; и goes either way."""
    found = _BY_END.get(stem[-2:])
    if found is not None:
        return found
    last = stem[-1]
    if last in "ьъ":  # heard as a front vowel or not at all
        return _EITHER.get(stem[-2:-1], _EITHER["т"])
    for letter in stem[-3::-1]:
        by_vowel = _BY_VOWEL.get(letter)
        if by_vowel is not None:
            return by_vowel.get(last, _ANY)
    return _EITHER.get(last, _ANY)


def segment(stem: str, tail: str, bits: int, chain: Chain) -> Iterator[Segmentation]:
    """Yield the readings of an ending that left the stem whole or changed its last letter."""
    verb, contexts, _, cost, path = chain
    last = stem[-1]
    if not contexts & bits:
        cost += DISHARMONY
    if tail[:1] in LINKING:
        yield from _before_vowel(stem, tail, bits, (verb, contexts, "", cost, path))
    elif last != "ғ":
        yield stem, verb, cost, path


def _before_vowel(stem: str, tail: str, bits: int, chain: Chain) -> Iterator[Segmentation]:
    """Yield the readings of an ending in a vowel: кітабы, тауып, орны."""
    verb, _, _, cost, path = chain
    last = stem[-1]
    if verb and tail[0] == "у" and last in "ыіи":
        return
    if last in HARDENED:
        yield stem[:-1] + HARDENED[last], verb, cost + _HARDENING, path
    if last not in HARDENED or (not verb and last != "ғ"):
        yield stem, verb, cost + _VOICED_STEM * (last in HARDENED), path
    if verb and last == "у" and tail[1:2] == "п":
        yield f"{stem[:-1]}п", True, cost + _HARDENING, path
    if not verb and path[0] in _POSSESSIVES and last not in VOWELS and stem[-2] not in VOWELS:
        whole = stem[:-1] + ("ы" if bits & BACK_BITS else "і") + HARDENED.get(last, last)
        if whole in _SYNCOPE:
            yield whole, False, cost - _VOICED_STEM, path


def restored(stem: str, bits: int, chain: Chain) -> Iterator[Segmentation]:
    """Yield the readings of an ending that swallowed the last letter of its verb."""
    _, contexts, lost, cost, path = chain
    vowel = stem[-1] in VOWELS
    final = GLIDE if lost == "й" else VOWEL
    back = context(0, final) if bits & BACK_BITS else 0
    front = context(1, final) if bits & FRONT_BITS else 0
    if not contexts & (back | front):
        cost += DISHARMONY
    if lost == "й":
        if vowel:
            yield stem if stem[-1] == "и" else f"{stem}й", True, cost, path
    elif not vowel:
        if back:
            yield f"{stem}ы", True, cost, path
        if front:
            yield f"{stem}і", True, cost, path
