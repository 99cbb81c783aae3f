"""Facts that a change of a text touches: figures, names, quotes.

A comma that is mended alters none of them. What it says is a reason to ask, not a proof: a name is
a word with a capital letter that does not begin a sentence, stands beside another such word, or is
known for a name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from ...kazakh.lexicon import stem_list
from ...kazakh.tokenizer import tokenize

_FIGURE: Final = re.compile(r"\d(?:[\d\s.,:/×]*\d)?(?:\s?[%‰°])?")
_QUOTE: Final = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"\n]+)\"")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# What stands before a word that has a capital letter by its place alone.
_BEGINNING: Final = re.compile(r"(?:^|[.!?…:\n«»“”\"(–—-])\s*$")
_KNOWN: Final = frozenset([*stem_list("names.txt"), *stem_list("places.txt")])
_SPACES: Final = re.compile(r"\s+")


class AlteredFacts(NamedTuple):
    """Facts of the text before that the text after has no more, and those that it has instead."""

    gone: list[str]
    come: list[str]


def altered_facts(before: str, after: str) -> AlteredFacts | None:
    """What a change of a plain text alters; None where all facts of ``before`` still stand.

    What is only added alters nothing.

    >>> altered_facts("Өртте 12 адам зардап шекті.", "Өртте 15 адам зардап шекті.")
    AlteredFacts(gone=['12'], come=['15'])
    >>> altered_facts("Су тасыды", "Су тасыды, 12 үй қалды.") is None
    True
    """
    old, new = _facts(before), _facts(after)
    gone = old - new
    if not gone:
        return None
    kinds = {kind for kind, _ in gone}
    come = [fact for fact in new - old if fact[0] in kinds]
    return AlteredFacts(_written(gone, before), _written(come, after))


def _facts(text: str) -> Counter[tuple[str, str]]:
    """Kind of each fact, and the fact in a form in which the same ones are equal.

    Figures are counted. A name or a quote stands or does not: a text may name somebody less often.
    """
    figures = Counter(("figure", _plain(match.group())) for match in _FIGURE.finditer(text))
    others = [("quote", _plain(words)) for words in _quotes(text)]
    others += [("name", _name(name)) for name in _names(text)]
    return figures + Counter(dict.fromkeys(others, 1))


def _written(facts: Iterable[tuple[str, str]], text: str) -> list[str]:
    """The facts as the text has them, each once, in its order."""
    names: dict[str, str] = {}
    for name in _names(text):
        names.setdefault(_name(name), name)
    spelled = {
        "figure": lambda fact: fact,
        "quote": lambda fact: f"«{fact}»",
        "name": lambda fact: names.get(fact, fact),
    }
    return list(dict.fromkeys(spelled[kind](fact) for kind, fact in facts))


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _quotes(text: str) -> Iterator[str]:
    for match in _QUOTE.finditer(text):
        yield next(filter(None, match.groups()))


def _name(word: str) -> str:
    """The lemma, so that a name stays itself in whatever case it stands."""
    return tokenize(word).lemma


def _names(text: str) -> Iterator[str]:
    words = list(_WORD.finditer(text))
    for number, match in enumerate(words):
        if not match.group()[0].isupper() or len(match.group()) == 1:
            continue
        begins = _BEGINNING.search(text[max(0, match.start() - 4) : match.start()])
        following = words[number + 1 : number + 2]
        known = _name(match.group()) in _KNOWN
        if not begins or known or _is_beside_a_name(text, match, following):
            yield match.group()


def _is_beside_a_name(text: str, match: re.Match[str], following: list[re.Match[str]]) -> bool:
    """Whether the next word has a capital letter too, with nothing but a space between."""
    return any(
        text[match.end() : word.start()].isspace() and word.group()[0].isupper()
        for word in following
    )
