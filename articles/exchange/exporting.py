"""Articles out: what the newsroom has, as records."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..db.batches import parts
from ..models import Article, RelatedArticle
from .record import BadInput, Record, RelatedEntry

_ADDRESS = re.compile(r"(?:.*/)?([0-9]{1,18})(?:-[a-z0-9-]*)?/?(?:[?#].*)?")


def find(reference: str) -> Article:
    """The article with this number or address.  Raises ``Article.DoesNotExist``."""
    match = _ADDRESS.fullmatch(reference)
    if match is None:
        raise Article.DoesNotExist
    return Article.objects.for_page().get(pk=int(match[1]))


def record_of(article: Article) -> Record:
    """The article as a record.  Raises ``BadInput`` for one that has no section or time yet."""
    if article.published_at is None or article.section is None:
        raise BadInput(0, _("the article has no section or no time: %s") % article.headline)
    return Record(
        headline=article.headline,
        kind=article.kind.name,
        section=article.section.name,
        instant=article.published_at,
        lede=article.lede,
        body=article.body,
        agency=article.agency,
        credit=article.photo.credit if article.photo else "",
        tags=tuple(tagging.tag.name for tagging in article.taggings.all()),
        authors=tuple(byline.author.name for byline in article.bylines.all()),
        related=tuple(_related(article)),
    )


def _related(article: Article) -> Iterator[RelatedEntry]:
    picks = RelatedArticle.objects.filter(article=article).select_related("related")
    for pick in picks.only("related__headline", "related__published_at"):
        yield RelatedEntry(headline=pick.related.headline, moment=pick.related.published_at)


def published() -> Iterator[Record]:
    """All that readers may see, oldest first."""
    articles = Article.objects.live().for_page().order_by("published_at", "pk")
    for part in parts(articles, 200):
        yield from map(record_of, part)
