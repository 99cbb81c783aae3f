"""What the search finds: the doors of ``views.search``, with a description."""

from typing import Annotated

from django.utils.translation import gettext_noop
from ninja import Query

from ..search import search_json, suggestions_json
from .setup import door
from .shapes import Found, Suggestions

Words = Annotated[str, Query(description=gettext_noop("What is looked for."))]


@door("search/", Found, gettext_noop("Articles that were found"), "search")
def search(
    request,
    q: Words = "",
    before: Annotated[
        str, Query(description=gettext_noop("“next” of the page before this one."))
    ] = "",
):
    """In all forms of the words and all scripts; the filters are those of the readers' page."""
    return search_json(request)


@door("suggestions/", Suggestions, gettext_noop("What may come next"), "suggestions")
def suggestions(request, q: Words = ""):
    """For a box in which somebody types."""
    return suggestions_json(request)
