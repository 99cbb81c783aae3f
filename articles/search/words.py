"""The words of all articles: how rare they are, how they are completed and corrected.

Those of photos are kept in the same way, in a table of their own.

A count is about right and cheap to keep: the commoner a word, the fewer articles are counted, each
for as many as were passed over. So the rows of the commonest words, which every article has, are
hardly ever written, and two editors who publish at once do not wait for each other.

A word of another language than Kazakh has its name before it: ``ru:датчик``. So each edition knows
its own words alone.

Words of articles that readers do not see yet are here as well. Whoever shows one to readers first
finds a live article that has it.
"""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from ..db.compiled_queries import CompiledQuery
from ..kazakh.lemmas import is_known
from ..kazakh.loans import is_name
from ..kazakh.tokenizer import Term
from ..kazakh.typos import folded
from ..models import PhotoWord, SearchWord
from ..models.fields.search import IndexedWord
from .analysis import KAZAKH, LONGEST, analyse

ALL: Final = ""  # the word that every article has
_PARTING: Final = ":"
_EXACT: Final = 16  # counts are kept to about one in so many
_BATCH: Final = 500


def key(word: str, language: str) -> str:
    """How a word of this language is kept.

    >>> key("көпір", "kk"), key("датчик", "ru")
    ('көпір', 'ru:датчик')
    """
    return word if language == KAZAKH else f"{language}{_PARTING}{word}"[:LONGEST]


def word_of(kept: str) -> str:
    """The word of a ``key``."""
    return kept.rpartition(_PARTING)[2]


class Learner:
    """Hears the words of articles and writes down what is new."""

    def __init__(self, *, sample: bool = False, model: type[IndexedWord] = SearchWord) -> None:
        self.sample, self.model = sample, model
        self.counts: Counter[str] = Counter()
        self.known: dict[str, int] = {}
        self.shown: dict[str, str] = {}
        self.last = 0

    def hear(
        self, pk: int, lemmas: list[str], texts: Iterable[str], language: str = KAZAKH
    ) -> None:
        """Take note of an article: its lemmas, and the texts that show how they are written."""
        self.last = pk
        keys = [key(lemma, language) for lemma in lemmas]
        self.counts.update(keys)
        self.counts[key(ALL, language)] += 1
        if self.sample:  # the words are few, and most are known: they need not be looked for
            self.known = self._known()
        new = set(keys).difference(self.shown, self.known)
        for text in texts:
            if not new:
                return
            for term in analyse(text, language):
                kept = key(term.lemma, language)
                if kept in new:
                    self.shown[kept] = _as_written(text, term, language)
                    new.remove(kept)

    def learn(self, *, count: bool = True) -> None:
        """Add words and counts."""
        if not self.counts:
            return
        known = self.known if self.sample else self._known()
        rows = []
        for word in sorted(self.counts):
            before = known.get(word)
            more = self.counts[word]
            if before is not None:
                step = _step(before) if self.sample else 1
                if not count or self.last % step:
                    continue
                more *= step
            rows.append(self._row(word, (before or 0) + more))
        self.model._default_manager.bulk_create(
            rows,
            _BATCH,
            update_conflicts=True,
            unique_fields=["word"],
            update_fields=[self.model.COUNT],
        )

    def replace(self) -> None:
        """Let these be all words."""
        rows = (self._row(word, count) for word, count in sorted(self.counts.items()))
        with transaction.atomic():
            self.model._default_manager.all().delete()
            self.model._default_manager.bulk_create(rows, _BATCH, ignore_conflicts=True)

    def _row(self, word: str, count: int) -> IndexedWord:
        plain, shown = folded(word), self.shown.get(word) or word_of(word)
        values = {"shown": shown, self.model.COUNT: count}
        return self.model(word=word, folded=plain, beginning=word_of(plain)[:2], **values)

    def _known(self) -> dict[str, int]:
        counts = _counts if self.model is SearchWord else _counts_in_photos
        return dict(counts(words=json.dumps(list(self.counts))))


def _counts_in_photos(words: str) -> QuerySet:
    return PhotoWord.objects.filter(word__among=words).values_list("word", "photos")


_counts: Final = CompiledQuery(
    lambda words: SearchWord.objects.filter(word__among=words).values_list("word", "articles"),
    words='["-"]',
)


def _step(count: int) -> int:
    """The least power of two that is not below a sixteenth of ``count``."""
    return 1 << max(0, (count // _EXACT).bit_length())


def _as_written(text: str, term: Term, language: str) -> str:
    """The lemma with the capitals of its word, if these are not just those of a sentence.

    A lemma that is no word of Kazakh as far as anybody knows is shown as the word that has it.
    """
    word = text[term.start : term.end]
    is_word = language == KAZAKH and (is_known(term.lemma) or is_name(term.lemma))
    lemma = term.lemma if is_word else term.word
    if word.isupper() and len(word) > 1:
        return lemma.upper() if len(lemma) <= len(word) else lemma
    before = text[max(0, term.start - 2) : term.start]
    within = len(before) == 2 and before[1] == " " and before[0].isalpha()
    if word[:1].isupper() and (within or is_name(lemma)):
        return lemma[:1].upper() + lemma[1:]
    return lemma
