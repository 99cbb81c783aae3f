"""What counts as a term: in articles, in what people type, and in what is highlighted.

The one place where search meets the language. Whoever changes it runs ``manage.py reindex``.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from ..kazakh.words import Token, tokens, words

# Above these stands junk; below them an article keeps within the megabyte of a ``tsvector``.
LONGEST: Final = 40
MOST: Final = 6_000


def analyse(text: str) -> Iterator[Token]:
    """Yield the terms of ``text``, each with the place of its word."""
    for token in tokens(text):
        yield token._replace(word=token.word[:LONGEST]) if len(token.word) > LONGEST else token


def distinct(text: str, limit: int = MOST) -> list[str]:
    """Return the first ``limit`` different terms of ``text``, in order."""
    found = dict.fromkeys(word[:LONGEST] for word in words(text))
    return list(islice(found, limit))
