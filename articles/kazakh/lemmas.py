"""Lemmas: the word under which all forms of a word meet.

A word is cut at every place where a chain of endings (see ``suffixes``) may begin; the cheapest of
these readings wins.  A reading costs what its stem costs (see ``lexicon``), what its endings cost,
and something for harmony broken.  Derivation stays (босқын, босқыншы and босқыншылық are three
lemmas), inflection goes, and so does the passive of a verb.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import itemgetter
from typing import Final

from articles.kazakh import lexicon
from articles.kazakh.lexicon import LETTER, PASSIVE, SUFFIX_ENDS, VOWELS
from articles.kazakh.loans import forms_of, is_name, unclipped
from articles.kazakh.segmentation import (
    DISHARMONY,
    LINKING,
    LONGEST_CHAIN,
    Chain,
    Table,
    chains,
    passive_of,
    restored,
    segment,
    stem_contexts,
)
from articles.kazakh.words import normalise

LONGEST: Final = 48
"""Longer words are taken as they are."""

_CYRILLIC: Final = re.compile("[а-яёәғқңөұүһі]{2,}")
# What stands after a hyphen and a number or an acronym without being in the table of endings.
_HANGING: Final = frozenset("шы ші ыншы інші нші ншы ақ".split())

# Last letters of passives: made from a known verb they cost less than other unknown stems.
_MADE_VERB: Final = frozenset("лн")
_CHANGING: Final = frozenset("бгғуыіи")

_MET_TWICE: Final = 1.5

Best = tuple[float, str]


def _can_change(stem: str) -> bool:
    """May an ending in a vowel have changed this stem (see ``cuts``)?"""
    return stem[-1] in _CHANGING or (stem[-1] not in VOWELS and stem[-2] not in VOWELS)


class Lemmatiser:
    """Finds lemmas with one lexicon."""

    def __init__(self, words: lexicon.Lexicon) -> None:
        self.stems = lexicon.Stems(words.nouns, words.verbs)
        self.table = _cheapest(chains(words.arcs))
        self.names = words.names
        nouns = {stem: (self.stems.noun(stem), stem) for stem in words.nouns}
        for stem in words.nouns:
            for form in forms_of(stem):
                nouns.setdefault(form, nouns[stem])
        verbs = {stem: self._verb(stem) for stem in words.verbs}
        self._known = nouns, verbs
        self._plain = self.stems.plain("", False), self.stems.plain("", True)

    def lemma(self, word: str) -> str:
        """Return the lemma of a normalised word: its stem, or where that is unknown, its stem's.

        So an unknown word that looks as if it had endings meets its forms: дрезден, дрезденнің.
        """
        stem = self.stem(word)
        nouns, verbs = self._known
        return stem if stem == word or stem in nouns or stem in verbs else self.stem(stem)

    def stem(self, word: str) -> str:
        """Return the stem of the cheapest reading of a normalised word; a name is its own.

        Known stems come first: most often they are so cheap that no other needs a price.
        """
        if word in self.names or is_name(word):
            return word
        table, known = self.table, self._known
        best = (99.0, word)
        unknown: list[tuple[float, str, bool]] = []
        for place in range(len(word), max(1, len(word) - LONGEST_CHAIN), -1):
            found = table.get(word[place:])
            if found is None:
                continue
            stem = word[:place]
            bits = stem_contexts(stem)
            changes = word[place : place + 1] in LINKING and _can_change(stem)
            for chain in found:
                verb, contexts, lost, cost, _ = chain
                if changes or lost:
                    best = self._changed(best, unknown, (stem, word[place:], bits, chain))
                    continue
                if not contexts & bits:
                    cost += DISHARMONY
                priced = known[verb].get(stem)
                if priced is None:
                    unknown.append((cost, stem, verb))
                elif priced[0] + cost < best[0]:
                    best = priced[0] + cost, priced[1]
        return self._unknown(best, unknown)[1]

    def _changed(
        self, best: Best, unknown: list[tuple[float, str, bool]], at: tuple[str, str, int, Chain]
    ) -> Best:
        """Return the better of ``best`` and the readings of an ending that changes its stem."""
        stem, tail, bits, chain = at
        for whole, verb, cost, _ in (
            restored(stem, bits, chain) if chain[2] else segment(stem, tail, bits, chain)
        ):
            priced = self._known[verb].get(whole)
            if priced is None:
                unknown.append((cost, whole, verb))
            elif priced[0] + cost < best[0]:
                best = priced[0] + cost, priced[1]
        return best

    def _unknown(self, best: Best, unknown: list[tuple[float, str, bool]]) -> Best:
        """Return the better of ``best`` and the readings whose stems the lexicon lacks."""
        floor, plain = self.stems.floor, self._plain
        for cost, stem, verb in unknown:
            made = stem[-1] in _MADE_VERB if verb else stem[-2:] in SUFFIX_ENDS
            if cost + (floor[verb] if made else plain[verb] + LETTER * len(stem)) >= best[0]:
                continue
            price, lemma = self._verb(stem) if verb else (self.stems.noun(stem), unclipped(stem))
            if price + cost < best[0]:
                best = price + cost, lemma
        return best

    def _verb(self, stem: str) -> tuple[float, str]:
        """Return the cost of a verb and its lemma: itself, or what it is the passive of."""
        best = self.stems.verb(stem), stem
        for base in passive_of(stem):
            best = min(best, (self.stems.verb(base) + PASSIVE, base))
        return best


def _cheapest(table: Table) -> Table:
    """Keep the cheapest of the chains that differ in nothing else, the cheapest first."""
    kept: Table = {}
    for tail, found in table.items():
        alike: dict[tuple[bool, int, str], Chain] = {}
        for chain in sorted(found, key=itemgetter(3)):
            alike.setdefault(chain[:3], chain)
        kept[tail] = list(alike.values())
    return kept


@cache
def _shipped() -> Lemmatiser:
    """Made when first asked for: most commands ask for no lemma, and it takes them a fifth."""
    return Lemmatiser(lexicon.learned())


@cache
def _found() -> dict[str, str]:
    """What was found before, for the commonest words and those that hide their lemma."""
    return {**lexicon.common(), **lexicon.fixed()}


@lru_cache(maxsize=2**15)
def lemma(word: str) -> str:
    """Return the lemma of a Kazakh word in Cyrillic, case folded.

    A word of another script, and what is no word, comes back as ``normalise`` has it.

    >>> lemma("Босқындарды"), lemma("халқымызға"), lemma("соғылды"), lemma("АҚШ-тың")
    ('босқын', 'халық', 'соқ', 'ақш')
    """
    if _CYRILLIC.fullmatch(word):
        return _lemma_of_part(word)
    return _lemma(normalise(word))


def stem(word: str) -> str:
    """Return what a normalised word is without its endings, though that may look inflected too.

    A word with a slip in it is best mended so: бсоқын of бсоқындар, whose lemma is бсоқ.
    """
    return _shipped().stem(word) if len(word) <= LONGEST and _CYRILLIC.fullmatch(word) else word


def is_known(word: str) -> bool:
    """Does Kazakh have this normalised word, as far as the lexicon tells?

    A stem that was learned from one word alone may be a slip itself, and says nothing.

    >>> is_known("босқындарды"), is_known("бағамы"), is_known("бсоқын")
    (True, True, False)
    """
    known, found = lexicon.learned(), stem(word)
    counted = max(known.nouns.get(found, 0.0), known.verbs.get(found, 0.0))
    return counted >= _MET_TWICE or found in known.names or found in lexicon.fixed()


def _lemma(word: str) -> str:
    head, hyphen, last = word.rpartition("-")
    if hyphen and last:
        if is_ending(last):
            return head
        return f"{head}-{_lemma_of_part(last) if _CYRILLIC.fullmatch(last) else last}"
    return _lemma_of_part(word) if _CYRILLIC.fullmatch(word) else word


def is_ending(part: str) -> bool:
    """Is ``part``, found after a hyphen, nothing but endings (АҚШ-тың, 2026-шы)?"""
    return part in _HANGING or (is_chain(part) and part not in lexicon.fixed())


def is_chain(part: str) -> bool:
    """Is ``part`` a chain of endings, or nothing at all?"""
    return part in _shipped().table


def ending_contexts() -> Iterator[tuple[str, int]]:
    """Yield every chain of endings that leaves its stem whole, and the stems that take it."""
    for tail, found in _shipped().table.items():
        for _, contexts, lost, _, _ in found:
            if tail and not lost:
                yield tail, contexts


def _lemma_of_part(word: str) -> str:
    if len(word) > LONGEST:
        return word
    return _found().get(word) or _shipped().lemma(word)
