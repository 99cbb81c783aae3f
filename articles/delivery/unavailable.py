"""503: the site cannot answer now. Readers get a plain page in the newsroom's name; who sent a form
gets it back as it was filled in, to send it again.

Nothing here asks the database.
"""

import re
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    QueryDict,
)
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.views.decorators.csrf import csrf_protect

from ..addresses import edition_of
from ..kazakh.documents import convert_document
from . import page_cache, site_context

SOON = 5  # seconds after which to ask again
_BUSY = 2  # where others only have to end what they have begun
_NO_STORE = {"Cache-Control": "no-store"}
_UNREADABLE = (SuspiciousOperation, MultiPartParserError, UnreadablePostError)
# Whatever is typed to get in is shown to nobody, on no page.
_SECRET = re.compile(r"passw|code|credential|secret|token")
_CSRF_FIELD = "csrfmiddlewaretoken"
# Keys, numbers, instants, words of the form's own: they are sent again, not read.
_NOT_TEXT = re.compile(r"[\W\d_]*|[a-z_]{1,12}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class SentField(NamedTuple):
    """A field of a form as it was sent; ``label`` is empty where it is nothing to be read."""

    name: str
    value: str
    label: str


def unavailable(
    request: HttpRequest,
    *,
    retry_after: int = SOON,
    is_busy: bool = False,
    keep_text: bool = True,
) -> HttpResponseBase:
    """503 for ``request``, to be sent again after ``retry_after`` seconds; nothing has been done.

    A form of the desk comes back with all that was typed into it, if there is time to read what was
    sent (``keep_text``); a page of the desk loads itself again; a script is told in JSON.
    ``is_busy``: not the database is away, but too many want to write at once.
    """
    headers = _NO_STORE | {"Retry-After": str(retry_after)}
    if _is_script(request):
        said = {"error": "busy" if is_busy else "away", "retry_after": retry_after}
        return JsonResponse(said, status=503, headers=headers)
    try:
        if keep_text and _has_form(request):
            response = _try_again(request, headers, retry_after, is_busy)
            if response.status_code == 503:
                return response
    except (OperationalError, InterfaceError, *_UNREADABLE):
        pass  # a form that cannot be read, or forged: whose own page would ask who it is
    if request.method in ("GET", "HEAD") and request.path.startswith("/admin/"):
        headers = headers | {"Refresh": str(retry_after)}
    return _plain(request, headers, is_busy)


def busy(request: HttpRequest, *, keep_text: bool = True) -> HttpResponseBase:
    """:func:`unavailable` to whom others have kept from the database for too long."""
    return unavailable(request, retry_after=_BUSY, is_busy=True, keep_text=keep_text)


def without_database(request: HttpRequest) -> HttpResponseBase:
    """What ``request`` is answered while the database is away: the page last proved, or 503."""
    return page_cache.last_proved(request, at=timezone.now()) or unavailable(request)


def _has_form(request: HttpRequest) -> bool:
    """Whether there is something to be shown again to a person."""
    if request.method != "POST" or not request.path.startswith("/admin/"):
        return False
    typed = request.POST.keys() - {_CSRF_FIELD}
    return not any(_SECRET.search(name) for name in typed)


def _is_script(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept", "")
    is_page = request.headers.get("Sec-Fetch-Dest", "document") in ("document", "iframe")
    return not is_page or ("application/json" in accepted and "text/html" not in accepted)


def _plain(request: HttpRequest, headers: dict[str, str], is_busy: bool) -> HttpResponse:
    """In the letters of the edition; the name as the pages have it, that were shown before."""
    site, edition = site_context.last_seen(), edition_of(request.path)
    context = {
        "name": site.identity.name if site else "",
        "is_busy": is_busy,
        "is_form": request.method == "POST",
    }
    page: str = render_to_string("503.html", context)
    convert = site_context.speller(edition, site) if site else None
    if convert is None:
        return HttpResponse(page, status=503, headers=headers | {"Content-Language": "kk"})
    page = convert_document(
        page, convert, lang=edition.lang, right_to_left=edition.is_right_to_left
    )
    return HttpResponse(page, status=503, headers=headers | {"Content-Language": edition.lang})


@csrf_protect
def _try_again(
    request: HttpRequest, headers: dict[str, str], retry_after: int, is_busy: bool
) -> HttpResponse:
    """Only for a form that the site itself has given out: what it holds can be sent from here."""
    context = {
        "address": request.get_full_path(),
        "fields": _sent_fields(request.path, request.POST),
        "files": list(request.FILES),
        "is_busy": is_busy,
        "retry_after": retry_after,
        "csrf_token": get_token(request),
    }
    # Without a session nobody knows the language of who sits there.
    language = getattr(request, "LANGUAGE_CODE", None) or get_language()
    with override(language):
        page = render_to_string("admin/try_again.html", context)
    return HttpResponse(page, status=503, headers=headers)


def _sent_fields(path: str, sent: QueryDict) -> list[SentField]:
    return [
        SentField(name, value, _label(path, name) if _is_text(name, value) else "")
        for name, values in sent.lists()
        for value in values
        if name != _CSRF_FIELD
    ]


def _is_text(name: str, value: str) -> bool:
    """Whether ``value`` was typed: what begins with ``_`` is a button."""
    return not name.startswith("_") and not _NOT_TEXT.fullmatch(value)


def _label(path: str, name: str) -> str:
    """What the form at ``path`` (``/admin/articles/photo/…``) calls the field."""
    app, _, rest = path.removeprefix("/admin/").partition("/")
    try:
        model = apps.get_model(app, rest.partition("/")[0])
        return capfirst(str(model._meta.get_field(name).verbose_name))
    except (LookupError, ValueError, FieldDoesNotExist, AttributeError):
        return name
