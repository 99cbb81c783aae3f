"""Lists of articles, newest first: everything, a section, a tag, an author."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from ..addresses import current_edition
from ..models import Article, Author, Section, Tag
from ..pages import PAGE_SIZE, frame, section_page, with_kinds
from .http import reader_page
from .paging import cursor_from, cut


@reader_page
def latest(request):
    """Everything."""
    return _list(request, "latest", lambda live, before: live.newest(before))


@reader_page
def section(request, slug):
    """A section; its first page begins with what editors picked for its top."""
    subject = get_object_or_404(Section, slug=slug)
    return _list(
        request, "section", lambda live, before: live.in_section(subject).newest(before), subject
    )


@reader_page
def tag(request, slug):
    """A topic."""
    subject = get_object_or_404(Tag, slug=slug)
    return _list(request, "tag", lambda live, before: live.tagged(subject, before), subject)


@reader_page
def author(request, slug):
    """An author, with what there is to say of them."""
    subject = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    return _list(request, "author", lambda live, before: live.by_author(subject, before), subject)


def _list(request, name, choose, subject=None):
    """The page called ``name``, with what ``choose(live, before)`` takes from the live articles."""
    at = timezone.now()
    before = cursor_from(request)
    live = Article.objects.live(at).in_language(current_edition().language)
    found, next_cursor = cut(choose(live, before).for_cards(), PAGE_SIZE)
    if not found and isinstance(subject, Tag | Author) and not subject.is_public(at):
        raise Http404("readers do not know of it yet")
    if name == "section" and before is None:
        context = section_page(subject, found, at=at)
    else:
        context = frame(at)
        context |= {name: subject, "articles": with_kinds(found, context["chrome"])}
    context |= {"next_cursor": next_cursor, "is_first": before is None}
    return render(request, f"articles/{name}.html", context)
