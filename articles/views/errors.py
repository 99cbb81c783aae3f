"""Where no page is: one that has moved, one that never was, one that failed."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views import defaults

from ..addresses import edition_of, localize
from ..models import Article, Author, OldPath, Tag
from ..pages import frame
from .http import moved


def not_found(request, exception=None):
    """301 to where an old address leads, else 404 with the sections and a search box."""
    if target := _target(request.path_info):
        return moved(request, localize(target) if target.startswith("/") else target)
    return HttpResponseNotFound(render_to_string("404.html", frame(timezone.now()), request))


def _target(path):
    """Where ``path`` leads now; the feed of a section moves with the section."""
    folder, _, file = path.rpartition("/")
    if "\0" in path:  # which PostgreSQL takes for a fault
        return None
    found = OldPath.objects.filter(path__in={path, f"{folder}/"})
    known = {old.path: old.target for old in found if _is_open(old.target)}
    if path in known:
        return known[path]
    return known[f"{folder}/"] + file if f"{folder}/" in known and "." in file else None


def _is_open(target):
    """Whether readers may know where ``target`` leads: the address itself says what it is about."""
    path = urlsplit(target).path
    try:
        match = resolve("/" + path.removeprefix(edition_of(path).prefix))
    except Resolver404:
        return True  # not a page of ours
    at = timezone.now()
    if match.url_name == "article":
        return Article.objects.live(at).filter(pk=match.kwargs["pk"]).exists()
    if model := {"tag": Tag, "author": Author}.get(match.url_name):
        subject = model.objects.filter(slug=match.kwargs["slug"]).first()
        return subject is None or subject.is_public(at)
    return True


def bad_request(request, exception=None):
    """400; who is too generous is told what was too much, and where the text is."""
    if not isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return defaults.bad_request(request, exception)
    context = {
        "is_many": not isinstance(exception, RequestDataTooBig),
        "megabytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2,
        "fields": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
    }
    return HttpResponse(render_to_string("413.html", context, request), status=413)


def server_error(request):
    """500, when nothing can be relied on."""
    return HttpResponseServerError(render_to_string("500.html"))
