"""Each request has a number; how long it took and how it ended is counted."""

import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from . import metrics
from .current_request import begin, end

logger = logging.getLogger(__name__)


class RequestMiddleware:
    """The first of all: names and times what the others do.

    It answers ``/metrics`` itself, since Prometheus asks for this machine by its number, which is
    no name of the site.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == metrics.PATH:
            return metrics.page(request)
        started = perf_counter()
        number = begin(request)
        try:
            response = self.get_response(request)
            seconds = perf_counter() - started
            # An error is in the log already: one entry for each request.
            if seconds * 1000 >= settings.SLOW_REQUEST_MS and response.status_code < 500:
                logger.warning("slow request", extra={"ms": round(seconds * 1000)})
        finally:
            end()
        response.headers["X-Request-ID"] = number
        metrics.count_request(request, response, seconds)
        return response
