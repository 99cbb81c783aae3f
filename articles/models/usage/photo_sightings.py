"""Which photos and files readers have seen, so that the address of one may say that it is gone.

Of all others not even that is said: their addresses are like those that nobody has made.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q

from ..audit import AuditEntry
from ..content.article import Article
from ..media.files import MediaFile
from ..media.photos import Photo
from ..workflow.transitions import Status
from .photo_usage import is_public

_TAKEN_BACK = ("withdraw", "retract")


def was_public(photo: Photo, at: datetime) -> bool:
    """Whether readers could see ``photo`` at ``at`` or before, as far as is on record."""
    if photo.renditions.get("seen") or is_public(photo.pk, at):
        return True
    in_articles = Q(photo_usages__photo=photo) | Q(bylines__author__portrait=photo)
    return _has_been_live(in_articles | Q(file_usages__file__poster=photo), at)


def was_file_public(file: MediaFile, at: datetime) -> bool:
    """Whether readers could have ``file`` at ``at`` or before, as far as is on record."""
    return file.was_shown or _has_been_live(Q(file_usages__file=file), at)


def _has_been_live(shows: Q, at: datetime) -> bool:
    """Whether readers have seen one of the articles that ``shows`` names."""
    articles = Article.objects.exclude(slug="").filter(shows).order_by()
    ended = Q(status=Status.PUBLISHED, withdraw_at__lte=at, published_at__lt=F("withdraw_at"))
    if articles.filter(ended).exists():
        return True
    entries = AuditEntry.objects.filter(
        model="article", key__in=articles.values("pk"), verb__in=_TAKEN_BACK
    )
    return any(_ended_what_was_live(entry) for entry in entries)


def _ended_what_was_live(entry: AuditEntry) -> bool:
    """Whether an article was live before ``act`` took it back: it may have been scheduled only."""
    said = entry.before or {}
    begin, end = (
        datetime.fromisoformat(said[name]) if said.get(name) else None
        for name in ("published_at", "withdraw_at")
    )
    return begin is not None and begin <= entry.at and (end is None or begin < end)


def note_seen(photo_ids: Iterable[int]):
    """Keep in mind that readers have seen these photos, in articles that show them no more."""
    for photo in Photo.objects.filter(pk__in=photo_ids).only("renditions"):
        Photo.objects.filter(pk=photo.pk).update(renditions=photo.renditions | {"seen": True})


def note_files_shown(file_ids: Iterable[int]):
    """Keep in mind that readers have had these files, in articles that show them no more."""
    MediaFile.objects.filter(pk__in=file_ids).update(was_shown=True)
