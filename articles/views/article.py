"""The page of one article."""

from django.http import Http404
from django.shortcuts import render

from ..delivery.blocks import allow_frames
from ..delivery.contexts import article_context, base_context, find_article
from ..models import Article
from .http import cached_page, reader_page, redirect_permanently


@reader_page
def article(request, section, pk, slug):
    """The key decides; section, slug and edition are put right by a redirect."""
    return cached_page(request, lambda at: _answer(request, pk, at))


def _answer(request, pk, at):
    live = find_article(pk, at=at)
    found = live or Article.objects.retracted().select_related("section").filter(pk=pk).first()
    if found is None:
        raise Http404("no such article")
    address = found.get_absolute_url()
    if request.path != address:
        return redirect_permanently(request, address)
    if live:
        context = article_context(live, at=at)
        response = render(request, "articles/article.html", context)
        return allow_frames(response, context["frame_hosts"])
    return _retracted(request, found, at)


def _retracted(request, article, at):
    """Why the article was taken back, at the address where it stood; for people, not for search."""
    response = render(request, "articles/retracted.html", base_context(at) | {"retracted": article})
    response["X-Robots-Tag"] = "noindex"
    return response
