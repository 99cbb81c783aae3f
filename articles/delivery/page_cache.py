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
from datetime import datetime
from functools import partial
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from ..db.compiled_queries import ExecutedQuery, replaying
from ..monitoring.metrics import page_cache_hits, page_cache_misses

MOST = 500  # pages, of some 45 kB with their rows


class CachedPage(NamedTuple):
    """A page, the queries that it was made of, and between which instants the clock leaves it."""

    content: bytes
    headers: dict[str, str]
    executed: list[ExecutedQuery]
    since: datetime
    until: datetime


_pages: OrderedDict[str, CachedPage] = OrderedDict()
_lock = Lock()


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
        page_cache_hits.inc()
        return _reply(request, cached)
    page_cache_misses.inc()
    queries: list[str] = []
    with replaying(known) as log, connection.execute_wrapper(partial(_note, queries)):
        response = make()
    if response.status_code != 200:
        return response
    page = CachedPage(response.content, _headers(response), log.executed, at, until())
    if len(queries) == log.fetched:
        _store(request.path, page)
    return _reply(request, page)


def _note(queries: list[str], run: Callable, sql: str, *args: object) -> object:
    queries.append(sql)
    return run(sql, *args)


def clear() -> None:
    """Keep nothing."""
    _pages.clear()


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


def _store(address: str, page: CachedPage) -> None:
    with _lock:
        _pages[address] = page
        _pages.move_to_end(address)
        while len(_pages) > MOST:
            _pages.popitem(last=False)
