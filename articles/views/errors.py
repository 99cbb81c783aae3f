"""Error pages: one in the frame of the site, one that needs no database."""

from django.http import HttpResponseNotFound, HttpResponseServerError
from django.template.loader import render_to_string
from django.utils import timezone

from ..pages import frame


def not_found(request, exception=None):
    """404, with the sections and a search box."""
    return HttpResponseNotFound(render_to_string("404.html", frame(timezone.now()), request))


def server_error(request):
    """500, when nothing can be relied on."""
    return HttpResponseServerError(render_to_string("500.html"))
