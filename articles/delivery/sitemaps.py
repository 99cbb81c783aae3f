"""What is in the sitemaps: articles by month of publication, and lists that have articles.

Both come straight from indexes of the database, however many articles there are.
"""

from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Max, Model, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from ..addresses import article_path, localize
from ..db.sitemap_number import SitemapNumber
from ..models import Article, Author, Section, Tag
from ..models.content.article_table import MODIFIED
from ..models.workflow.transitions import Status

# From each number that any published article has to the next: one step in the index, however many
# articles have it. Django has no words for that.
_STEPS = """
    WITH RECURSIVE sitemap(number) AS (
        SELECT CAST(-1 AS bigint) UNION ALL
        SELECT ({following}) FROM sitemap WHERE number IS NOT NULL
    ) SELECT number, ({changed}) FROM sitemap
"""
# Of a language with so few articles, all are gone through: the index of a tag would be read to its
# end in vain.
_FEW = 2_000
_RELATIONS: dict[type[Model], str] = {Section: "section", Tag: "tags", Author: "authors"}
_OF_STEP = RawSQL("sitemap.number", ())


def last_changes(language: str, at: datetime) -> dict[int, datetime]:
    """The sitemaps that have a live article in ``language``, and when one last changed; a query.

    What is published but not live has its number passed over.
    """
    published = Article.objects.in_language(language).filter(status=Status.PUBLISHED)
    following = _numbered(published).filter(number__gt=_OF_STEP).order_by("number")
    live = _numbered(Article.objects.live(at).in_language(language)).filter(number=_OF_STEP)
    changed = live.annotate(changed=MODIFIED).order_by("-changed")
    parts = {
        "following": following.values("number")[:1].query.sql_with_params(),
        "changed": changed.values("changed")[:1].query.sql_with_params(),
    }
    sql = _STEPS.format(**{name: part for name, (part, _) in parts.items()})
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _, values in parts.values() for value in values])
        rows = cursor.fetchall()
    return {number: _instant(changed) for number, changed in rows if changed}


def entries(number: int, language: str, at: datetime) -> list[tuple[str, datetime]]:
    """Addresses of the live articles of a sitemap, and when each last changed; two queries."""
    sections = dict(Section.objects.values_list("pk", "slug"))
    live = _numbered(Article.objects.live(at).in_language(language)).filter(number=number)
    rows = live.annotate(changed=MODIFIED).order_by("pk")
    start = localize("/", language).removesuffix("/")
    return [
        (start + article_path(sections[section], pk, slug), changed)
        for section, pk, slug, changed in rows.values_list("section_id", "pk", "slug", "changed")
    ]


def newest_of_each(model: type[Model], language: str, at: datetime) -> list[tuple[Any, datetime]]:
    """Sections, tags or authors that have a live article in ``language``, by key, each with the
    instant at which the newest of them was published; three queries at most.
    """
    subjects: QuerySet[Any] = model._default_manager.order_by("pk")
    live = Article.objects.live(at).in_language(language)
    if not is_small(live):
        lists: dict[type[Model], Any] = {
            Section: live.newest().in_section,
            Tag: live.tagged,
            Author: live.by_author,
        }
        newest = lists[model](OuterRef("pk")).values("published_at")[:1]
        found = subjects.annotate(newest=Subquery(newest)).filter(newest__isnull=False)
        return [(subject, subject.newest) for subject in found]
    rows = live.order_by().values_list(_RELATIONS[model]).annotate(Max("published_at"))
    instants = {key: instant for key, instant in rows if key}
    return [(subject, instants[subject.pk]) for subject in subjects.filter(pk__in=instants)]


def is_small(articles: QuerySet) -> bool:
    """Whether they are so few that all may be gone through; a query."""
    return not articles.order_by()[_FEW:].exists()


def _numbered(articles):
    return articles.annotate(number=SitemapNumber())


def _instant(value: str | datetime) -> datetime:
    """SQLite has a text, in UTC."""
    if isinstance(value, datetime):
        return value
    return datetime.fromisoformat(value).replace(tzinfo=UTC)
