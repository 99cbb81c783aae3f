"""What counts as a term: in articles, in what people type, and in what is highlighted.

The one place where search meets languages. Whoever changes it runs ``manage.py reindex``.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from ..kazakh.tokenizer import Term, Token, terms, tokenize, tokens
from .snowball import TOKENIZERS

KAZAKH: Final = "kk"
"""The language of what says no other: photos, tags, authors."""

# Above these stands junk; below them an article keeps within the megabyte of a ``tsvector``.
LONGEST: Final = 40
MOST: Final = 6_000


def tokenizer(language: str) -> Callable[[str], Token]:
    """What reads a word of this language by itself."""
    return TOKENIZERS.get(language, tokenize)


def analyse(text: str, language: str = KAZAKH) -> Iterator[Term]:
    """Yield the terms of ``text``, each with the place of its word."""
    for term in terms(text, tokenizer(language)):
        if len(term.word) > LONGEST or len(term.lemma) > LONGEST:
            yield term._replace(word=term.word[:LONGEST], lemma=term.lemma[:LONGEST])
        else:
            yield term


def read_all(text: str, language: str = KAZAKH) -> list[Token]:
    """The terms of ``text`` without their places."""
    return [
        Token(word[:LONGEST], lemma[:LONGEST], is_stop)
        if len(word) >= LONGEST or len(lemma) >= LONGEST
        else reading
        for reading in tokens(text, tokenizer(language))
        for word, lemma, is_stop in [reading]
    ]


def names_of(written: str, language: str = KAZAKH) -> tuple[str, str]:
    """The lemma of a word as it stands in a text, and the word itself."""
    reading = tokenizer(language)(written)
    return reading.lemma[:LONGEST], reading.word[:LONGEST]


def distinct(found: Iterable[Token | Term]) -> list[str]:
    """Return the first ``MOST`` different lemmas, in order."""
    return list(dict.fromkeys([term.lemma for term in found]))[:MOST]
