"""The page cache at the WSGI entry point, ahead of Django and its middleware.

What is answered here: GET and HEAD of a page that is good, to who is not signed in, by a name of
the site that Django has answered to before, with the headers that Django gave it. All else goes on
to Django, and what it sends of a page is kept for the next.
"""

import gzip
import logging
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from time import perf_counter
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import brotli
from django.conf import settings
from django.db import Error

from ..db import content_version, outage, replica
from ..monitoring.current_request import number_of
from ..monitoring.metrics import count_answer, count_page
from . import own_writes, page_store
from .page_cache import PAGE, PARAMETERS, key_of
from .page_store import CachedPage
from .shared_caches import cache_control

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

_MOST_HOSTS = 100
_SMALLEST = 512  # bytes that are worth compressing
_COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=5),
    "gzip": lambda content: gzip.compress(content, compresslevel=6, mtime=0),
}
# Of each answer, or of none that may be sent to somebody else.
_OF_ONE_ANSWER = {"cache-control", "content-length", "etag", "vary", "x-request-id"}
_OF_CONTENT = {"content-type", "content-language"}
_NOT_AT_ALL = re.compile(r"q=0(\.0{0,3})?")
_logger = logging.getLogger(__name__)


class Copy(NamedTuple):
    """A page as it goes out, but for what differs from answer to answer."""

    status: str
    headers: Headers
    body: list[bytes]


class CachedAnswers:
    """``application``, with the page cache before it."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._hosts: set[tuple[str | None, ...]] = set()
        self._slow = settings.SLOW_REQUEST_MS / 1000

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        started = perf_counter()
        key = _key(environ)
        if key is None:
            return self._application(environ, start_response)
        at = datetime.now(UTC)
        page = _good_page(key, at) if _host(environ) in self._hosts else None
        if page is None:
            return self._ask(environ, start_response)
        copy = _copy_for(page, environ)
        body = _send(copy, page, at, environ, start_response)
        count_page(page.kind, "hit")
        self._count(page.kind, copy.status, environ, perf_counter() - started)
        return body

    def _ask(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """What Django answers; a page that anybody may have is kept as it is sent."""
        status, headers = "", []

        def start(given_status: str, given_headers: Headers, exc_info: object = None) -> None:
            nonlocal status, headers
            status, headers = given_status, given_headers

        body = self._application(environ, start)
        page: CachedPage | None = environ.get(PAGE)
        if page is None or not status.startswith("200 ") or not _is_for_all(headers):
            start_response(status, headers)
            return body
        body.close()  # type: ignore[attr-defined]  # Django's
        page.sent = page.sent or [
            *((name, value) for name, value in headers if name.lower() not in _OF_ONE_ANSWER),
            ("Vary", "Accept-Encoding"),
        ]
        if len(self._hosts) >= _MOST_HOSTS:
            self._hosts.clear()
        self._hosts.add(_host(environ))
        return _send(_copy_for(page, environ), page, datetime.now(UTC), environ, start_response)

    def _count(self, kind: str, status: str, environ: Environ, seconds: float) -> None:
        count_answer(kind, int(status[0]), seconds)
        if seconds >= self._slow:
            about = {"method": environ["REQUEST_METHOD"], "address": environ["PATH_INFO"]}
            _logger.warning("slow request", extra={"ms": round(seconds * 1000)} | about)


def _key(environ: Environ) -> str | None:
    """The key of the page that is asked for; None for what is not for the cache."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return None
    cookies = environ.get("HTTP_COOKIE", "")
    if cookies and any(sign in cookies for sign in (*_own_cookies(), "\\")):
        return None
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if not path.isascii() or path.startswith("/admin/"):
        return None
    if not query:
        return path
    if "\0" in query or "%00" in query:
        return None
    return key_of(path, dict(parse_qsl(query, keep_blank_values=True)), PARAMETERS)


def _own_cookies() -> tuple[str, str]:
    """How the cookies begin whose bearer Django answers."""
    return f"{settings.SESSION_COOKIE_NAME}=", f"{own_writes.COOKIE}="


def _host(environ: Environ) -> tuple[str | None, ...]:
    """By which name, and by which scheme, the site is asked."""
    get = environ.get
    return get("HTTP_HOST"), get("HTTP_X_FORWARDED_PROTO"), get("wsgi.url_scheme")


def _good_page(key: str, at: datetime) -> CachedPage | None:
    """The page under ``key``, proved at this instant and fit to be sent."""
    page = page_store.get(key)
    if page is None or not page.sent or _is_without_database():
        return None
    try:
        version = content_version.current()
    except Error:  # Django will say so
        return None
    if not page.is_good(at, version):
        return None
    page.proved = at
    return page


def _is_without_database() -> bool:
    return outage.is_known() and replica.source() == replica.PRIMARY


def _is_for_all(headers: Headers) -> bool:
    """Whether nothing in an answer is for this reader alone."""
    values = {name.lower(): value for name, value in headers}
    return (
        "set-cookie" not in values
        and values.get("vary", "Accept-Encoding").lower() == "accept-encoding"
        and "'nonce-" not in values.get("content-security-policy", "")
    )


def _copy_for(page: CachedPage, environ: Environ) -> Copy:
    coding = _coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    asked = environ.get("HTTP_IF_NONE_MATCH")
    is_known = asked is not None and _matches(asked, page.headers["ETag"])
    return page.copies.get((coding, is_known)) or _make_copy(page, coding, is_known)


def _send(
    copy: Copy, page: CachedPage, at: datetime, environ: Environ, start_response: StartResponse
) -> list[bytes]:
    own = ("Cache-Control", cache_control(page.until, at)), ("X-Request-ID", number_of(environ))
    start_response(copy.status, [*copy.headers, *own])
    return [b""] if environ["REQUEST_METHOD"] == "HEAD" else copy.body


def _make_copy(page: CachedPage, coding: str, is_known: bool) -> Copy:
    """The page in a content coding, or that a browser knows it already; made once."""
    headers, etag, content = page.sent, page.headers["ETag"], page.content
    coding = coding if len(content) >= _SMALLEST else ""
    tag = ("ETag", f"W/{etag}" if coding else etag)
    if is_known:
        kept = [(name, value) for name, value in headers if name.lower() not in _OF_CONTENT]
        copy = Copy("304 Not Modified", [*kept, tag], [b""])
    else:
        body = _COMPRESS[coding](content) if coding else content
        about = [("Content-Encoding", coding)] if coding else []
        about.append(("Content-Length", str(len(body))))
        copy = Copy("200 OK", [*headers, tag, *about], [body])
    page.copies[coding, is_known] = copy
    page_store.measure_again(page)
    return copy


@lru_cache(maxsize=256)
def _coding(accepted: str) -> str:
    """The best content coding that is accepted; empty for none. RFC 9110, section 12.5.3."""
    qualities = {}
    for one in accepted.lower().split(","):
        name, _, quality = one.partition(";")
        qualities[name.strip()] = not _NOT_AT_ALL.fullmatch(quality.strip())
    return next((name for name in _COMPRESS if qualities.get(name, False)), "")


@lru_cache(maxsize=256)
def _matches(asked: str, etag: str) -> bool:
    """Whether a browser says that it has ``etag``, weakly compared. RFC 9110, section 13.1.2."""
    return asked.strip() == "*" or etag in (
        one.strip().removeprefix("W/") for one in asked.split(",")
    )
