"""The site as a server of its own runs it, with addresses that fail, each in its way."""

import os
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import include, path

site = get_wsgi_application()  # newsroom.wsgi wants a database with its tables

settings.ROOT_URLCONF = __name__


def fails(request, token=""):
    raise RuntimeError("the fault of the test")


def is_busy(request):
    return HttpResponse("busy", status=503)


def is_slow(request):
    time.sleep(0.05)
    return HttpResponse("slow")


def is_suspicious(request):
    raise SuspiciousOperation("x" * 5_000)


urlpatterns = [
    path("fails/", fails),
    path("preview/<str:token>/", fails),
    path("busy/", is_busy),
    path("slow/", is_slow),
    path("suspicious/", is_suspicious),
    path("", include("newsroom.urls")),
]
handler400 = "articles.views.errors.bad_request"
handler404 = "articles.views.errors.not_found"
handler500 = "articles.views.errors.server_error"


def application(environ, start_response):
    """``/outside/`` fails where no code of Django's is."""
    if environ["PATH_INFO"] == "/outside/":
        raise RuntimeError("the fault of the test")
    return site(environ, start_response)
