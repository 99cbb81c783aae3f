"""The articles of the sitemaps: by month of publication, straight from an index of the database."""

from datetime import UTC, datetime

from django.db import connection
from django.db.models.expressions import RawSQL

from ..addresses import article_path, localize
from ..db.sitemap_number import SitemapNumber
from ..models import Article, Section
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


def _numbered(articles):
    return articles.annotate(number=SitemapNumber())


def _instant(value: str | datetime) -> datetime:
    """SQLite has a text, in UTC."""
    if isinstance(value, datetime):
        return value
    return datetime.fromisoformat(value).replace(tzinfo=UTC)
