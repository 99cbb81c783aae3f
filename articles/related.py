"""Related articles: the editor's picks, then what shares rare tags, section and time.

An article's list is worked out when it, or an article close to it, changes, and is stored with it
(``Article.sidebar``); a page reads the list and shows what of it is live at that moment.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from math import exp, log
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Value

from .models import Article
from .prepared import NEVER, Prepared
from .workflow import Status

STORED = 16  # more than is shown, so that the sidebar stays full when some are withdrawn
SHOWN = 5

_NEWEST = 40  # of each tag and section are looked at
_NEIGHBOURS = 8  # of the found ones learn of a new article
_SECTION_WEIGHT = 0.05
_FRESHNESS_WEIGHT, _FRESHNESS_DAYS = 0.15, 30

_ROOM = 10  # keys that a page asks for at once: what is shown, some to spare, the neighbours
_live_cards = Prepared(
    lambda at, pks: Article.objects.live(at).for_cards().filter(pk__in=pks),
    at=NEVER,
    pks=[-1 - place for place in range(_ROOM)],
)


class Place(NamedTuple):
    """An article in the list of a tag or a section."""

    pk: int
    published_at: datetime


def tag_weight(uses: float) -> float:
    """How much a shared tag says: less, the more articles a year carry it."""
    return 1 / log(2 + uses)


def freshness(published_at: datetime, at: datetime) -> float:
    """Between 0 and a little: how much it counts that an article is new at ``at``."""
    days = abs((at - published_at).total_seconds()) / 86_400
    return _FRESHNESS_WEIGHT * exp(-days / _FRESHNESS_DAYS)


def rank(shared: Iterable[tuple[int, datetime, float]], *, at: datetime, limit: int) -> list[int]:
    """Keys of the best of ``shared``: (key, published at, weight of one shared thing) triples.

    A key may come several times, once for each thing that it shares; weights add up. Ties go to
    the newer article, then to the larger key.
    """
    scores: dict[int, float] = defaultdict(float)
    instants: dict[int, datetime] = {}
    for key, published_at, weight in shared:
        scores[key] += weight
        instants[key] = published_at
    for key, published_at in instants.items():
        scores[key] += freshness(published_at, at)
    return sorted(scores, key=lambda key: (scores[key], instants[key], key), reverse=True)[:limit]


def refresh_around(article: Article, *, at: datetime) -> None:
    """Store the list of ``article`` anew, and the lists of those that it may now belong beside."""
    newest: dict[str, list[Place]] = {}
    found = _refresh([article.pk], newest, at=at)
    if article.status == Status.PUBLISHED:
        _refresh(found[:_NEIGHBOURS], newest, at=at)
    article.refresh_from_db(fields=["sidebar"])


def _refresh(keys: list[int], newest: dict[str, list[Place]], *, at: datetime) -> list[int]:
    """Store the lists of these articles; gives the keys that were found for the last of them.

    ``newest`` keeps what was read for one batch (:func:`_read_newest`) for the next.
    """
    chosen = Article.objects.filter(pk__in=keys).only("section_id", "language", "sidebar")
    articles = list(chosen.prefetch_related("picks", "taggings"))
    _read_newest(articles, newest)
    found: list[int] = []
    for article in articles:
        picked = [pick.related_id for pick in article.picks.all()]
        shared = (
            (place.pk, place.published_at, weight)
            for name, weight in _weights(article, newest)
            for place in newest[name]
            if place.pk != article.pk and place.pk not in picked
        )
        found = rank(shared, at=at, limit=STORED)
        article.sidebar = picked + found
    Article.objects.bulk_update(articles, ["sidebar"])
    return found


def _weights(article: Article, newest: dict[str, list[Place]]) -> Iterable[tuple[str, float]]:
    """Names of the lists that the article shares with others, and what each says."""
    for tagging in article.taggings.all():
        name = f"{article.language} tag {tagging.tag_id}"
        yield name, tag_weight(_uses_a_year(newest[name]))
    if article.section_id:
        yield f"{article.language} section {article.section_id}", _SECTION_WEIGHT


def _uses_a_year(places: list[Place]) -> float:
    """How often a tag is used, by its newest places: all of them if they are few."""
    if len(places) < _NEWEST:
        return len(places)
    days = (places[0].published_at - places[-1].published_at) / timedelta(days=1)
    return max(_NEWEST, _NEWEST * 365 / max(days, 1))


def _read_newest(articles: list[Article], newest: dict[str, list[Place]]) -> None:
    """Add to ``newest`` the lists of all tags and sections of ``articles``, in one query."""
    wanted = {}
    for article in articles:
        published = Article.objects.filter(status=Status.PUBLISHED).in_language(article.language)
        for tagging in article.taggings.all():
            wanted[f"{article.language} tag {tagging.tag_id}"] = published.tagged(tagging.tag_id)
        if article.section_id:
            name = f"{article.language} section {article.section_id}"
            wanted[name] = published.in_section(article.section_id).newest()
    missing = {name: places for name, places in wanted.items() if name not in newest}
    newest.update({name: [] for name in missing})
    if missing:
        first, *others = (
            Article.objects.filter(pk__in=places.values("pk")[:_NEWEST])
            .annotate(list=Value(name))
            .values_list("list", "pk", "published_at")
            for name, places in missing.items()
        )
        for name, *place in first.union(*others, all=True):
            newest[name].append(Place(*place))
        for name in missing:
            newest[name].sort(key=attrgetter("published_at"), reverse=True)


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


def _fetch(keys: list[int], at: datetime) -> dict[int, Article]:
    return {card.pk: card for card in _live_cards(at=at, pks=keys)} if keys else {}
