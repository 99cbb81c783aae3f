"""Revisions of many articles at once, whose rows a bulk act has changed."""

from collections import defaultdict
from datetime import datetime

from django.db.models import OuterRef, Subquery

from ..audit import AuditEntry
from .article import Article
from .bylines import Byline
from .related import RelatedArticle
from .revisions import FIELDS, LISTS, Revision
from .tagging import ArticleTag

# Of each list of the content: its rows, which field leads to the article, which to the entry.
_ENTRIES = (
    ("authors", Byline, Byline.ARTICLE, "author_id"),
    ("tags", ArticleTag, ArticleTag.ARTICLE, "tag_id"),
    ("picks", RelatedArticle, "article", "related_id"),
)


def record_rows(articles: list[Article], *, by, at: datetime):
    """As :meth:`Article.record_row` for each; a fixed number of queries for those that say more
    than their last revision only in what readers see, and some for each of the others.

    To be called behind the lock, right after the act: the articles are as the database has them,
    and each says something else than before.
    """
    plain = [article for article in articles if not _is_pending(article)]
    numbers = _last_numbers(plain)
    contents = _contents(plain)
    revisions = [
        Revision(article=article, number=numbers.get(article.pk, 0) + 1, by=by, at=at)
        for article in plain
    ]
    for revision, content in zip(revisions, contents, strict=True):
        revision.content, revision.act = content, Revision.Action.IMPORT
    Revision.objects.bulk_create(revisions)
    _point_to(revisions)
    acts = [_act(revision, numbers.get(revision.article_id)) for revision in revisions]
    AuditEntry.record_many(Revision.Action.IMPORT, acts, by=by, at=at)
    for article in articles:
        if _is_pending(article):
            article.record_row(by=by, at=at)


def _is_pending(article):
    """Whether editors have saved more than readers see: what they saved goes on above it."""
    return article.live_revision_id not in (None, article.latest_revision_id)


def _last_numbers(articles) -> dict[int, int]:
    keys = [article.latest_revision_id for article in articles]
    return dict(Revision.objects.filter(pk__in=keys).values_list("article_id", "number"))


def _contents(articles) -> list[dict]:
    """What each row says: see :meth:`Article.content`."""
    lists = defaultdict(list)
    for name, model, field, key in _ENTRIES:
        rows = model.objects.filter(**{f"{field}__in": articles}).order_by("position", "pk")
        for article, entry in rows.values_list(f"{field}_id", key):
            lists[article, name].append(entry)
    return [
        {name: getattr(article, name) for name in FIELDS}
        | {name: lists[article.pk, name] for name in LISTS}
        for article in articles
    ]


def _point_to(revisions):
    """Make these, the newest ones of their articles, what readers and editors see of them."""
    newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number").values("pk")
    rows = Article.objects.filter(pk__in=[revision.article_id for revision in revisions])
    rows.update(latest_revision=Subquery(newest[:1]), live_revision=Subquery(newest[:1]))
    for revision in revisions:
        article = revision.article
        article.latest_revision = article.live_revision = revision


def _act(revision, before):
    """An entry of the audit: the article, what was its newest revision and what is."""
    after = {"revision": revision.number, "digest": revision.digest}
    return revision.article, {"revision": before}, after
