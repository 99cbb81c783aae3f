"""Sections, tags and authors, as far as an article of the edition that readers see has them."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_noop

from ...addresses import absolute, current_edition
from ...delivery.sitemaps import is_small
from ...models import Article, ArticleTag, Author, Byline, Section, Tag
from ...models.media.rights import with_shown
from .photos import photo_row
from .setup import KeyCursor, Rows, answer, door, fields_of, page
from .shapes import AuthorRow, Authors, SectionRow, Sections, TagRow, Tags

PAGE_SIZE = 50


def _named(**more):
    return Rows(
        id=lambda subject: subject.pk,
        headline=lambda subject: getattr(subject, "localized_name", subject.name),
        url=lambda subject: absolute(subject.get_absolute_url()),
        slug=lambda subject: subject.slug,
        **more,
    )


SECTIONS = TAGS = _named(description=lambda subject: subject.description)
AUTHORS = _named(
    position=lambda author: author.position,
    biography=lambda author: author.biography,
    portrait=lambda author: photo_row(author.shown_portrait),
)


def _live(at):
    return Article.objects.live(at).in_language(current_edition().language).order_by()


def _page(name, found, before, fields, rows):
    """A page of subjects, the one that was made last in front."""
    found = found.filter(pk__lt=int(before)) if before else found
    subjects = list(found.order_by("-pk")[: PAGE_SIZE + 1])
    cursor = str(subjects[PAGE_SIZE - 1].pk) if len(subjects) > PAGE_SIZE else ""
    made = [rows.of(subject, fields) for subject in subjects[:PAGE_SIZE]]
    return page(name, made, cursor, fields=fields)


@door("sections/", Sections, gettext_noop("Sections, in their order"), "sections")
def sections(request, fields: fields_of(SectionRow) = ""):
    """All that have an article; they are few, and stand on one page."""
    return answer(request, lambda at: _sections(at, fields), "fields")


def _sections(at, fields):
    found = Section.objects.filter(Exists(_live(at).in_section(OuterRef("pk"))))
    return page("sections", [SECTIONS.of(section, fields) for section in found], "")


@door("tags/", Tags, gettext_noop("Tags, newest first"), "tags")
def tags(request, before: KeyCursor = "", fields: fields_of(TagRow) = ""):
    """All that an article has."""
    return answer(request, lambda at: _tags(at, before, fields), "before", "fields")


def _tags(at, before, fields):
    live = _live(at)
    if is_small(live):
        of_live = ArticleTag.objects.filter(content_object__in=live).order_by().values("tag")
        found = Tag.objects.filter(pk__in=of_live)
    else:
        found = Tag.objects.filter(Exists(live.tagged(OuterRef("pk"))))
    return _page("tags", found, before, fields, TAGS)


@door("authors/", Authors, gettext_noop("Authors, newest first"), "authors")
def authors(request, before: KeyCursor = "", fields: fields_of(AuthorRow) = ""):
    """All who sign an article."""
    return answer(request, lambda at: _authors(at, before, fields), "before", "fields")


def _authors(at, before, fields):
    live = _live(at)
    if is_small(live):
        of_live = Byline.objects.filter(article__in=live).order_by().values("author")
        found = Author.objects.filter(pk__in=of_live)
    else:
        found = Author.objects.filter(Exists(live.by_author(OuterRef("pk"))))
    found = with_shown(found.select_related("portrait"), at, "portrait")
    return _page("authors", found, before, fields, AUTHORS)
