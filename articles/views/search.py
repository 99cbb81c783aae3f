"""What the search finds, as a page and for programs."""

from datetime import datetime, time, timedelta

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from .. import search as engine
from ..addresses import absolute, current_edition
from ..delivery import page_cache
from ..delivery.contexts import base_context, with_kinds
from ..models import Author, Kind, Section, Tag
from .http import cached_page, reader_page

_MODELS = {"section": Section, "kind": Kind, "tag": Tag, "author": Author}


@reader_page
def search(request):
    """The articles that ``?q=`` asks for; without words, where to type them."""
    return cached_page(request, lambda at: _answer(request, at), parameters=page_cache.PARAMETERS)


def _answer(request, at):
    context = base_context(at)
    wanted = SearchRequest(request)
    results = wanted.results(context["edition"].language, context["at"])
    with_kinds([hit.article for hit in results.hits], context["site"])
    context |= {
        "query": wanted.query,
        "asked": wanted,
        "results": results,
        "choices": _facets(wanted, results.counts, context["site"]),
        "is_first": not wanted.before,
    }
    return render(request, "articles/search.html", context)


@reader_page
def search_json(request):
    """The same for programs: ``{"query", "total", "suggestion", "next", "results": […]}``."""
    return cached_page(request, lambda at: _json(request, at), parameters=page_cache.PARAMETERS)


def _json(request, at):
    wanted = SearchRequest(request)
    results = wanted.results(current_edition().language, at)
    found = [
        {
            "id": hit.article.pk,
            "title": hit.article.headline,
            "url": absolute(hit.article.get_absolute_url()),
            "published": hit.article.published_at.isoformat(timespec="seconds"),
            "passage_html": hit.passage,
        }
        for hit in results.hits
    ]
    return JsonResponse(
        {
            "query": wanted.query,
            "total": results.total,
            "suggestion": results.suggestion,
            "next": results.next_cursor,
            "results": found,
        }
    )


@reader_page
def suggestions_json(request):
    """What may come next while somebody types: ``{"queries": […], "articles": […]}``."""
    return cached_page(request, lambda at: _suggestions(request, at), parameters=("q",))


def _suggestions(request, at):
    language = current_edition().language
    found = engine.suggest(request.GET.get("q", ""), language=language, at=at)
    articles = [{"title": a.headline, "url": a.get_absolute_url()} for a in found.articles]
    return JsonResponse({"queries": found.queries, "articles": articles})


class SearchRequest:
    """The query of a request: ``q``, filters by key, ``from``, ``to``, ``sort``, ``before``,
    ``exact`` (1: nothing but what was typed).
    """

    def __init__(self, request):
        self.query = request.GET.get("q", "").strip()
        self.before = request.GET.get("before", "")
        self.by_date = request.GET.get("sort") == "new"
        self.exact = request.GET.get("exact") == "1"
        self.since, self.until = request.GET.get("from", ""), request.GET.get("to", "")
        self.keys = {name: _number(request.GET.get(name, "")) for name in _MODELS}
        without_cursor = request.GET.copy()
        without_cursor.pop("before", None)
        self.address = without_cursor.urlencode()  # of the first page
        self.is_filtered = any((*self.keys.values(), self.since, self.until, self.by_date))

    def results(self, language, at):
        until = _day(self.until)
        filters = engine.Filters(
            **self.keys,
            since=_day(self.since),
            until=until + timedelta(days=1) if until else None,
        )
        try:
            return engine.search(
                self.query,
                language=language,
                at=at,
                after=self.before,
                filters=filters,
                by_date=self.by_date,
                exact=self.exact,
            )
        except ValueError as error:
            raise Http404("malformed cursor") from error


def _number(text):
    """A key, None for no filter; what is no number is the key of nothing."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _day(text):
    """The first instant of a day by the clocks of the newsroom; None where there is no such day."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    # The years of the index: a date beyond them is no bound.
    if day is None or not 1970 <= day.year <= 2500:
        return None
    return timezone.make_aware(datetime.combine(day, time.min))


def _facets(wanted, counts, site):
    """For each filter what there is to choose from: (object, how many articles, is it chosen)."""
    known = {"section": {section.pk: section for section in site.sections}, "kind": site.kinds}
    choices = {}
    for name, model in _MODELS.items():
        found = counts.get(name, {})
        named = known.get(name) or (model.objects.in_bulk(found) if found else {})
        choices[name] = [
            (named[key], count, key == wanted.keys[name])
            for key, count in found.items()
            if key in named
        ]
    return choices
