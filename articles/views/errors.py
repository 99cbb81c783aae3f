"""Where no page is: one that has moved, one that never was, one that failed, nonsense."""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import (
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotFound,
    HttpResponseServerError,
    JsonResponse,
)
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from ..addresses import edition_of, localize
from ..db import outage
from ..db.locks import is_lock_timeout
from ..delivery import visibility
from ..delivery.contexts import base_context
from ..delivery.unavailable import busy, without_database
from ..models import Redirect
from .http import redirect_permanently


def not_found(request, exception=None):
    """301 to where an old address leads, else 404 with the sections and a search box."""
    if outage.is_known():  # the replica has said that there is no such page, but not where it is
        return without_database(request)
    if target := _target(request.path_info):
        return redirect_permanently(request, localize(target) if target.startswith("/") else target)
    if _is_of_program(request):
        return problem(404)
    return HttpResponseNotFound(render_to_string("404.html", base_context(timezone.now()), request))


def problem(status, words=""):
    """Why a program gets no answer: ``{"detail": "…"}``, in the language of the edition."""
    said = {400: _("This cannot be read."), 404: _("There is nothing at this address.")}
    options = {"json_dumps_params": {"ensure_ascii": False}}
    return JsonResponse({"detail": words or said[status]}, status=status, **options)


def _is_of_program(request):
    return request.path.removeprefix(edition_of(request.path).prefix).startswith("api/")


def _target(path):
    """Where ``path`` leads now; the feed of a section moves with the section."""
    folder, _, file = path.rpartition("/")
    if "\0" in path:  # which PostgreSQL takes for a fault
        return None
    found = Redirect.objects.filter(path__in={path, f"{folder}/"})
    hidden = visibility.hidden([old.target for old in found], timezone.now())
    known = {old.path: old.target for old in found if old.target not in hidden}
    if path in known:
        return known[path]
    return known[f"{folder}/"] + file if f"{folder}/" in known and "." in file else None


def server_error(request):
    """500, when nothing can be relied on; where that is the database, what can be said without.

    503 too where it was a lock that did not come, as of a session. A view's errors of these kinds
    never come here, those of the middleware do.
    """
    error = sys.exc_info()[1]
    if error and is_lock_timeout(error):
        return busy(request)
    if outage.is_outage(error):
        outage.begin(error)
        return without_database(request)
    return HttpResponseServerError(render_to_string("500.html"))


def bad_request(request, exception=None):
    """400, for what no page of the site sends; it costs no query.

    Who sends more than the server takes is told what was too much, and where the text is.
    """
    if _is_of_program(request):
        return problem(400)
    if not isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return HttpResponseBadRequest(render_to_string("400.html"))
    context = {
        "is_many": not isinstance(exception, RequestDataTooBig),
        "megabytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2,
        "fields": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
    }
    return HttpResponse(render_to_string("413.html", context, request), status=413)
