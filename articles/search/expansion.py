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
from ..kazakh.from_cyrillic import STANDARDS
from ..kazakh.into_cyrillic import from_latin
from ..kazakh.lemmas import is_known, lemma, stem
from ..kazakh.scripts import detect_script, to_cyrillic
from ..kazakh.tokenizer import Term
from ..kazakh.typos import folded, folded_stems, is_meant, is_plain, near, other_keyboard
from ..models import PhotoWord, SearchWord
from .analysis import analyse
from .query_parser import LONGEST, MOST_WORDS, ParsedQuery
from .words import ALL

_MOST_ALTERNATIVES: Final = 5
_MOST_UNKNOWN: Final = 4  # words of a query that are looked for otherwise
_CORRECTED: Final = 4  # letters of a word, below which a slip may be any other word
_LONGEST_CORRECTED: Final = 20
_HEAD: Final = 5  # letters of a word that another may begin with
_FOLDED_LETTERS: Final = "абвгдежзийклмнопрстуфхцчшщъьэюя"
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
    """The words of the index, as far as a query has asked for them; of articles unless told."""

    def __init__(self, ask: Callable[..., Iterable] = _named) -> None:
        self.total, self.ask = 0, ask

    def named(self, folds: set[str]) -> dict[str, list[_Word]]:
        """The words with these folded forms, the commonest first; one query."""
        found: dict[str, list[_Word]] = {}
        for row in self.ask(folds=json.dumps([ALL, *folds])):
            if row[0] == ALL:
                self.total = row[3]
            else:
                found.setdefault(row[1], []).append(_Word(*row))
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
            switched = _direct(list(analyse(other))[:MOST_WORDS], vocabulary)
            if switched and all(one.rarity for one in switched):
                return switched, other
    meant = {term.word for word in text.split() if is_meant(word) for term in analyse(word)}
    expanded = _indirect(expanded, vocabulary, meant)
    if not any(one.instead for one in expanded):
        return expanded, ""
    return expanded, " ".join(one.instead or one.typed for one in expanded)


def lemmas(found: Sequence[Term]) -> list[list[str]]:
    """For each term the lemmas that it may have, in whatever script: one query."""
    direct = _direct(found, Vocabulary()) if found else []
    return [[alternative.lemma for alternative in one.alternatives] for one in direct]


def _direct(found: Sequence[Term], vocabulary: Vocabulary) -> list[ExpandedTerm]:
    """Concepts by the words as typed, and without their Kazakh letters; rarity 0 if unknown."""
    forms = [list(dict.fromkeys(spellings(term.word))) for term in found]
    folds = {folded(w) for several in forms for form in several for w in (form, lemma(form))}
    named = vocabulary.named(folds)
    expanded = []
    for term, several in zip(found, forms, strict=True):
        alternatives: dict[str, Alternative] = {}
        articles: dict[str, int] = {}
        for form in several:
            for alternative, count in _alternatives(form, named, form != term.word):
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


def spellings(word: str) -> Iterator[str]:
    """A typed word in Cyrillic, by each alphabet that it may be written in, and as it stands."""
    yield word
    script = detect_script(word)
    if script == "arab":
        yield to_cyrillic(word).lower()
    elif script == "latn" and not word.isdigit():
        for spelt in (word, word.replace("zh", "j").replace("gh", "ğ").replace("kh", "h")):
            for standard in STANDARDS:
                yield from_latin(spelt, standard).lower()


def _alternatives(
    form: str, named: dict[str, list[_Word]], converted: bool
) -> Iterator[tuple[Alternative, int]]:
    head = lemma(form)
    like = [*named.get(folded(head), ()), *named.get(folded(form), ())]
    known = any(word.word == head for word in like)
    for word in like:
        if word.word == head:
            yield Alternative(head, 1.0, form), word.articles
        elif word.word == form:
            yield Alternative(form, _ANOTHER, form), word.articles
        elif converted or is_plain(form) or not known:
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
    for spellings, is_typo in ((_stems, False), (_typos, True), (_heads, False)):
        spelt = {one.typed: set(spellings(one.typed)) for one in unknown}
        named = vocabulary.named(set().union(*spelt.values())) if unknown else {}
        for one in unknown:
            like = {plain: named[plain] for plain in spelt[one.typed] if plain in named}
            words = _commonest(like) if is_typo else _longest(like)
            if words:
                index = expanded.index(one)
                expanded[index] = _taken_for(one, words, vocabulary, is_typo)
        unknown = [one for one in unknown if one in expanded]
    return expanded


def _stems(word: str) -> Iterator[str]:
    for form in dict.fromkeys(spellings(word)):
        yield from folded_stems(form)


def _typos(word: str) -> Iterator[str]:
    forms = list(dict.fromkeys(spellings(word)))[:2]
    if any(map(is_known, forms)) or not word.isalpha():
        return
    for form in forms:
        for plain in {folded(form), folded(stem(form)), folded(lemma(form))}:
            if _CORRECTED <= len(plain) <= _LONGEST_CORRECTED:
                yield from (s for s in near(plain, _FOLDED_LETTERS) if len(s) >= _CORRECTED)


def _heads(word: str) -> Iterator[str]:
    for form in list(dict.fromkeys(spellings(word)))[:2]:
        plain = folded(lemma(form))[:_LONGEST_CORRECTED]
        for length in range(max(_HEAD, (len(plain) + 1) // 2), len(plain)):
            yield plain[:length]


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
