"""The answer to whom nobody can serve now: 503, when to come again, and the text that was typed."""

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

from . import site_context

RETRY_AFTER = 2  # seconds
_UNREADABLE = (SuspiciousOperation, MultiPartParserError, UnreadablePostError)


def try_again_later(request: HttpRequest, *, keep_text: bool = True) -> HttpResponse:
    """503, without a question to the database; nothing of what was asked for has been done.

    A script is told in JSON. Who sent a form gets a page that sends it again, by itself or by a
    button, with all that was typed; its files must be chosen again. Any other page loads itself
    again. ``keep_text`` says whether there is time to read what was sent.
    """
    if request.headers.get("Sec-Fetch-Dest") == "empty" or _wants_json(request):
        response: HttpResponse = JsonResponse({"error": "busy", "retry_after": RETRY_AFTER})
    else:
        response = HttpResponse(render_to_string("busy.html", _context(request, keep_text)))
        if request.method in ("GET", "HEAD"):
            response["Refresh"] = RETRY_AFTER
    response.status_code = 503
    response["Retry-After"] = RETRY_AFTER
    add_never_cache_headers(response)
    return response


def _wants_json(request):
    accepted = request.headers.get("Accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def _context(request, keep_text):
    fields, files = _sent(request) if keep_text else ([], [])
    return {
        "site_name": site_context.last_known_name(),
        "request_id": getattr(request, "request_id", ""),
        "retry_after": RETRY_AFTER,
        "is_form": request.method == "POST",
        "enctype": request.content_type if files else "",
        "fields": fields,
        "files": files,
    }


def _sent(request) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Names and values of the form, in its order; names of fields and of the files in them."""
    try:
        texts, files = request.POST, request.FILES
    except _UNREADABLE:
        return [], []
    return (
        [(name, value) for name, values in texts.lists() for value in values],
        [(name, file.name) for name, found in files.lists() for file in found],
    )
