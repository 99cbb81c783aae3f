"""What counts as a term: in articles, in what people type, and in what is highlighted.

The one place where search meets the language. Whoever changes it runs ``manage.py reindex``.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from ..kazakh.terms import Term, terms

# Above these stands junk; below them an article keeps within the megabyte of a ``tsvector``.
LONGEST: Final = 40
MOST: Final = 6_000


def analyse(text: str) -> Iterator[Term]:
    """Yield the terms of ``text``, each with the place of its word."""
    for term in terms(text):
        if len(term.word) > LONGEST or len(term.lemma) > LONGEST:
            yield term._replace(word=term.word[:LONGEST], lemma=term.lemma[:LONGEST])
        else:
            yield term


def distinct(found: Iterable[Term]) -> list[str]:
    """Return the first ``MOST`` different lemmas, in order."""
    return list(dict.fromkeys(term.lemma for term in found))[:MOST]
