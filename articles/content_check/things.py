"""Sections without articles, tags that are there twice, photos without a credit or a right."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ..kazakh.words import name_key
from ..models import Article, Photo, PhotoUsage, Section, Tag
from ..models.media.rights import WARNED
from .finding import BATCH, Finding, screen


def empty_sections(at: datetime) -> Iterator[Finding]:
    """Sections of the menu in which readers find nothing at ``at``."""
    live = _live(at).filter(section=OuterRef("pk"))
    for section in Section.objects.filter(~Exists(live), in_menu=True):
        said = _("the section “%s” is in the menu and has no live article")
        yield Finding("empty_section", said % section.name, screen(Section, section.pk))


def doubled_tags() -> Iterator[Finding]:
    """Tags whose names are two spellings of one."""
    seen: dict[str, str] = {}
    for pk, name in Tag.objects.order_by("pk").values_list("pk", "name").iterator(BATCH):
        first = seen.setdefault(name_key(name), name)
        if first is not name:
            said = _("the tag “%(tag)s” is there already as “%(first)s”")
            yield Finding("doubled_tag", said % {"tag": name, "first": first}, screen(Tag, pk))


def photos_without_credit() -> Iterator[Finding]:
    """Photos of which nobody knows who took them; blanks say nothing."""
    photos = Photo.objects.usable().filter(credit__regex="^[\\s\u00a0]*$").order_by("pk")
    for pk, caption in photos.values_list("pk", "caption").iterator(BATCH):
        said = _("photo #%(pk)s “%(caption)s” has no credit")
        yield Finding("no_credit", said % {"pk": pk, "caption": caption}, screen(Photo, pk))


def photos_whose_rights_end(at: datetime) -> Iterator[Finding]:
    """Photos in live articles that readers are shown no more at ``at``, or will not be soon."""
    in_use = Exists(PhotoUsage.objects.filter(photo=OuterRef("pk"), article__in=_live(at)))
    photos = Photo.objects.filter(in_use, valid_until__lte=at + WARNED)
    photos = photos.order_by("valid_until", "pk")
    for pk, caption, end in photos.values_list("pk", "caption", "valid_until").iterator(BATCH):
        said = (
            _("the right to photo #%(pk)s “%(caption)s” ended at %(end)s: articles show it no more")
            if end and end <= at
            else _("the right to photo #%(pk)s “%(caption)s”, which articles show, ends at %(end)s")
        )
        values = {"pk": pk, "caption": caption, "end": f"{timezone.localtime(end):%d.%m.%Y %H:%M}"}
        yield Finding("photo_rights", said % values, screen(Photo, pk))


def _live(at: datetime) -> QuerySet[Article]:
    return Article.objects.live(at).order_by()
