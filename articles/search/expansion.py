"""What a typed word may mean: the words of the index that it is taken for.

Whoever leaves Kazakh letters out, writes Latin or Arabic, forgets to switch the keyboard or makes a
slip, means a word that articles have; which one, the words of the index tell (``words.py``).
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from django.db.models import QuerySet

from ..db.compiled_queries import CompiledQuery
from ..kazakh.tokenizer import Term
from ..kazakh.typos import folded, is_meant, other_keyboard
from ..models import PhotoWord, SearchWord
from .analysis import KAZAKH, analyse
from .query_parser import LONGEST, MOST_WORDS, ParsedQuery
from .spellings import spellings_of
from .words import ALL, key, word_of

_MOST_ALTERNATIVES: Final = 5
_MOST_UNKNOWN: Final = 4  # words of a query that are looked for otherwise
_ANOTHER: Final = 0.8  # how much a word counts that is like the typed one
_ANOTHER_BESIDE: Final = 0.4  # the same where articles have the typed one as well


class Alternative(NamedTuple):
    """A lemma, how much its being found counts, and the form whose beginning may be found too."""

    lemma: str
    weight: float
    form: str


class ExpandedTerm(NamedTuple):
    """A typed word, what it is taken for, best first, and how much finding it says.

    ``instead`` is the word to suggest where the typed one is unknown.
    """

    typed: str
    alternatives: tuple[Alternative, ...]
    rarity: float
    instead: str = ""


class _Word(NamedTuple):
    word: str
    folded: str
    shown: str
    articles: int


_named: Final = CompiledQuery(
    lambda folds: (
        SearchWord.objects.filter(folded__among=folds)
        .order_by("-articles", "word")
        .values_list("word", "folded", "shown", "articles")
    ),
    folds='["-"]',
)


def of_photos(folds: str) -> QuerySet:
    """The words of photos with these folded forms, as :class:`Vocabulary` asks for them."""
    words = PhotoWord.objects.filter(folded__among=folds).order_by("-photos", "word")
    return words.values_list("word", "folded", "shown", "photos")


class Vocabulary:
    """The words of a language in the index, as far as a query has asked for them.

    Of articles, unless ``ask`` knows others.
    """

    def __init__(self, language: str = KAZAKH, ask: Callable[..., Iterable] = _named) -> None:
        self.total, self.language, self.ask = 0, language, ask
        self.spellings = spellings_of(language)

    def named(self, folds: set[str]) -> dict[str, list[_Word]]:
        """The words with these folded forms, the commonest first; one query."""
        found: dict[str, list[_Word]] = {}
        folds = {key(fold, self.language) for fold in (ALL, *folds)}
        for row in self.ask(folds=json.dumps(sorted(folds))):
            word = _Word(word_of(row[0]), word_of(row[1]), *row[2:])
            if word.word == ALL:
                self.total = word.articles
            else:
                found.setdefault(word.folded, []).append(word)
        return found

    def rarity(self, articles: int) -> float:
        total = max(self.total, articles)
        return math.log(1 + (total - articles + 0.5) / (articles + 0.5))


def expand(
    parsed: ParsedQuery, text: str, vocabulary: Vocabulary | None = None
) -> tuple[list[ExpandedTerm], str]:
    """The concepts of a query, and the query to suggest instead, if any word is unknown.

    Typed on another keyboard it is if all its words are known by that, and not all without.
    """
    vocabulary = vocabulary or Vocabulary()
    expanded = _direct(parsed.words, vocabulary)
    if not all(one.rarity for one in expanded):
        for other in other_keyboard(text[:LONGEST]):
            words = list(analyse(other, vocabulary.language))[:MOST_WORDS]
            switched = _direct(words, vocabulary)
            if switched and all(one.rarity for one in switched):
                return switched, other
    language = vocabulary.language
    meant = {t.word for word in text.split() if is_meant(word) for t in analyse(word, language)}
    expanded = _indirect(expanded, vocabulary, meant)
    if not any(one.instead for one in expanded):
        return expanded, ""
    return expanded, " ".join(one.instead or one.typed for one in expanded)


def exactly(
    parsed: ParsedQuery, text: str, vocabulary: Vocabulary
) -> tuple[list[ExpandedTerm], str]:
    """As :func:`expand`, for who wants nothing but what was typed: each word by its lemma alone."""
    direct = _direct(parsed.words, vocabulary)
    alone = [alone.alternatives for alone in unexpanded(parsed)]
    return [o._replace(alternatives=own) for o, own in zip(direct, alone, strict=True)], ""


def unexpanded(parsed: ParsedQuery) -> list[ExpandedTerm]:
    """The concepts of a query taken by its lemmas alone, whatever words articles have."""
    return [
        ExpandedTerm(term.word, (Alternative(term.lemma, 1.0, term.word),), 0.0)
        for term in parsed.words
    ]


def lemmas(found: Sequence[Term], language: str) -> list[list[str]]:
    """For each term the lemmas that it may have, in whatever script: one query."""
    direct = _direct(found, Vocabulary(language)) if found else []
    return [[alternative.lemma for alternative in one.alternatives] for one in direct]


def _direct(found: Sequence[Term], vocabulary: Vocabulary) -> list[ExpandedTerm]:
    """Concepts by the words as typed, and without their Kazakh letters; rarity 0 if unknown."""
    spellings = vocabulary.spellings
    forms = [spellings.forms(term.word) for term in found]
    every = {form for several in forms for form in several}
    named = vocabulary.named({folded(w) for form in every for w in (form, spellings.lemma(form))})
    expanded = []
    for term, several in zip(found, forms, strict=True):
        alternatives: dict[str, Alternative] = {}
        articles: dict[str, int] = {}
        for form in several:
            is_free = form != term.word or spellings.is_meant_otherwise(form)
            for alternative, count in _alternatives(form, spellings.lemma(form), named, is_free):
                if (
                    alternative.lemma not in alternatives
                    or alternatives[alternative.lemma].weight < alternative.weight
                ):
                    alternatives[alternative.lemma], articles[alternative.lemma] = (
                        alternative,
                        count,
                    )
        best = sorted(alternatives.values(), key=lambda c: (-c.weight, -articles[c.lemma], c.lemma))
        best = best[:_MOST_ALTERNATIVES]
        most = max((articles[alternative.lemma] for alternative in best), default=0)
        best = best or [Alternative(term.lemma, 1.0, term.word)]
        expanded.append(
            ExpandedTerm(term.word, tuple(best), vocabulary.rarity(most) if most else 0.0)
        )
    return expanded


def _alternatives(
    form: str, head: str, named: dict[str, list[_Word]], is_free: bool
) -> Iterator[tuple[Alternative, int]]:
    """The lemma of a form and, if that is unknown or ``is_free`` to be another, what is like it."""
    like = [*named.get(folded(head), ()), *named.get(folded(form), ())]
    known = any(word.word == head for word in like)
    for word in like:
        if word.word == head:
            yield Alternative(head, 1.0, form), word.articles
        elif word.word == form:
            yield Alternative(form, _ANOTHER, form), word.articles
        elif is_free or not known:
            weight = _ANOTHER_BESIDE if known else _ANOTHER
            yield Alternative(word.word, weight, word.word), word.articles


def _indirect(
    expanded: list[ExpandedTerm], vocabulary: Vocabulary, meant: set[str]
) -> list[ExpandedTerm]:
    """Words that no article has: by the stem without Kazakh letters, else by one slip less.

    What is still unknown is taken for the longest word that it begins with: неандертальдықтар for
    неандерталь. Numbers and acronyms are ``meant``, and a word that Kazakh has is no slip.
    """
    unknown = [c for c in expanded if not c.rarity and c.typed not in meant][:_MOST_UNKNOWN]
    by = vocabulary.spellings
    for spell, is_typo in ((by.stems, False), (by.typos, True), (by.heads, False)):
        spelt = {one.typed: set(spell(one.typed)) for one in unknown}
        named = vocabulary.named(set().union(*spelt.values())) if unknown else {}
        for one in unknown:
            like = {plain: named[plain] for plain in spelt[one.typed] if plain in named}
            words = _commonest(like) if is_typo else _longest(like)
            if words:
                index = expanded.index(one)
                expanded[index] = _taken_for(one, words, vocabulary, is_typo)
        unknown = [one for one in unknown if one in expanded]
    return expanded


def _commonest(named: dict[str, list[_Word]]) -> list[_Word]:
    words = [word for several in named.values() for word in several]
    return sorted(words, key=lambda word: (-word.articles, word.word))


def _longest(named: dict[str, list[_Word]]) -> list[_Word]:
    return named[max(named, key=lambda plain: (len(plain), plain))] if named else []


def _taken_for(
    one: ExpandedTerm, words: list[_Word], vocabulary: Vocabulary, is_typo: bool
) -> ExpandedTerm:
    words = words[:_MOST_ALTERNATIVES]
    return one._replace(
        alternatives=tuple(Alternative(word.word, _ANOTHER, word.word) for word in words),
        rarity=vocabulary.rarity(max(word.articles for word in words)),
        instead=words[0].shown if is_typo else "",
    )
