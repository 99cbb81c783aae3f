"""What an editor does with an article without the admin, and what is then stored of it."""

from datetime import UTC, datetime

from articles.models import Article, AuditEntry

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)


def save(article, **changes):
    return article.save_revision(article.working_content() | changes, by=None, at=NOW)


def fresh(article):
    return Article.objects.get(pk=article.pk)


def last_act(article):
    return AuditEntry.objects.filter(model="article", key=article.pk).first()
