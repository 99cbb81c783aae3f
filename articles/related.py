"""Related articles: the editor's picks, then what shares rare tags, section and time.

An article's list is worked out when it, or an article close to it, changes, and is stored with it
(``Article.sidebar``); a page reads the list and shows what of it is live at that moment.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from math import exp, log

from .models import Article, ArticleTag
from .workflow import Status

STORED = 16  # more than is shown, so that the sidebar stays full when some are withdrawn
SHOWN = 5

_PER_TAG, _PER_SECTION = 40, 20
_SECTION_WEIGHT = 0.05
_FRESHNESS_WEIGHT, _FRESHNESS_DAYS = 0.15, 30


def tag_weight(uses: int) -> float:
    """How much a shared tag says: less, the more articles carry it."""
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


def refresh(article: Article, *, at: datetime) -> list[int]:
    """Work out and store the list of ``article``; gives the keys that were not picked by hand."""
    picked = list(article.picks.values_list("related_id", flat=True))
    seen = {article.pk, *picked}
    found = rank(
        (triple for triple in _sharing(article) if triple[0] not in seen), at=at, limit=STORED
    )
    article.sidebar = picked + found
    Article.objects.filter(pk=article.pk).update(sidebar=article.sidebar)
    return found


def refresh_around(article: Article, *, at: datetime) -> None:
    """Refresh ``article`` and the articles that it may now belong beside."""
    found = refresh(article, at=at)
    if article.status == Status.PUBLISHED:
        for neighbour in Article.objects.filter(pk__in=found):
            refresh(neighbour, at=at)


def _sharing(article: Article) -> Iterable[tuple[int, datetime, float]]:
    """What :func:`rank` takes: newest published articles of each tag and of the section."""
    published = Article.objects.filter(status=Status.PUBLISHED).in_language(article.language)
    for tag in article.tags.all():
        weight = tag_weight(ArticleTag.objects.filter(tag=tag).count())
        for key, published_at in published.tagged(tag).values_list("pk", "published_at")[:_PER_TAG]:
            yield key, published_at, weight
    if article.section_id:
        newest = published.in_section(article.section).newest()
        for key, published_at in newest.values_list("pk", "published_at")[:_PER_SECTION]:
            yield key, published_at, _SECTION_WEIGHT


def cards(article: Article, *, at: datetime, also: Iterable[int | None] = ()) -> dict[int, Article]:
    """The live articles of the stored list by key, in its order, in one query.

    ``also`` names others that the page needs (the neighbours in the section), fetched along.
    """
    keys = list(dict.fromkeys([*article.sidebar, *filter(None, also)]))
    found = Article.objects.live(at).for_cards().in_bulk(keys) if keys else {}
    return {key: found[key] for key in keys if key in found and key != article.pk}
