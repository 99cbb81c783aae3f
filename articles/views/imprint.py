"""Who publishes: owner, editor, registration and contacts, as the law on mass media asks."""

from django.shortcuts import render

from ..delivery.contexts import base_context
from .http import cached_page, reader_page


@reader_page
def imprint(request):
    """What the site identity says of whoever is answerable for the newsroom."""
    return cached_page(
        request, lambda at: render(request, "articles/imprint.html", base_context(at))
    )
