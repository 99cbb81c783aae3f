"""Pages kept with the rows they were made of.

When a page is asked for again its queries are run again, as of now; only if one of them gives other
rows is the page made anew. So what readers get is what the database says at that moment, visibility
included, and what is saved is the work of making objects and HTML of the same rows once more.

It holds for pages that are made of nothing but the answers of compiled queries, of what
:func:`site_context.current` has under its stamp, of the address and of the clock.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from sys import getsizeof
from threading import Lock

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from ..db.compiled_queries import ExecutedQuery, replaying
from ..monitoring.metrics import page_cache_hits, page_cache_misses

LONGEST_UNPROVED = timedelta(minutes=10)
ROOM = 12 * 1024**2  # bytes that all pages take with their rows: of articles some 260
_OWN_SIZE = 1_000  # of the headers, and of the objects that hold a page together


@dataclass(slots=True)
class CachedPage:
    """A page, the queries that it was made of, and between which instants the clock leaves it.

    ``proved`` is when those last gave the same rows.
    """

    content: bytes
    headers: dict[str, str]
    executed: list[ExecutedQuery]
    since: datetime
    until: datetime
    proved: datetime

    def size(self) -> int:
        """Bytes that it takes in memory."""
        rows = [executed.rows for executed in self.executed]
        values = [executed.values for executed in self.executed]
        return _OWN_SIZE + _size([self.content, rows, values])


class _Pages:
    """By address; those made first make room for others."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pages: OrderedDict[str, tuple[CachedPage, int]] = OrderedDict()
        self.size = 0

    def get(self, address: str) -> CachedPage | None:
        page, _ = self._pages.get(address, (None, 0))
        return page

    def put(self, address: str, page: CachedPage) -> None:
        size = page.size() + getsizeof(address)
        with self._lock:
            self._drop(address)
            self._pages[address] = page, size
            self.size += size
            while self.size > ROOM:
                self._drop(next(iter(self._pages)))

    def forget(self, address: str, page: CachedPage) -> None:
        """Unless there is another by now."""
        with self._lock:
            if self.get(address) is page:
                self._drop(address)

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self.size = 0

    def _drop(self, address: str) -> None:
        _, size = self._pages.pop(address, (None, 0))
        self.size -= size


_pages = _Pages()


def respond(
    request: HttpRequest,
    *,
    at: datetime,
    make: Callable[[], HttpResponse],
    until: Callable[[], datetime],
) -> HttpResponse:
    """What ``make`` gives for ``request`` at ``at``, or the same page as it was kept.

    ``until`` gives the next instant at which the clock alone changes the page. Kept are pages with
    status 200 and no query in their address; while developing, when templates change, none. A
    browser that says which page it has is told if that is still the page.
    """
    if request.META.get("QUERY_STRING") or settings.DEBUG:
        return make()
    cached = _pages.get(request.path)
    known: list[ExecutedQuery] = []
    if cached and cached.since <= at < cached.until and _is_fresh(cached, at, known):
        cached.proved = max(cached.proved, at)
        page_cache_hits.inc()
        return _reply(request, cached)
    page_cache_misses.inc()
    if cached:  # it is known to have changed: nobody gets it, whatever becomes of the new one
        _pages.forget(request.path, cached)
    queries: list[str] = []
    with replaying(known) as log, connection.execute_wrapper(partial(_note, queries)):
        response = make()
        ends = until() if response.status_code == 200 else at
    if response.status_code != 200:
        return response
    page = CachedPage(response.content, _headers(response), log.executed, at, ends, at)
    if len(queries) == log.fetched:
        _pages.put(request.path, page)
    return _reply(request, page)


def _note(queries: list[str], run: Callable, sql: str, *args: object) -> object:
    queries.append(sql)
    return run(sql, *args)


def last_proved(request: HttpRequest, *, at: datetime) -> HttpResponse | None:
    """The page as it was last proved, while nobody can say whether it still is what would be made.

    Not longer than :data:`LONGEST_UNPROVED`, and not past the instant at which the clock alone
    changes it: what is due to be taken down then is not shown.
    """
    page = _pages.get(request.path)
    if request.method not in ("GET", "HEAD") or request.META.get("QUERY_STRING") or not page:
        return None
    if not page.proved <= at < min(page.until, page.proved + LONGEST_UNPROVED):
        return None
    return _reply(request, page)


def clear() -> None:
    """Keep nothing."""
    _pages.clear()


def size() -> int:
    """Bytes that all pages take, of :data:`ROOM`."""
    return _pages.size


def _headers(response: HttpResponse) -> dict[str, str]:
    """With what lets browsers keep the page, but not show it without asking."""
    digest = hashlib.blake2b(response.content, digest_size=16).hexdigest()
    return dict(response.items()) | {"ETag": f'"{digest}"', "Cache-Control": "no-cache"}


def _reply(request: HttpRequest, page: CachedPage) -> HttpResponse:
    response = HttpResponse(page.content, headers=page.headers)
    etag = page.headers["ETag"]
    return get_conditional_response(request, etag=etag, response=response) or response


def _is_fresh(cached: CachedPage, at: datetime, known: list[ExecutedQuery]) -> bool:
    """Whether all queries give the same rows; ``known`` gets what they gave, for use at once."""
    for query, before, rows in cached.executed:
        values = before | {"at": at} if "at" in before else before
        known.append(ExecutedQuery(query, values, query.rows(**values)))
        if known[-1].rows != rows:
            return False
    return True


def _size(value: object) -> int:
    """Bytes of ``value`` with all that it holds; what is held twice counts twice."""
    own = getsizeof(value)
    if isinstance(value, dict):
        return own + sum(_size(key) + _size(one) for key, one in value.items())
    if isinstance(value, list | tuple):
        return own + sum(map(_size, value))
    return own
