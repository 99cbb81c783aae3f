"""The log: entries on standard error, for people (``console``) or for machines (``json``).

All code writes by Python's ``logging``; structlog makes lines of that. An entry written while a
request is answered says which one it was. An unhandled error is the one entry that Django's
``django.request`` makes of it.
"""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import structlog
from django.http import HttpRequest
from structlog.typing import EventDict, Processor

from .addresses import address_of, without_secrets
from .current_request import ERROR, REQUEST_ID, USER_KEY, USER_NAME, current_request

FORMATS = ("console", "json")
_LONGEST_LINE = 300  # characters of what strangers have brought into the log
_HANDLER = {"handlers": ["stderr"], "propagate": False}


def logging_settings(log_format: str) -> dict[str, Any]:
    """Django's ``LOGGING``: quiet, but for what an operator should look at."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"newsroom": {"()": formatter, "log_format": log_format}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "newsroom"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            # Django's own set-up tells errors to nobody while DEBUG is off and no ADMINS are named.
            "django": {"handlers": [], "level": "WARNING"},
            # Less than 500 is between the reader and the page.
            "django.request": {"level": "ERROR"},
            # It would write who signs in from where; that is in the database, as far as it may be.
            "axes": {"level": "ERROR"},
            # What the web server says in a process that answers requests.
            "_granian": _HANDLER,
        },
    }


def formatter(log_format: str) -> logging.Formatter:
    """Makes a line of each entry, and below it the traceback, or a line of JSON."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            _shorten_security,
            _name_request,
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *(_FOR_MACHINES if log_format == "json" else _FOR_PEOPLE),
        ],
    )


def _shorten_security(logger: object, method: str, entry: EventDict) -> EventDict:
    """One short line of what a stranger tried: no traceback, and not all that was sent."""
    if entry["logger"].startswith("django.security"):
        entry["event"] = str(entry["event"])[:_LONGEST_LINE]
        entry.update(exc_info=None, level="warning")
    return entry


def _name_request(logger: object, method: str, entry: EventDict) -> EventDict:
    """Adds method, address, client, user and number of the request that was answered."""
    request = entry.pop("request", None) or current_request()
    if not isinstance(request, HttpRequest):  # a socket, as Python's own web server hands over
        return entry
    if entry["logger"] == "django.request":  # whose text has the path with all secrets in it
        entry["event"] = HTTPStatus(entry["status_code"]).phrase
        _add_error(entry, request.META.get(ERROR))
    entry["event"] = str(entry["event"]).replace(request.path, without_secrets(request.path))
    found = {
        "method": request.method,
        "address": address_of(request)[:_LONGEST_LINE],
        "client": request.META.get("REMOTE_ADDR"),
        "user_key": request.META.get(USER_KEY),
        "user": request.META.get(USER_NAME),
        "request_id": request.META.get(REQUEST_ID),
    }
    entry.update((name, value) for name, value in found.items() if value is not None)
    return entry


def _add_error(entry: EventDict, noted: BaseException | None) -> None:
    """The traceback; of a 503 one line, since meanwhile all requests say the same."""
    error = (entry.pop("exc_info", None) or (None, noted))[1]
    if error and entry["status_code"] == HTTPStatus.SERVICE_UNAVAILABLE:
        entry["error"] = f"{type(error).__name__}: {error}".partition("\n")[0][:_LONGEST_LINE]
    elif error:
        entry["exc_info"] = type(error), error, error.__traceback__


def _stamped(pattern: str, *, utc: bool) -> Callable:
    return structlog.processors.TimeStamper(fmt=pattern, utc=utc)


_FOR_PEOPLE: list[Processor] = [
    _stamped("%Y-%m-%d %H:%M:%S", utc=False),
    # Without the values of variables, which rich tracebacks would print.
    structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback, sort_keys=False
    ),
]
_FOR_MACHINES: list[Processor] = [
    _stamped("iso", utc=True),
    structlog.processors.format_exc_info,
    structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
]
