"""The addresses of the feeds: of the site, and of each section, tag and author."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls.converters import StringConverter
from django.utils.translation import gettext as _

from ..addresses import absolute, current_edition, localize
from ..db.compiled_queries import NEVER, NO_KEY, CompiledQuery
from ..delivery import site_context
from ..delivery.contexts import shown_corrections
from ..delivery.feeds.entries import correction_entry, tag_uri
from ..delivery.feeds.formats import FORMATS, write_item
from ..delivery.feeds.items import items
from ..models import Article, Author, Section, Tag
from .http import cached_page, reader_page

SIZE = 30


def _compiled(choose, **examples):
    """The newest of what ``choose`` gives, for :func:`items`."""

    def build(at, language, **values):
        live = Article.objects.live(at).in_language(language)
        return choose(live, **values).with_lead_photo(at).select_related("section")[:SIZE]

    return CompiledQuery(build, at=NEVER, language="-", **examples)


_site = _compiled(lambda live: live.newest())
_subjects = {
    Section: _compiled(lambda live, key: live.in_section(key).newest(), key=NO_KEY),
    Tag: _compiled(lambda live, key: live.tagged(key), key=NO_KEY),
    Author: _compiled(lambda live, key: live.by_author(key), key=NO_KEY),
}


class FeedFile(StringConverter):
    """The last part of a feed's address, which is also its format."""

    regex = "|".join(name.replace(".", r"\.") for name in FORMATS)


@reader_page
def site(request, file):
    """The newest of everything."""
    return cached_page(request, lambda at: _of_site(file, at))


def _of_site(file, at):
    identity = site_context.current(at).identity
    return _answer(
        file,
        items(file, _site, at, language=current_edition().language),
        identity,
        title=identity.name,
        description=identity.description,
        path="/",
    )


@reader_page
def subject(request, file, slug, model):
    """The newest in one section, tag or author."""
    path = request.path_info.removesuffix(file)
    return cached_page(request, lambda at: _of_subject(file, slug, model, path, at))


def _of_subject(file, slug, model, path, at):
    found = get_object_or_404(model, slug=slug)
    language = current_edition().language
    articles = items(file, _subjects[model], at, language=language, key=found.pk)
    if not articles and model is not Section and not found.is_public(at):
        raise Http404("readers do not know of it yet")
    identity = site_context.current(at).identity
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


@reader_page
def corrections(request, file):
    """What was put right, newest first."""
    return cached_page(request, lambda at: _of_corrections(file, at))


def _of_corrections(file, at):
    identity = site_context.current(at).identity
    found = shown_corrections(at).newest()[:SIZE]
    return _answer(
        file,
        [write_item(file, correction_entry(correction, identity)) for correction in found],
        identity,
        title=f"{_('Corrections')} · {identity.name}",
        description=_("Mistakes in published articles, and how they were put right."),
        path="/corrections/",
        name="corrections/",
    )


def _answer(file, written, identity, *, title, description, path, name=""):
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
    feed.items = written
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response
