"""The page cache: readers' pages in memory, each proved before it is sent again.

A page is good while no content was committed since its proof (``db.content_version``) and the clock
has not come to the instant at which it changes by itself. After a change of content a page that is
made of nothing but compiled queries proves itself: they are run again as of now, and if they give
the same rows it is good again. Another page is made anew. So what readers get is what the database
says at that moment, visibility included.

It holds for pages that are made of nothing but the rows of content, of what
:func:`site_context.current` has under its stamp, of the address, of the parameters that count, and
of the clock.
"""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from urllib.parse import urlencode

from csp.constants import HEADER
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.cache import get_conditional_response

from ..db import content_version, replica
from ..db.compiled_queries import ExecutedQuery, replaying
from ..monitoring.metrics import count_page
from . import own_writes, page_store
from .page_store import UNKNOWN, CachedPage
from .shared_caches import cache_control

# The key of ``request.META`` under which the WSGI entry point finds the page that was sent.
PAGE = "newsroom.page"
# All that any page takes note of in the query of its address, in the order in which keys have them.
PARAMETERS = (
    "q",
    "section",
    "kind",
    "tag",
    "author",
    "from",
    "to",
    "sort",
    "exact",
    "before",
    "fields",
)


def key_of(path: str, parameters: QueryDict | dict[str, str], names: tuple[str, ...]) -> str:
    """Under which key the page at ``path`` is, where the parameters ``names`` count."""
    known = [(name, parameters[name]) for name in names if name in parameters]
    return f"{path}?{urlencode(known)}" if known else path


def respond(
    request: HttpRequest,
    *,
    make: Callable[[datetime], HttpResponse],
    until: Callable[[datetime], datetime],
    parameters: tuple[str, ...] = (),
) -> HttpResponse:
    """What ``make`` gives for ``request`` as of now, or the same page from the cache.

    ``until`` gives the next instant after one at which the clock alone changes the page. Of the
    query in the address only ``parameters`` count; whatever else is in it, ``make`` does not see.
    Kept are pages with status 200; while developing, when templates change, none. A browser that
    says which page it has is told if that is still the page.
    """
    key = key_of(request.path, request.GET, parameters)
    request.GET = QueryDict(key.partition("?")[2])
    if settings.DEBUG:
        return make(timezone.now())
    position = own_writes.position_of(request)
    if own_writes.must_read_primary(position):
        return _for_one(make)
    answer = partial(_answer, request, key, make, until, is_exact=position is not None)
    with page_store.turn(key):
        source = replica.of_readers()
        try:
            with replica.reading(source):
                return answer()
        except (InterfaceError, OperationalError) as error:
            if source == replica.PRIMARY:
                raise
            replica.note_failure(error)
        return answer()


def _for_one(make: Callable[[datetime], HttpResponse]) -> HttpResponse:
    """A page from the primary that others are not to see yet: what they have would be newer."""
    response = make(timezone.now())
    response["Cache-Control"] = "private, no-store"
    return response


def _answer(
    request: HttpRequest,
    key: str,
    make: Callable[[datetime], HttpResponse],
    until: Callable[[datetime], datetime],
    *,
    is_exact: bool,
) -> HttpResponse:
    """The page that is good, or a new one, from the database that is read here."""
    version = _version(is_exact)
    at = timezone.now()
    page = page_store.get(key)
    known: list[ExecutedQuery] = []
    if page and (_is_good(page, at, version) or _prove(page, at, version, known)):
        return _sent(request, page, at)
    if page:  # it is known to have changed: nobody gets it, whatever becomes of the new one
        page_store.forget(page)
    return _make(request, key, at, version, known, make, until)


def _version(is_exact: bool) -> int:
    """That of the content; unknown inside a transaction, of which nobody else sees anything."""
    return UNKNOWN if connection.in_atomic_block else content_version.current(is_exact=is_exact)


def _is_good(page: CachedPage, at: datetime, version: int) -> bool:
    if not page.is_good(at, version):
        return False
    page.proved = at
    count_page(page.kind, "hit")
    return True


def _prove(page: CachedPage, at: datetime, version: int, known: list[ExecutedQuery]) -> bool:
    """Whether all queries give the same rows; ``known`` gets what they gave, for use at once."""
    if page.executed is None or not page.since <= at < page.until:
        return False
    for query, before, rows in page.executed:
        values = before | {"at": at} if "at" in before else before
        known.append(ExecutedQuery(query, values, query.rows(**values)))
        if known[-1].rows != rows:
            return False
    page.version, page.proved = version, max(page.proved, at)
    count_page(page.kind, "proved")
    return True


def _make(
    request: HttpRequest,
    key: str,
    at: datetime,
    version: int,
    known: list[ExecutedQuery],
    make: Callable[[datetime], HttpResponse],
    until: Callable[[datetime], datetime],
) -> HttpResponse:
    """The page made anew, and kept where that can be."""
    queries: list[str] = []
    with replaying(known) as log, _noting(queries):
        response = make(at)
        if response.status_code != 200 or response.cookies:
            return response
        ends = until(at)
    kind = getattr(request.resolver_match, "view_name", None) or "other"
    count_page(kind, "made")
    executed = log.executed if len(queries) == log.fetched else None
    headers = _headers(response)
    page = CachedPage(key, kind, response.content, headers, executed, at, ends, at, version)
    if executed is not None or version != UNKNOWN:
        page_store.put(page)
    return _sent(request, page, at)


def _noting(queries: list[str]) -> AbstractContextManager[None]:
    return replica.read_connection().execute_wrapper(partial(_note, queries))


def _note(queries: list[str], run: Callable, sql: str, *args: object) -> object:
    queries.append(sql)
    return run(sql, *args)


def last_proved(request: HttpRequest, *, at: datetime) -> HttpResponse | None:
    """The page as it was last proved, while nobody can say whether it still is what would be made.

    Not longer than :data:`LONGEST_UNPROVED`, and not past the instant at which the clock alone
    changes it: what is due to be taken down then is not shown.
    """
    if request.method not in ("GET", "HEAD"):
        return None
    page = page_store.get(key_of(request.path, request.GET, PARAMETERS))
    if page is None or not page.proved <= at < page.last_unproved:
        return None
    count_page(page.kind, "stale")
    return _reply(request, page, at, page.last_unproved)


def _headers(response: HttpResponse) -> dict[str, str]:
    """With what lets a browser ask whether it still has the page."""
    digest = hashlib.blake2b(response.content, digest_size=16).hexdigest()
    return dict(response.items()) | {"ETag": f'"{digest}"'}


def _sent(request: HttpRequest, page: CachedPage, at: datetime) -> HttpResponse:
    """What is sent of a page that is good.

    Who is signed in has perhaps just changed it: their browser asks each time.
    """
    request.META[PAGE] = page
    response = _reply(request, page, at, page.until)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        response["Cache-Control"] = "private, no-cache"
    return response


def _reply(request: HttpRequest, page: CachedPage, at: datetime, until: datetime) -> HttpResponse:
    response = HttpResponse(page.content, headers=page.headers)
    response["Cache-Control"] = cache_control(until, at)
    etag = page.headers["ETag"]
    reply = get_conditional_response(request, etag=etag, response=response) or response
    # A browser that has the page takes over what comes with the 304, the policy too.
    if HEADER in page.headers:
        reply[HEADER] = page.headers[HEADER]
    return reply
