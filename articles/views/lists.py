"""Lists of articles, newest first: everything, a section, a tag, an author."""

from functools import partial

from django.http import Http404
from django.shortcuts import render

from ..addresses import current_edition
from ..db.compiled_queries import NEVER, CompiledQuery
from ..delivery import visibility
from ..delivery.contexts import PAGE_SIZE, base_context, section_context, with_kinds
from ..models import Article, Author, Section, Tag
from ..models.media.rights import with_shown
from .http import cached_page, reader_page
from .paging import CURSOR, cursor_from, page_of

_CHOICES = {
    "latest": lambda live, before: live.newest(before),
    "section": lambda live, before, key: live.in_section(Section(pk=key)).newest(before),
    "tag": lambda live, before, key: live.tagged(Tag(pk=key), before),
    "author": lambda live, before, key: live.by_author(Author(pk=key), before),
}


def _cards(name, *, at, language, before=None, **key):
    """The newest in the list called ``name`` behind the place ``before``, one more than a page."""
    live = Article.objects.live(at).in_language(language)
    return _CHOICES[name](live, before, **key).for_cards(at)[: PAGE_SIZE + 1]


_newest = {
    name: CompiledQuery(
        partial(_cards, name),
        at=NEVER,
        language="a language",
        **({} if name == "latest" else {"key": -1}),
    )
    for name in _CHOICES
}
_subjects = {
    "section": CompiledQuery(lambda slug: Section.objects.filter(slug=slug), slug="a slug"),
    "tag": CompiledQuery(lambda slug: Tag.objects.filter(slug=slug), slug="a slug"),
    "author": CompiledQuery(
        lambda at, slug: with_shown(
            Author.objects.select_related("portrait").filter(slug=slug), at, "portrait"
        ),
        at=NEVER,
        slug="a slug",
    ),
}


@reader_page
def latest(request):
    """Everything."""
    return _list(request, "latest")


@reader_page
def section(request, slug):
    """A section; its first page begins with what editors picked for its top."""
    return _list(request, "section", slug)


@reader_page
def tag(request, slug):
    """A tag."""
    return _list(request, "tag", slug)


@reader_page
def author(request, slug):
    """An author, with what there is to say of them."""
    return _list(request, "author", slug)


def _list(request, name, slug=None):
    return cached_page(request, lambda at: _answer(request, name, slug, at), parameters=CURSOR)


def _answer(request, name, slug, at):
    before, subject, key = cursor_from(request), None, {}
    if slug:
        instant = {"at": at} if name == "author" else {}  # for the portrait
        subject = _subjects[name].first(slug=slug, **instant)
        if subject is None:
            raise Http404("no such page")
        key = {"key": subject.pk}
    where = {"at": at, "language": current_edition().language} | key
    found = _cards(name, before=before, **where) if before else _newest[name](**where)
    found, next_cursor = page_of(list(found), PAGE_SIZE)
    if not found and isinstance(subject, Tag | Author) and not subject.is_public(at):
        raise Http404("readers do not know of it yet")
    if name == "section" and before is None:
        context = section_context(subject, found, at=at)
    else:
        context = base_context(at)
        context |= {name: subject, "articles": with_kinds(found, context["site"])}
    if name == "author":
        context["website"] = _followed(subject.website, at)
    context |= {"next_cursor": next_cursor, "is_first": before is None}
    return render(request, f"articles/{name}.html", context)


def _followed(link, at):
    """``link``, empty while readers may not know where it leads."""
    return "" if visibility.hidden([link], at) else link
