"""Figures for Prometheus, at ``/metrics``: of this process, or of all that share a folder.

With ``PROMETHEUS_MULTIPROC_DIR`` in the environment the processes of a server count together.
"""

import os
from functools import cache

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from .current_request import comes_from_this_machine

PATH = "/metrics"
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
# What proxies add: then it is not a program of this machine that asks.
_FORWARDED = (
    "HTTP_X_FORWARDED_FOR HTTP_X_FORWARDED_PROTO HTTP_X_FORWARDED_HOST HTTP_X_REAL_IP "
    "HTTP_X_REQUEST_ID HTTP_FORWARDED HTTP_VIA"
).split()

_requests = Histogram(
    "newsroom_request_seconds",
    "Requests and how long they took, by the name of the address and the class of the status.",
    ["view", "status"],
    buckets=(0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
_cached = Counter(
    "newsroom_page_cache",
    "Pages of readers by the name of the address: sent as they were (hit), since their queries gave"
    " the same rows (proved), made anew (made), unproved while the database was away (stale).",
    ["view", "result"],
)
# Collectors of what all processes would say alike, as of rows that are counted when it is asked.
common_figures = CollectorRegistry()


@cache
def _pages_like(view: str, result: str) -> Counter:
    return _cached.labels(view, result)


def count_page(view: str, result: str) -> None:
    """A page of readers; ``result`` is hit, proved, made or stale."""
    _pages_like(view, result).inc()


def count_request(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """A request that took so many seconds."""
    count_answer(_view_of(request), response.status_code // 100, seconds)


def count_answer(view: str, status: int, seconds: float) -> None:
    """An answer of the address called ``view``; of its status the first figure."""
    _requests_like(view, status).observe(seconds)


@cache  # of a few hundred: there are so many names; prometheus_client's own look-up takes longer
def _requests_like(view: str, status: int) -> Histogram:
    return _requests.labels(view, f"{status}xx")


def _view_of(request: HttpRequest) -> str:
    """The name of the address, as ``articles.urls`` has it; all of the desk is one."""
    if request.path_info.startswith("/admin/"):
        return "admin"
    return getattr(request.resolver_match, "view_name", None) or "other"


def page(request: HttpRequest) -> HttpResponse:
    """All figures, for a program of this machine; 404 for others."""
    if not comes_from_this_machine(request.META) or any(
        name in request.META for name in _FORWARDED
    ):
        return HttpResponseNotFound()
    content = _of_all_processes() if SHARED_FOLDER in os.environ else _of_this_process()
    return HttpResponse(content + generate_latest(common_figures), content_type=CONTENT_TYPE_LATEST)


def _of_all_processes() -> bytes:
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return generate_latest(registry)


def _of_this_process() -> bytes:
    label = f"# These are the figures of one process only, {os.getpid()}.\n"
    return label.encode() + generate_latest(REGISTRY)
