"""The best articles looked at once more: by their letters, and by what the best of them share.

``letters``
    BM25 over sequences of four letters of the query, also across the borders of its words, in the
    words as they are written, stop words among them. They tell what lemmas miss: derivations,
    compounds, phrases.
``feedback``
    BM25 over the words that the first fifth have and the others have not, as if they had been
    typed as well (pseudo relevance feedback).

How rare a sequence or a word is, is counted among the articles that are looked at: it costs no
query and does not grow with the newsroom.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

RERANKED: Final = 100
"""Articles that are looked at; those behind them keep their places."""

_LETTERS, _FEEDBACK = 0.30, 0.25  # what they weigh; the score that was there has the rest
_SEQUENCE: Final = 4
_MOST_SEQUENCES: Final = 100
_TEACHERS: Final = 5  # one in so many: of a few articles none says what the others lack
_LEARNED: Final = 30  # words
_LOOKED_INTO: Final = 6_000  # characters of an entry, which are some 400 words
_UNIT: Final = 10_000  # as in ``ranking``: what is all but equal is equal

# In the text of an entry: `` үйде/үй салды/сал -/және -осында/осы ``.
_LEMMAS = re.compile(r"-/?|/\S+")
_WORDS = re.compile(r" -\S+|[^\s/]+/")


class Answer(NamedTuple):
    """An article: text of its entry, score, and by what its length dampens what it has often."""

    pk: int
    text: str
    score: int
    norm: float


def reranked(best: Sequence[Answer], words: Sequence[str]) -> list[int]:
    """The keys of these articles in their new order; ``words`` are those of the query."""
    if len(best) < 2:
        return [answer.pk for answer in best]
    texts = [answer.text[:_LOOKED_INTO] for answer in best]
    scores = _shares([answer.score for answer in best])
    parts = (
        (scores, 1 - _LETTERS - _FEEDBACK),
        (_letters(best, texts, words), _LETTERS),
        (_feedback(best, texts, scores), _FEEDBACK),
    )
    total = {
        answer.pk: round(sum(weight * part[i] for part, weight in parts) * _UNIT)
        for i, answer in enumerate(best)
    }
    return sorted(total, key=lambda pk: (-total[pk], -pk))


def _letters(best: Sequence[Answer], texts: Sequence[str], words: Sequence[str]) -> list[float]:
    query = f" {' '.join(words)} "
    sequences = dict.fromkeys(query[i : i + _SEQUENCE] for i in range(len(query) - _SEQUENCE + 1))
    written = [_LEMMAS.sub("", text) for text in texts]
    found = [0.0] * len(best)
    for sequence in list(sequences)[:_MOST_SEQUENCES]:
        counts = [text.count(sequence) for text in written]
        rarity = _rarity(len(best) - counts.count(0), len(best))
        for i, count in enumerate(counts):
            if count:
                found[i] += rarity * count / (count + best[i].norm)
    return _shares(found)


def _feedback(best: Sequence[Answer], texts: Sequence[str], scores: Sequence[float]) -> list[float]:
    counts = [Counter(_WORDS.sub("", text).split()) for text in texts]
    articles = Counter(word for count in counts for word in count)
    learned: dict[str, float] = defaultdict(float)
    teachers = len(best) // _TEACHERS
    for answer, count, score in zip(best[:teachers], counts, scores, strict=False):
        for word, times in count.items():
            learned[word] += score * times / (times + answer.norm)
    for word in learned:
        learned[word] *= _rarity(articles[word], len(best))
    telling = sorted(learned.items(), key=lambda pair: (-pair[1], pair[0]))[:_LEARNED]
    return _shares(
        [
            sum(
                weight * count[word] / (count[word] + answer.norm)
                for word, weight in telling
                if word in count
            )
            for answer, count in zip(best, counts, strict=True)
        ]
    )


def _rarity(articles: int, total: int) -> float:
    return math.log(1 + (total - articles + 0.5) / (articles + 0.5))


def _shares(values: Sequence[float]) -> list[float]:
    """Each as a share of the greatest."""
    most = max(values) or 1
    return [value / most for value in values]
