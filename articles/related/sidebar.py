"""What of a stored list readers see."""

from collections.abc import Iterable
from datetime import datetime

from ..db.compiled_queries import NEVER, CompiledQuery, example_keys
from ..models import Article

SHOWN = 5
_ROOM = 10  # keys that a page asks for at once: what is shown, some to spare, the neighbours
_live_cards = CompiledQuery(
    lambda at, pks: Article.objects.live(at).for_cards(at).filter(pk__in=pks),
    at=NEVER,
    pks=example_keys(_ROOM),
)


def cards(article: Article, *, at: datetime, also: Iterable[int | None] = ()) -> dict[int, Article]:
    """The live articles of the stored list by key, in its order, enough of them to be shown.

    ``also`` names others that the page needs (the neighbours in the section), fetched along. One
    query, and a second one where so many of the first have gone that others must step in.
    """
    others = [key for key in also if key]
    room = _ROOM - len(others)
    first, rest = article.sidebar[:room], article.sidebar[room : room + _ROOM]
    found = _fetch([*first, *others], at)
    if rest and sum(key in found for key in first) < SHOWN:
        found |= _fetch(rest, at)
    keys = dict.fromkeys([*first, *rest, *others])
    return {key: found[key] for key in keys if key in found and key != article.pk}


def live_of(keys: list[int], *, at: datetime) -> list[Article]:
    """The live articles among the first of these keys, in their order."""
    found = _fetch(keys[:_ROOM], at)
    return [found[key] for key in keys if key in found]


def _fetch(keys: list[int], at: datetime) -> dict[int, Article]:
    return {card.pk: card for card in _live_cards(at=at, pks=keys)} if keys else {}
