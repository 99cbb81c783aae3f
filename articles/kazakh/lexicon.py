"""What is known of stems: counts learned from raw text, and lists written by hand.

``learned.txt`` is made by ``bench/learn_lexicon.py``.  Costs are negative natural logarithms of
probabilities: the likelier, the cheaper.
"""

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from articles.kazakh.loans import NAME_ENDS, is_name

LETTER: Final = 3.5
"""What one more letter of an unknown stem costs: about as much as guessing it among all letters."""

UNKNOWN: Final = 30.0
"""How many words' worth of the counts is kept for stems never seen."""

NEW_VERB: Final = 6.0
"""New words are seldom verbs: what an unknown verb costs on top."""

DERIVED: Final = 4.0
"""What a derivational suffix costs an unknown noun made from a known one."""

PASSIVE: Final = 1.0
"""What reading a verb as the passive of another costs."""

VERBAL_NOUN: Final = 2.0
"""What a noun in -у costs that may as well be read as a form of its verb."""

SUFFIXES: Final = frozenset(
    "лық лік дық дік тық тік лы лі ды ді ты ті сыз сіз шы ші шылық шілік дас дес тас тес хана кер "
    "гер".split()
)
"""Derivational suffixes: they make new lemmas and are never cut off."""

NAME: Final = 0.5
"""As how many words a name counts that was never seen."""

SUFFIX_ENDS: Final = frozenset(end[-2:] for end in (*SUFFIXES, *NAME_ENDS))
"""Last letters of stems that cost less than other unknown ones."""

VOWELS: Final = frozenset("аәеэоөұүыіяёиую")
HARDENED: Final[Mapping[str, str]] = {"б": "п", "г": "к", "ғ": "қ"}
"""Voiced end of a stem before a vowel to the letter it has in the lemma: кітабы, кітап."""

Counts = Mapping[str, float]


class Lexicon(NamedTuple):
    """Counts of noun-like and of verb stems, costs of endings by (state, name), and names.

    ``names`` are lemmas whatever their last letters look like, and are among the nouns as well.
    """

    nouns: Counts
    verbs: Counts
    arcs: Mapping[tuple[str, str], float]
    names: frozenset[str] = frozenset()


def read(name: str) -> str:
    """Return the text of a file of this package's ``data``."""
    return files("articles.kazakh").joinpath("data", name).read_text(encoding="utf-8")


def lines(name: str) -> list[list[str]]:
    """Return the words of each line of a hand-written list; ``#`` begins a comment."""
    split = (line.partition("#")[0].split() for line in read(name).splitlines())
    return [words for words in split if words]


def stem_list(name: str) -> list[str]:
    """Return all words of a hand-written list."""
    return [word for words in lines(name) for word in words]


@cache
def fixed() -> Mapping[str, str]:
    """Return the words whose form hides their lemma, with it."""
    return {form: words[0] for words in reversed(lines("fixed.txt")) for form in words}


def parse(text: str) -> Lexicon:
    """Read what ``dump`` wrote."""
    blocks: dict[str, dict[str, float]] = {"nouns": {}, "verbs": {}, "arcs": {}, "names": {}}
    block: dict[str, float] = {}
    for line in text.splitlines():
        if line.startswith("["):
            block = blocks[line.strip("[]")]
        elif line and not line.startswith("#"):
            key, _, number = line.partition(" ")
            block[key] = float(number or 0)
    arcs: dict[tuple[str, str], float] = {}
    for key, cost in blocks["arcs"].items():
        state, _, name = key.partition(":")
        arcs[state, name] = cost
    return Lexicon(blocks["nouns"], blocks["verbs"], arcs, frozenset(blocks["names"]))


def dump(lexicon: Lexicon) -> str:
    """Write a lexicon as text: a line ``stem count`` each under ``[nouns]`` and ``[verbs]``.

    Names are a line each under ``[names]``.
    """
    found: list[str] = []
    for title, block in (("nouns", lexicon.nouns), ("verbs", lexicon.verbs)):
        found.append(f"[{title}]")
        found += [f"{stem} {block[stem]:.1f}" for stem in sorted(block)]
    found.append("[arcs]")
    found += [f"{state}:{name} {cost:.2f}" for (state, name), cost in sorted(lexicon.arcs.items())]
    found += ["[names]", *sorted(lexicon.names)]
    return "\n".join(found) + "\n"


@cache
def learned() -> Lexicon:
    """Return the lexicon shipped with the package."""
    return parse(read("learned.txt"))


@cache
def common() -> Mapping[str, str]:
    """Return the commonest words with the lemmas that were found for them."""
    return {form: words[0] for words in lines("common.txt") for form in words[1:]}


class Stems:
    """Prices stems: the cheaper, the likelier."""

    def __init__(self, nouns: Counts, verbs: Counts, new_verb: float = NEW_VERB) -> None:
        self.nouns, self.verbs, self.new_verb = nouns, verbs, new_verb
        self.mass = math.log(sum(nouns.values()) + sum(verbs.values()) + UNKNOWN)
        self._new = math.log(UNKNOWN)
        # No noun and no verb that is made from a known stem costs less.
        self.floor = (
            self.mass - math.log(max(nouns.values(), default=1.0)) + DERIVED,
            self.mass - math.log(max(verbs.values(), default=1.0)) + PASSIVE,
        )

    def plain(self, stem: str, verb: bool) -> float:
        """Return what a stem costs that is neither known nor made from a known one."""
        return self.mass - self._new + LETTER * (len(stem) - 1) + self.new_verb * verb

    def noun(self, stem: str) -> float:
        """Return the cost of a noun, adjective, name: whatever takes the endings of nouns."""
        chance = self._new - LETTER * (len(stem) - 1)
        for length in (2, 3, 4, 5):
            if stem[-length:] in SUFFIXES and (base := self.nouns.get(stem[:-length], 0.0)) >= 1:
                chance = max(chance, math.log(base) - DERIVED)
        if is_name(stem):
            chance = max(chance, math.log(NAME))
        cost = self._cost(self.nouns.get(stem, 0.0), chance)
        return cost + VERBAL_NOUN if self._is_verbal(stem) else cost

    def verb(self, stem: str) -> float:
        """Return the cost of a verb."""
        chance = self._new - LETTER * (len(stem) - 1) - self.new_verb
        return self._cost(self.verbs.get(stem, 0.0), chance)

    def _cost(self, count: float, chance: float) -> float:
        return self.mass - math.log(count + math.exp(chance))

    def _is_verbal(self, stem: str) -> bool:
        if len(stem) < 4 or stem[-1] not in "ую":
            return False
        base = stem[:-1]
        verbs = (base, f"{base}ы", f"{base}і") if stem[-1] == "у" else (base, f"{base}й")
        return any(self.verbs.get(verb, 0.0) >= 2 for verb in verbs)
