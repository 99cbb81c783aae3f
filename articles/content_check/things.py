"""Sections without articles, tags that are there twice, photos without a credit."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from ..kazakh.words import name_key
from ..models import Article, Photo, Section, Tag
from .finding import BATCH, Finding, screen


def empty_sections(at: datetime) -> Iterator[Finding]:
    """Sections of the menu in which readers find nothing at ``at``."""
    live = Article.objects.live(at).order_by().filter(section=OuterRef("pk"))
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
