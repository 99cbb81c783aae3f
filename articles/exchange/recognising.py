"""Which article a page is about, if the newsroom has it already.

An article is known again by the headline and instant of the page it came from (``ImportedPage``),
then by its own, then as a corrected headline: same minute, same section, nearly the same words.
"""

from collections.abc import Container
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from hashlib import sha256

from ..kazakh.words import words
from ..models import Article, ImportedPage, Section
from ..models.workflow.transitions import Status
from . import jsonl
from .record import Record, RelatedEntry
from .typography import printed_headline

_SAME_HEADLINE = 0.75  # of SequenceMatcher.ratio: a word corrected or an ending added


def normal(headline: str) -> str:
    """The form in which two spellings of a headline are the same: its words, case folded.

    >>> normal("  Айгерім  ТАРИНА ")
    'айгерім тарина'
    """
    return " ".join(words(headline)) or headline.strip()


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


def about(
    record: Record, section: Section | None, taken: Container[int], language: str
) -> Article | None:
    """The article of this minute with this headline, or with one that this may correct.

    A correction is of an article in ``section`` whose key is not among those ``taken``.
    """
    candidates, wanted = _at_minute(record.instant, language), normal(record.headline)
    for article in candidates:
        if _same(article.headline, record.headline):
            return article
    for article in candidates:
        in_section = section is not None and article.section_id == section.pk
        if in_section and article.pk not in taken and _alike(normal(article.headline), wanted):
            return article
    return None


def related(entry: RelatedEntry, language: str) -> Article | None:
    """The article that an entry of a sidebar names; without a time, the latest of that headline."""
    if page := imported(key(entry.headline, entry.moment, language)):
        return page.article
    if entry.moment:
        candidates = _at_minute(entry.moment, language)
        return next((a for a in candidates if _same(a.headline, entry.headline)), None)
    spelled = {entry.headline, printed_headline(entry.headline)}
    named = Article.objects.in_language(language).filter(headline__in=spelled)
    return named.order_by("-pk").first()


def _same(headline: str, other: str) -> bool:
    """Whether two headlines have the same words, with the signs of print or of the keyboard."""
    if normal(headline) == normal(other):
        return True
    return normal(printed_headline(headline)) == normal(printed_headline(other))


def _alike(headline: str, other: str) -> bool:
    return SequenceMatcher(None, headline, other).ratio() >= _SAME_HEADLINE


def _at_minute(instant: datetime, language: str) -> list[Article]:
    minute = instant.replace(second=0, microsecond=0)
    return list(
        Article.objects.in_language(language).filter(
            status__in=Status.values,  # so that the index by time serves
            published_at__gte=minute,
            published_at__lt=minute + timedelta(minutes=1),
        )
    )
