"""Sitemaps, with nothing in them but what readers may see at that moment.

The index names the maps of every edition. Articles are divided by the month of their publication,
and a month of more keys than a file may have addresses by ranges of keys: ``delivery/sitemaps.py``.
"""

from datetime import timedelta
from xml.sax.saxutils import escape

from django.db.models import Min
from django.http import Http404, HttpResponse
from django.urls.converters import StringConverter

from ..addresses import EDITIONS, absolute, current_edition, localize
from ..db.sitemap_number import LARGEST, SitemapName
from ..delivery import site_context
from ..delivery.contexts import next_change
from ..delivery.sitemaps import entries, last_changes, newest_of_each
from ..delivery.structured_data import iso, printable
from ..models import Article, Author, Section, Tag
from .http import cached_page, reader_page, redirect_permanently

NEWS_AGE, NEWS_SIZE = timedelta(hours=48), 1_000
LISTS = {"sections": Section, "tags": Tag, "authors": Author}

_MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


class ListName(StringConverter):
    """The part of a map's address that says which subjects are in it."""

    regex = "|".join(LISTS)


class Month(StringConverter):
    """The part of a map's address that says of which month it is, and of which range of keys."""

    regex = r"[0-9]{4}-(?:0[1-9]|1[0-2])(?:-[1-9][0-9]{0,6})?"


@reader_page
def index(request):
    """All maps with the time of their last change; behind ``/ru/`` and the like only their own."""
    return cached_page(request, _index)


def _index(at):
    editions = _editions()
    languages = {edition.language for edition in editions}
    maps = {language: _maps_of(language, at) for language in languages}
    return _answer(
        "sitemapindex",
        [
            _entry(edition.path(f"/sitemap-{name}.xml"), instant, element="sitemap")
            for edition in editions
            for name, instant in maps[edition.language].items()
        ],
    )


@reader_page
def month(request, name):
    """The articles of one month, or those with keys of one range of it."""
    return cached_page(request, lambda at: _month(SitemapName.read(name).number, at))


def _month(number, at):
    found = entries(number, current_edition().language, at)
    if not found:
        raise Http404("no map has this name")
    return _answer("urlset", [_entry(address, changed) for address, changed in found])


@reader_page
def former(request, number):
    """Where articles were divided by their keys: the index says where they are."""
    return redirect_permanently(request, localize("/sitemap.xml"))


@reader_page
def lists(request, name):
    """The front page and the sections, or the tags, or the authors, that have live articles."""
    return cached_page(request, lambda at: _lists(name, at))


def _lists(name, at):
    model = LISTS[name]
    found = newest_of_each(model, current_edition().language, at)[:LARGEST]
    lines = [_entry(subject.get_absolute_url(), newest) for subject, newest in found]
    if lines and model is Section:
        lines.insert(0, _entry(localize("/"), max(newest for _, newest in found)))
    return _answer("urlset", lines)


@reader_page
def news(request):
    """What was published in the last 48 hours, newest first, as news aggregators want it."""
    return cached_page(request, _newest, until=_news_until)


def _newest(at):
    languages = {edition.language for edition in _editions()}
    found = (
        Article.objects.live(at)
        .filter(language__in=languages, published_at__gte=at - NEWS_AGE)
        .newest()
        .select_related("section")
        .only("headline", "slug", "language", "published_at", "section__slug")[:NEWS_SIZE]
    )
    name = site_context.current(at).identity.name
    lines = [_news(article, name) for article in found]
    # The schema of maps asks for one address at least.
    front = f"<url><loc>{escape(absolute(localize('/')))}</loc></url>"
    return _answer("urlset", lines or [front], news=_NEWS)


def _news_until(at):
    """Until the clock changes all pages, or takes the oldest of the news from the map."""
    recent = Article.objects.live(at).filter(published_at__gte=at - NEWS_AGE)
    oldest = recent.aggregate(at=Min("published_at"))["at"]
    changes = next_change(at)
    return min(changes, oldest + NEWS_AGE) if oldest else changes


def _editions():
    """The editions whose maps are shown at this address: at the root those of all."""
    current = current_edition()
    return list(EDITIONS.values()) if current.prefix == "/" else [current]


def _maps_of(language, at):
    """Last changes of a language's maps by name; none while it has no article."""
    changes = last_changes(language, at)
    names = {str(SitemapName.of(number)): instant for number, instant in changes.items()}
    if names:
        names |= dict.fromkeys(LISTS, max(changes.values()))
    return names


def _entry(address, changed, element="url"):
    return (
        f"<{element}><loc>{escape(absolute(address))}</loc>"
        f"<lastmod>{iso(changed)}</lastmod></{element}>"
    )


def _news(article, name):
    return (
        f"<url><loc>{escape(absolute(article.get_absolute_url()))}</loc><news:news>"
        f"<news:publication><news:name>{escape(printable(site_context.spell(name)))}</news:name>"
        f"<news:language>{article.language}</news:language></news:publication>"
        f"<news:publication_date>{iso(article.published_at)}</news:publication_date>"
        f"<news:title>{escape(printable(site_context.spell(article.headline)))}</news:title></news:news></url>"
    )


def _answer(root, lines, **namespaces):
    names = "".join(f' xmlns:{name}="{address}"' for name, address in namespaces.items())
    start = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_MAPS}"{names}>'
    return HttpResponse("\n".join([start, *lines, f"</{root}>\n"]), content_type="application/xml")
