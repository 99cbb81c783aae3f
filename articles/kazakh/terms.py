"""Terms: the words of a text as search stores and asks for them."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from articles.kazakh.lemmas import is_ending, lemma
from articles.kazakh.lexicon import stem_list
from articles.kazakh.words import tokens

STOP_WORDS: Final = frozenset(stem_list("stopwords.txt"))
"""Words that search may pass over."""

# Pronouns: whatever their case, they are passed over.
_STOP_LEMMAS: Final = frozenset("мен сен сіз ол біз бұл осы сол мына ана кім не өз".split())


class Term(NamedTuple):
    """A word of a text: where it stands, how it is normalised, its lemma, and if it says little."""

    start: int
    end: int
    word: str
    lemma: str
    is_stop: bool


def terms(text: str) -> Iterator[Term]:
    """Yield the terms of ``text`` in order; text and query are to be treated alike.

    An ending after a hyphen is no word of its own: АҚШ-тың is the term ``ақш`` and a stop word.

    >>> [(term.word, term.lemma) for term in terms("Босқындарға үй") if not term.is_stop]
    [('босқындарға', 'босқын'), ('үй', 'үй')]
    """
    end = -2  # so that a first word hangs on nothing
    for token in tokens(text):
        hangs = token.start == end + 1 and text[end] in "-‑–" and is_ending(token.word)
        end = token.end
        if hangs:
            yield Term(*token, lemma=token.word, is_stop=True)
            continue
        head = lemma(token.word)
        yield Term(*token, lemma=head, is_stop=token.word in STOP_WORDS or head in _STOP_LEMMAS)
