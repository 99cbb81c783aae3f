"""What the search finds."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from .. import search as engine
from ..pages import frame, with_kinds
from .http import reader_page


@reader_page
def search(request):
    """The articles that have the words of ``?q=``; without words, where to type them."""
    context = frame(timezone.now())
    query, before = request.GET.get("q", "").strip(), request.GET.get("before", "")
    try:
        results = engine.search(
            query, language=context["edition"].language, at=context["at"], after=before
        )
    except ValueError as error:
        raise Http404("malformed cursor") from error
    with_kinds([hit.article for hit in results.hits], context["chrome"])
    context |= {"query": query, "results": results, "is_first": not before}
    return render(request, "articles/search.html", context)
