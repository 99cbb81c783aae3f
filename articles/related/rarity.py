"""How much a word says of what a text is about: the rarer in the news, the more; a place, little.

How often Kazakh lemmas stand in the news is counted once (``bench/count_news_words.py``); how often
things are shared in this newsroom is seen in its lists (``lists.py``).
"""

from functools import cache, lru_cache
from math import log, prod
from pathlib import Path

from ..kazakh.lexicon import stem_list
from ..kazakh.tokenizer import tokens

TAG_KINDS = ("topic", "field", "place")  # what a tag may name
PLACE = 0.2  # of what another word as rare would say
FIELD = 0.35  # of what a topic as rare would say
_KNOWN = 4  # sentences with a word, from which on it says notably less
_RANGE = 5  # after so many times e as often it says nothing


@lru_cache(maxsize=65_536)
def rarity(word: str, language: str = "kk") -> float:
    """Between 0, for what stands everywhere, and 1; of other languages no frequency is known."""
    if word in _general_words().get(language, ()):
        return 0.0
    if language != "kk":
        return 1.0
    rare = max(0.0, 1 - log(1 + _news_words().get(word, 0) / _KNOWN) / _RANGE)
    return rare * PLACE if word in _places() else rare


@lru_cache(maxsize=8_192)
def tag_kind(name: str) -> str:
    """``place``, ``field`` or ``topic``: what a tag names, and nothing else."""
    words = {token.lemma for token in tokens(name) if not token.is_stop}
    if not words:
        return "topic"
    if words <= _places() | _general_words()["fields"]:
        return "place" if words & _places() else "field"
    return "topic"


@lru_cache(maxsize=8_192)
def tag_rarity(name: str) -> float:
    """How much a tag says by its name: more than the rarest of its words, less if no topic."""
    rare = 1 - prod(1 - rarity(token.lemma) for token in tokens(name))
    return {"place": PLACE, "field": rare * FIELD, "topic": rare}[tag_kind(name)]


@cache
def _places() -> frozenset[str]:
    return frozenset(stem_list("places.txt"))


def _lines(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@cache
def _news_words() -> dict[str, int]:
    return {word: int(count) for word, count in map(str.split, _lines("news_words.txt"))}


@cache
def _general_words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in _lines("general_words.txt"):
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), set())
        else:
            words.update(line.split())
    return {language: frozenset(words) for language, words in found.items()}
