"""The page of one article."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from ..pages import article_page, find_article
from .http import moved, reader_page


@reader_page
def article(request, section, pk, slug):
    """The key decides; section, slug and edition are put right by a redirect."""
    at = timezone.now()
    found = find_article(pk, at=at)
    if found is None:
        raise Http404("no such article")
    address = found.get_absolute_url()
    if request.path != address:
        return moved(request, address)
    return render(request, "articles/article.html", article_page(found, at=at))
