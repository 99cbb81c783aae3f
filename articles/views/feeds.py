"""The addresses of the feeds: of the site, and of each section, tag and author."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls.converters import StringConverter
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from ..addresses import absolute, current_edition, localize
from ..delivery.contexts import shown_corrections
from ..delivery.feeds.entries import correction_entry, entries, tag_uri
from ..delivery.feeds.formats import FORMATS
from ..models import Article, Author, Section, SiteIdentity, Tag

SIZE = 30

_CHOICE = {
    Section: lambda live, section: live.in_section(section).newest(),
    Tag: lambda live, tag: live.tagged(tag),
    Author: lambda live, author: live.by_author(author),
}


class FeedFile(StringConverter):
    """The last part of a feed's address, which is also its format."""

    regex = "|".join(name.replace(".", r"\.") for name in FORMATS)


@require_safe
@conditional_page
def site(request, file):
    """The newest of everything."""
    identity = SiteIdentity.load()
    return _answer(
        file,
        _newest(_live().newest()),
        identity,
        title=identity.name,
        description=identity.description,
        path="/",
    )


@require_safe
@conditional_page
def subject(request, file, slug, model):
    """The newest in one section, tag or author."""
    path = request.path_info.removesuffix(file)
    found = get_object_or_404(model, slug=slug)
    articles = _newest(_CHOICE[model](_live(), found))
    if not articles and model is not Section and not found.is_public(timezone.now()):
        raise Http404("readers do not know of it yet")
    identity = SiteIdentity.load()
    own = found.biography if model is Author else found.description
    return _answer(
        file,
        articles,
        identity,
        title=f"{found} · {identity.name}",
        description=own or identity.description,
        path=path,
        name=f"{model._meta.model_name}/{found.pk}/",
    )


@require_safe
@conditional_page
def corrections(request, file):
    """What was put right, newest first."""
    identity = SiteIdentity.load()
    found = shown_corrections(timezone.now()).newest()[:SIZE]
    return _answer(
        file,
        [correction_entry(correction, identity) for correction in found],
        identity,
        title=f"{_('Corrections')} · {identity.name}",
        description=_("Mistakes in published articles, and how they were put right."),
        path="/corrections/",
        name="corrections/",
    )


def _live():
    return Article.objects.live(timezone.now()).in_language(current_edition().language)


def _newest(articles):
    return entries(articles.for_page()[:SIZE], timezone.now())


def _answer(file, items, identity, *, title, description, path, name=""):
    language = current_edition().lang
    feed = FORMATS[file](
        title=title,
        link=absolute(localize(path)),
        description=description,
        language=language,
        feed_url=absolute(localize(path) + file),
        feed_guid=tag_uri(name + language),
        logo=absolute(identity.logo.url) if identity.logo else "",
    )
    for item in items:
        feed.add_item(**item)
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response
