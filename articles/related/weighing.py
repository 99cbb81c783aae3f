"""How close two articles are: what they share, and how much each shared thing says."""

from collections.abc import Iterable, Iterator
from math import log, sqrt
from typing import NamedTuple

from .profiles import Profile
from .rarity import tag_rarity
from .subjects import SAYS_ALL, is_same_story

FLOOR = 0.09  # what two articles share must say so much, or they are not related

_TERM_MOST = 0.05  # however often both name it: a word may mean two things
_TAG_MOST = 0.12  # so that a rare topic is enough by itself
_SECTION = 0.015  # beside other things: alone it says nothing
_RETELLING = 0.8  # cosine of the terms; texts too short for a simhash are known again by it
_FEWEST_TERMS = 8  # below which a text is too short even for that
_OFTEN = 12  # articles a year, from which on a shared thing says notably less


class Reason(NamedTuple):
    """What two articles share, ``kind`` and key, and how much it says."""

    kind: str  # topic, field, place, term, section, freshness
    key: int
    weight: float


def frequency_factor(articles_a_year: float) -> float:
    """Between 1 and 0: how much less a thing says that so many articles a year have."""
    return 1 / (1 + log(max(1.0, articles_a_year / _OFTEN)))


def tag_weight(name: str, articles_a_year: float) -> float:
    """How much a shared tag says: less, the commoner its words and the more articles have it."""
    return _TAG_MOST * tag_rarity(name) * frequency_factor(articles_a_year)


def term_weight(one: int, other: int, articles_a_year: float) -> float:
    """How much a shared word says that says so much in either of the two."""
    return min(_TERM_MOST, one * other / SAYS_ALL**2) * frequency_factor(articles_a_year)


def shared_by_text(one: Profile, other: Profile, often: dict[str, float]) -> Iterator[Reason]:
    """What the texts and the sections share.

    ``often`` has of the key terms of ``one`` how many articles a year have them.
    """
    for number, weight in one.terms.items():
        if number in other.terms:
            says = term_weight(weight, other.terms[number], often.get(number, 0))
            yield Reason("term", int(number), says)
    if one.section and one.section == other.section:
        yield Reason("section", one.section, _SECTION)


def evidence(reasons: Iterable[Reason]) -> float:
    """How much all of it says; a section alone says nothing."""
    reasons = list(reasons)
    if all(reason.kind == "section" for reason in reasons):
        return 0.0
    return sum(reason.weight for reason in reasons)


def is_retelling(one: Profile, other: Profile) -> bool:
    """Whether the two tell one story, in nearly the same words."""
    if is_same_story(one.simhash, other.simhash):
        return True
    if min(len(one.terms), len(other.terms)) < _FEWEST_TERMS:
        return False
    product = sum(weight * other.terms.get(number, 0) for number, weight in one.terms.items())
    return product > _RETELLING * _length(one) * _length(other) > 0


def _length(profile: Profile) -> float:
    return sqrt(sum(weight * weight for weight in profile.terms.values()))
