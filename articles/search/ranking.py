"""How well an article answers a query: one arithmetic for both engines.

BM25 over lemmas, the headline weighing five times and the lede twice as much as the body, and over
the beginnings of words, which stand for what lemmas miss: compounds, derivations, misspellings. The
weights were found on half of KazQAD's questions (nDCG@10 .76 by lemmas alone, .79 with beginnings).
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from .concepts import Concept

_SATURATION: Final = 1.2
_BY_LENGTH: Final = 0.75
# Length of a beginning, and what being found by it counts beside being found by the lemma.
_BEGINNINGS: Final = ((3, 0.20), (4, 0.28), (5, 0.34), (6, 0.40))
_ADJACENT: Final = 0.1
_FRESH: Final = 0.15  # what an article of today gains, one of a month ago half of it
_MONTH: Final = 30 * 86_400
_UNIT: Final = 1_000  # scores are whole numbers: what is all but equal is equal
_UNKNOWN: Final = 1.0

STOP: Final = "-/"
"""Before the lemma of a stop word in the text of an entry."""


class Candidate(NamedTuple):
    """An article that may be shown: text of its entry, age in seconds, keys of section and kind."""

    pk: int
    text: str
    age: int
    section: int
    kind: int


def scores(candidates: Sequence[Candidate], concepts: Sequence[Concept]) -> dict[int, int]:
    """The score of each candidate that has any word of the query."""
    if not candidates:
        return {}
    lengths = [candidate.text.count(" ") - candidate.text.count(STOP) for candidate in candidates]
    average = sum(lengths) / len(lengths) or 1
    pairs = _pairs(concepts)
    found = {}
    for candidate, length in zip(candidates, lengths, strict=True):
        norm = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * length / average)
        score = _score(candidate.text, concepts, norm, pairs)
        if score:
            freshness = 1 + _FRESH * 0.5 ** (candidate.age / _MONTH)
            found[candidate.pk] = round(score * freshness * _UNIT)
    return found


def has(text: str, lemma: str) -> bool:
    """Is this one of the lemmas of an entry?"""
    return f" {lemma} " in text or f"/{lemma} " in text


def phrase(lemmas: Sequence[Sequence[str]]) -> re.Pattern[str]:
    """The pattern of words that follow one another, each in any form of any of its lemmas."""
    words = (rf" (?:[^ /\n]+/)?(?:{'|'.join(map(re.escape, several))})(?= )" for several in lemmas)
    return re.compile("".join(words))


def _pairs(concepts: Sequence[Concept]) -> list[tuple[re.Pattern[str], float]]:
    """Words that stand side by side in the query: how they look in a text, and what that counts."""
    return [
        (
            phrase([[choice.lemma for choice in concept.choices] for concept in pair]),
            _ADJACENT * sum(concept.rarity for concept in pair),
        )
        for pair in pairwise(concepts)
    ]


def _score(
    text: str,
    concepts: Sequence[Concept],
    norm: float,
    pairs: Sequence[tuple[re.Pattern[str], float]],
) -> float:
    head, _, rest = text.partition("\n")
    parts = text, f"{head}{rest.partition(chr(10))[0]}", head * 3
    score, matched = 0.0, []
    for concept in concepts:
        rarity = concept.rarity or _UNKNOWN
        count = sum(choice.weight * _lemmas(parts, choice.lemma) for choice in concept.choices)
        matched.append(bool(count))
        if count:
            score += rarity * count * (_SATURATION + 1) / (count + norm)
        choice = concept.choices[0]
        for length, weight in _BEGINNINGS:
            if length > len(choice.form):
                break
            beginning = f" {choice.form[:length]}"
            if not (count := text.count(beginning)):
                break
            count += sum(part.count(beginning) for part in parts[1:])
            gain = rarity * count * (_SATURATION + 1) / (count + norm)
            score += weight * choice.weight * gain
    beside = zip(pairs, pairwise(matched), strict=True)
    score += sum(weight for (pattern, weight), both in beside if all(both) and pattern.search(text))
    return score if any(matched) else 0.0


def _lemmas(parts: Sequence[str], lemma: str) -> int:
    alone, behind = f" {lemma} ", f"/{lemma} "
    text = parts[0]
    count = text.count(alone) + text.count(behind)
    if count:
        count += sum(part.count(alone) + part.count(behind) for part in parts[1:])
    return count
