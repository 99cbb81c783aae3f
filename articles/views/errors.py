"""Error pages in the frame of the site; the last resort needs neither database nor template."""

from django.http import HttpResponseNotFound, HttpResponseServerError
from django.template.loader import render_to_string


def not_found(request, exception=None):
    return HttpResponseNotFound(render_to_string("404.html", request=request))


def server_error(request):
    return HttpResponseServerError(render_to_string("500.html"))
