"""From an article to its entry in the index."""

from collections.abc import Iterable, Iterator

from django.db import models, transaction

from .. import bodies
from ..models import Article, ArticleTag, Byline, SearchEntry
from ..workflow import Status
from . import backends
from .analysis import distinct
from .keys import key_at, week_of
from .terms import DESK, TIERS, scope_of, term, week_term


def write(articles: Iterable[Article]) -> None:
    """Enter these articles as they are now, over what the index had of them; four queries."""
    articles = list(articles)
    beside = _beside([article.pk for article in articles])
    SearchEntry.objects.bulk_create(
        [_entry(article, beside.get(article.pk, "")) for article in articles],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["key", "terms"],
    )


def write_all(articles: models.QuerySet, batch: int = 500) -> Iterator[int]:
    """Enter the articles of a queryset, ``batch`` in a transaction; yields how many after each."""
    articles, last = articles.order_by("pk"), 0
    while found := list(articles.filter(pk__gt=last)[:batch]):
        with transaction.atomic():
            write(found)
        last = found[-1].pk
        yield len(found)
    settle()


def settle() -> None:
    """Put the index in order after many entries, so that it answers at its best."""
    backends.current().settle()


def missing() -> models.QuerySet:
    """Articles that the index does not know: those that came past ``Article.announce``."""
    known = SearchEntry.objects.filter(article=models.OuterRef("pk"))
    return Article.objects.filter(~models.Exists(known))


def _beside(keys: list[int]) -> dict[int, str]:
    """Names of tags and authors, by the key of their article."""
    names: dict[int, str] = {}
    for places, name in ((ArticleTag, "tag__name"), (Byline, "author__name")):
        for key, text in places.objects.filter(article__in=keys).values_list("article_id", name):
            names[key] = f"{names.get(key, '')}{text}\n"
    return names


def _entry(article: Article, beside: str) -> SearchEntry:
    scope = scope_of(article.language) if article.status == Status.PUBLISHED else DESK
    lede = f"{article.headline}\n{article.lede}"
    everything = f"{lede}\n{beside}{article.agency}\n{bodies.to_text(article.body)}"
    key = key_at(article.published_at or article.created_at, article.pk)
    terms = [week_term(week_of(key))]
    for tier, text in zip(TIERS, (article.headline, lede, everything), strict=True):
        terms += [term(scope, tier, word) for word in distinct(text)]
    return SearchEntry(article=article, key=key, terms=" ".join(terms))
