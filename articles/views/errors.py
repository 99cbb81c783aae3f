"""Error pages in the frame of the site; the last resort needs neither database nor template."""

from django.http import HttpResponseNotFound, HttpResponseServerError
from django.template.loader import render_to_string


def not_found(request, exception=None):
    """Say that there is nothing at this address, with ways on."""
    return HttpResponseNotFound(render_to_string("404.html", request=request))


def server_error(request):
    """Say that something failed, with nothing that could fail too."""
    return HttpResponseServerError(render_to_string("500.html"))
