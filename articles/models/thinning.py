"""Thinning: old saves that nobody but their editor has seen go from the history, each on record.

What may go is what the database's triggers let go (migration ``packed_revisions``): a save that is
neither the first nor the last, was never published, corrected, merged or shown by a link, whose
key no other row has, and which the record names with the digest that it was saved with.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from ..db.batches import parts
from ..db.locks import write_transaction
from .audit import AuditEntry
from .content.article import Article
from .content.revisions import Revision
from .desk.autosaves import Autosave
from .desk.preview_links import PreviewLink

YOUNGEST = timedelta(days=30)  # the database lets nothing go that is younger
BATCH = 50  # rows that go in one transaction
_PUBLISHING = ("publish", "amend")


class _Recorded(NamedTuple):
    """What the record says of the revisions of one article, by their numbers."""

    digests: dict[int, str]
    seen: set[int]  # by readers, or through a link for outside


def with_old_saves(at: datetime, age: timedelta) -> list[int]:
    """Keys of the articles that may have a save to be thinned out, in order."""
    earlier = Revision.objects.filter(article=OuterRef("article"), number__lt=OuterRef("number"))
    later = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    old = Revision.objects.filter(act=Revision.Action.SAVE, at__lte=at - max(age, YOUNGEST))
    found = old.filter(Exists(earlier.order_by()), Exists(later.order_by()))
    return list(found.order_by("article").values_list("article", flat=True).distinct())


def thin(article_key: int, *, at: datetime, age: timedelta) -> int:
    """Take the saves of an article that are older than ``age`` out of its history; how many.

    ``age`` is 30 days at least. In transactions of a few, between which other writers come.
    """
    total = 0
    while (count := _thin_some(article_key, at, age)) == BATCH:
        total += count
    return total + count


def _thin_some(article_key: int, at: datetime, age: timedelta) -> int:
    with write_transaction():
        article = Article.objects.filter(pk=article_key).first()
        if article is None:
            return 0
        going = list(islice(_going(article, at - max(age, YOUNGEST)), BATCH))
        for revision in going:
            AuditEntry.record("thin", article, by=None, at=at, before=_said(revision))
        Revision.objects.filter(pk__in=[revision.pk for revision in going]).thin()
    return len(going)


def _going(article: Article, before: datetime) -> Iterator[Revision]:
    revisions = article.revisions.order_by("number")
    numbers = list(revisions.values_list("number", flat=True))
    record = _recorded(article)
    old = revisions.filter(act=Revision.Action.SAVE, at__lte=before).select_related("by")
    old = old.exclude(number__in=[*numbers[:1], *numbers[-1:], *record.seen])
    for revision in chain.from_iterable(parts(old, 100)):
        if record.digests.get(revision.number) == revision.digest and not _is_named(revision):
            yield revision


def _recorded(article: Article) -> _Recorded:
    """Read again what was done to the article: it is the last save that an act publishes."""
    digests: dict[int, str] = {}
    seen: set[int] = set()
    last = None
    entries = AuditEntry.objects.filter(model="article", key=article.pk).order_by("pk")
    for verb, after in entries.values_list("verb", "after"):
        if verb in _PUBLISHING and last is not None:
            seen.add(last)
        elif after and "revision" in after:
            if verb in Revision.Action.values:
                last = after["revision"]
                digests[last] = after["digest"]
            else:  # a link for outside
                seen.add(after["revision"])
    return _Recorded(digests, seen)


def _is_named(revision: Revision) -> bool:
    """Whether another row has its key: an article, a link for outside, a text begun from it."""
    articles = Article.objects.filter(Q(latest_revision=revision) | Q(live_revision=revision))
    links = PreviewLink.objects.filter(revision=revision)
    texts = Autosave.objects.filter(base=revision)
    return any(rows.exists() for rows in (articles, links, texts))


def _said(revision: Revision) -> dict:
    """What the record keeps of a revision that goes."""
    return {
        "revision": revision.number,
        "digest": revision.digest,
        "by": revision.by and revision.by.get_username(),
        "at": revision.at.isoformat(),
    }
