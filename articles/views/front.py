"""The front page: the lead, what comes after it, the stream, the big story, the sections."""

from django.shortcuts import render

from ..delivery.contexts import front_page_context
from .http import cached_page, reader_page


@reader_page
def front(request):
    """The first page of the edition; three queries, whatever the number of sections."""
    return cached_page(
        request, lambda at: render(request, "articles/front.html", front_page_context(at))
    )
