"""Which article a page is about, if the newsroom has it already.

An article is known again by the headline and instant of the page it came from (``ImportedPage``),
then by its own, then as a corrected headline: same minute, same section, nearly the same words.
"""

from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from hashlib import sha256

from ..models import Article, ImportedPage, Section
from ..workflow import Status
from . import jsonl
from .names import normal
from .record import Record, RelatedEntry

_SAME_HEADLINE = 0.75  # of SequenceMatcher.ratio: a word corrected or an ending added


def key(headline: str, instant: datetime | None, language: str) -> str:
    """What stands for a page as long as its headline and instant stay the same."""
    moment = instant.astimezone(UTC).isoformat() if instant else ""
    return sha256(f"{language}\n{moment}\n{normal(headline)}".encode()).hexdigest()


def digest(record: Record) -> str:
    """What stands for a page as long as it says the same."""
    return sha256(jsonl.write(record).encode()).hexdigest()


def imported(key: str) -> ImportedPage | None:
    """What is remembered of the page with this key."""
    return ImportedPage.objects.select_related("article").filter(key=key).first()


def same(headline: str, instant: datetime, language: str) -> Article | None:
    """The article with this headline, in whatever letter case, in this minute."""
    wanted = normal(headline)
    candidates = _at_minute(instant, language)
    return next((a for a in candidates if normal(a.headline) == wanted), None)


def corrected(
    headline: str, instant: datetime, section: Section | None, language: str
) -> list[Article]:
    """Articles in this minute and section with nearly this headline."""
    wanted = normal(headline)
    return [
        article
        for article in _at_minute(instant, language)
        if section is not None
        and article.section_id == section.pk
        and SequenceMatcher(None, normal(article.headline), wanted).ratio() >= _SAME_HEADLINE
    ]


def related(entry: RelatedEntry, language: str) -> Article | None:
    """The article that an entry of a sidebar names; without a time, the latest of that headline."""
    if page := imported(key(entry.headline, entry.moment, language)):
        return page.article
    if entry.moment:
        return same(entry.headline, entry.moment, language)
    named = Article.objects.in_language(language).filter(headline=entry.headline)
    return named.order_by("-pk").first()


def _at_minute(instant: datetime, language: str) -> list[Article]:
    minute = instant.replace(second=0, microsecond=0)
    return list(
        Article.objects.in_language(language).filter(
            status__in=Status.values,  # so that the index by time serves
            published_at__gte=minute,
            published_at__lt=minute + timedelta(minutes=1),
        )
    )
