"""What all readers' views have in common."""

from django.http import HttpResponsePermanentRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


def reader_page(view):
    """A page for everybody: answers GET and HEAD, refuses the rest, knows no cookie."""
    return csrf_exempt(require_safe(view))


def moved(request, address):
    """301 to ``address``, with the query of the request."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
