"""What all readers' views have in common."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from ..delivery import page_cache
from ..delivery.contexts import next_change
from ..delivery.transliteration import in_letters_of


def reader_page(view):
    """A page for everybody: answers GET and HEAD, refuses the rest, knows no cookie."""
    return csrf_exempt(require_safe(view))


def redirect_permanently(request, address):
    """301 to ``address``, with the query of the request."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def cached_page(
    request: HttpRequest,
    make: Callable[[datetime], HttpResponse],
    *,
    parameters: tuple[str, ...] = (),
    until: Callable[[datetime], datetime] = next_change,
) -> HttpResponse:
    """What ``make`` gives, in the letters of the edition, or the same from the page cache.

    Of the query in the address ``make`` sees ``parameters`` alone. ``until`` gives the instant at
    which the clock changes the page.
    """
    return page_cache.respond(
        request,
        make=lambda at: in_letters_of(request.edition, make(at)),
        until=until,
        parameters=parameters,
    )
