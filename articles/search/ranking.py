"""How well an article answers a query: one arithmetic for both engines.

BM25 over lemmas, the headline weighing five times and the lede twice as much as the body, and over
the beginnings of words, which stand for what lemmas miss: compounds, derivations, misspellings;
words of the query that stand close together add to it. The best are looked at once more by
``reranking.py``. What each part is worth stands in decision 052.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from .expansion import ExpandedTerm
from .reranking import RERANKED, Answer, reranked

_SATURATION: Final = 1.2
_BY_LENGTH: Final = 0.75
# Words of an article of common length. Not counted: among many short items, long ones would sink.
_LENGTH: Final = 100
_SHORTEST: Final = 30  # words, below which a text is no better for being shorter
_CONTRAST: Final = 1.5  # the power of rarity, so that a rare word outweighs several common ones
# Length of a beginning, and what being found by it counts beside being found by the lemma.
_BEGINNINGS: Final = ((3, 0.20), (4, 0.28), (5, 0.34), (6, 0.40))
_NEAR: Final = 0.25  # what two words gain that stand side by side, half of it one word apart
_NEAR_WORDS: Final = 5
_FAR: Final = 200  # characters, beyond which nobody counts the words between
_MOST_POSITIONS: Final = 20
_FRESH: Final = 0.15  # what an article of today gains, one of a month ago half of it
_MONTH: Final = 30 * 86_400
_UNIT: Final = 10_000  # scores are whole numbers: what is all but equal is equal
_UNKNOWN: Final = 1.0
_WEAKEST: Final = 0.1  # of the best score, below which an article only happens to have a word

STOP: Final = "-"
"""Before a stop word in the text of an entry."""


_AS_IT_STANDS: Final = ((" ", " "), (" ", "/"), (f" {STOP}", "/"), (f" {STOP}/", " "))


class Candidate(NamedTuple):
    """An article that may be shown: text of its entry, age in seconds, keys of section and kind."""

    pk: int
    text: str
    age: int
    section: int
    kind: int


class _Sought(NamedTuple):
    """How a concept looks in a text: (spelling, what each counts), and what its beginnings add.

    ``rarity`` is a share of the rarest one's.
    """

    rarity: float
    lemmas: list[tuple[str, float]]
    beginnings: list[tuple[str, float]]


def ranked(
    candidates: Sequence[Candidate], terms: Sequence[ExpandedTerm], written: Sequence[str] = ()
) -> list[int]:
    """The keys of the candidates that answer, the best first.

    ``written`` is the query word by word, with those that are no term of it.
    """
    rarest = max((term.rarity or _UNKNOWN for term in terms), default=_UNKNOWN)
    sought = [_sought(term, rarest) for term in terms]
    answers = [answer for one in candidates for answer in _answers(one, sought)]
    least = max((answer.score for answer in answers), default=0) * _WEAKEST
    telling = [answer for answer in answers if answer.score >= least]
    telling.sort(key=lambda answer: (-answer.score, -answer.pk))
    forms = {term.typed: term.alternatives[0].form for term in terms}
    is_as_written = not forms.keys().isdisjoint(written)  # and not by another keyboard
    words = [forms.get(w, w) for w in written] if is_as_written else list(forms.values())
    best = reranked(telling[:RERANKED], words)
    return best + [answer.pk for answer in telling[RERANKED:]]


def has(text: str, lemma: str) -> bool:
    """Is this one of the lemmas of an entry?"""
    return f" {lemma} " in text or f"/{lemma} " in text


def has_word(text: str, word: str) -> bool:
    """Does the text of an entry have this word as it stands?"""
    return any(f"{before}{word}{after}" in text for before, after in _AS_IT_STANDS)


def has_phrase(text: str, words: Sequence[Collection[str]]) -> bool:
    """Do these words follow one another in the text of an entry, each by any of its lemmas?"""
    for lemma in words[0]:
        spelling = f"{lemma} "
        position = text.find(spelling)
        while position > 0:
            end = position + len(lemma)
            if text[position - 1] in " /" and _goes_on(text, end + 1, words[1:]):
                return True
            position = text.find(spelling, end)
    return False


def _goes_on(text: str, position: int, words: Sequence[Collection[str]]) -> bool:
    for lemmas in words:
        end = text.find(" ", position)
        if text[position:end].rpartition("/")[2] not in lemmas:
            return False
        position = end + 1
    return True


def _sought(term: ExpandedTerm, rarest: float) -> _Sought:
    lemmas = [
        (spelling, alternative.weight)
        for alternative in term.alternatives
        for spelling in (f" {alternative.lemma} ", f"/{alternative.lemma} ")
    ]
    best = term.alternatives[0]
    beginnings = [
        (f" {best.form[:length]}", weight * best.weight)
        for length, weight in _BEGINNINGS
        if length <= len(best.form)
    ]
    rarity = ((term.rarity or _UNKNOWN) / rarest) ** _CONTRAST
    return _Sought(rarity, lemmas, beginnings)


def _answers(candidate: Candidate, sought: Sequence[_Sought]) -> Iterator[Answer]:
    """One, if the candidate has any word of the query."""
    text = candidate.text
    length = max(_SHORTEST, text.count(" ") - text.count(STOP))
    norm = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * length / _LENGTH)
    if score := _score(text, sought, norm):
        freshness = 1 + _FRESH * 0.5 ** (candidate.age / _MONTH)
        yield Answer(candidate.pk, text, round(score * freshness * _UNIT), norm)


def _score(text: str, sought: Sequence[_Sought], norm: float) -> float:
    headline, _, rest = text.partition("\n")
    # Each word as often as it counts.
    weighed = f"{text}{headline}{rest.partition(chr(10))[0]}{headline * 3}"
    score, present, matched = 0.0, [], 0
    for number, (rarity, lemmas, beginnings) in enumerate(sought):
        most, count = rarity * (_SATURATION + 1), 0.0
        for spelling, weight in lemmas:
            if times := weighed.count(spelling):
                count += weight * times
                present.append((number, spelling))
        if count:
            matched += 1
            score += most * count / (count + norm)
        for spelling, weight in beginnings:
            times = weighed.count(spelling)
            if not times:
                break
            score += weight * most * times / (times + norm)
    if matched > 1:
        score += _nearness(text, sought, present)
    return score if matched else 0.0


def _nearness(text: str, sought: Sequence[_Sought], present: Sequence[tuple[int, str]]) -> float:
    """What it counts how close to one another the words of the query stand in a text.

    ``present`` are those it has: number of the concept, spelling.
    """
    positions = sorted(
        (position, number)
        for number, spelling in present
        for position in _positions(text, spelling)
    )
    nearest: dict[tuple[int, int], int] = {}
    for (position, number), (next_position, other) in pairwise(positions):
        if number != other and position < next_position < position + _FAR:
            words = text.count(" ", position + 1, next_position + 1)
            pair = min(number, other), max(number, other)
            nearest[pair] = min(words, nearest.get(pair, words))
    return sum(
        _NEAR * (sought[one].rarity + sought[other].rarity) / words
        for (one, other), words in nearest.items()
        if words <= _NEAR_WORDS
    )


def _positions(text: str, spelling: str) -> Iterator[int]:
    """Where a lemma stands, the first places of many."""
    position = text.find(spelling)
    for _ in range(_MOST_POSITIONS):
        if position < 0:
            return
        yield position
        position = text.find(spelling, position + 1)
