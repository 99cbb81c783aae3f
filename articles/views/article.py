"""The page of one article."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from ..models import Article
from ..pages import article_page, with_neighbours
from .http import reader_page


@reader_page
def article(request, section, pk, slug):
    """The key decides; section, slug and edition are put right by a redirect."""
    at = timezone.now()
    found = get_object_or_404(with_neighbours(Article.objects.live(at).for_page(), at), pk=pk)
    address = found.get_absolute_url()
    if request.path != address:
        query = request.META["QUERY_STRING"]
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    return render(request, "articles/article.html", article_page(found, at=at))
