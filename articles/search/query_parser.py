"""From what somebody typed to words, phrases in quotes and words with a minus before them."""

import re
from typing import Final, NamedTuple

from ..kazakh.tokenizer import Term
from .analysis import KAZAKH, analyse

LONGEST: Final = 400  # of what is typed; the rest is left out
MOST_WORDS: Final = 12
MOST_WRITTEN: Final = 30

# Names stand in « » in any sentence; they are a phrase to look for if nothing else is typed.
_PHRASE: Final = re.compile(r"[„“\"]([^„“”\"]+)[“”\"]|^\s*«([^«»]+)»\s*$")
_MINUS: Final = re.compile(r"(?<!\S)[-−–](\w+)")


class ParsedQuery(NamedTuple):
    """The terms of a query. Those of ``phrases`` stand among ``words`` as well.

    ``written`` are all its words in their order, those that say little too.
    """

    words: list[Term]
    phrases: list[list[Term]]
    without: list[Term]
    written: list[str]


def parse(text: str, language: str = KAZAKH) -> ParsedQuery:
    """Take a query of readers of ``language`` apart.

    >>> asked = parse('көпір "жаңа жол" -астана')
    >>> [term.word for term in asked.words], [term.word for term in asked.without]
    (['көпір', 'жаңа', 'жол'], ['астана'])
    """
    text = text[:LONGEST]
    without = [term for found in _MINUS.findall(text) for term in analyse(found, language)]
    text = _MINUS.sub(" ", text)
    phrases = [list(analyse(one or other, language)) for one, other in _PHRASE.findall(text)]
    every = list(analyse(text, language))
    words = list({term.word: term for term in every}.values())
    telling = [term for term in words if not term.is_stop] or words
    written = [term.word for term in every[:MOST_WRITTEN]]
    phrases = [phrase for phrase in phrases if phrase]
    return ParsedQuery(telling[:MOST_WORDS], phrases, without[:MOST_WORDS], written)
