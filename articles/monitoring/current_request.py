"""Which request this thread answers, and the number under which the log has it.

Entries of the log and pages of errors ask here, so it needs no database, no session and no context
of a template.
"""

import re
import secrets
import sys
from contextvars import ContextVar
from ipaddress import ip_address
from itertools import count
from typing import Any

from django.core.signals import got_request_exception
from django.dispatch import receiver
from django.http import Http404, HttpRequest

# Keys of ``request.META``: an entry may be written when the middlewares have ended.
REQUEST_ID = "newsroom.request_id"
ERROR = "newsroom.error"
USER_KEY, USER_NAME = "newsroom.user_key", "newsroom.user_name"

_WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
_PROCESS, _numbers = secrets.token_hex(4), count(secrets.randbits(24))
_current: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def current_request() -> HttpRequest | None:
    """The request that this thread answers; None outside, as in a command."""
    return _current.get()


def request_id() -> str:
    """The number of the request that this thread answers; empty outside."""
    request = _current.get()
    return request.META[REQUEST_ID] if request else ""


def begin(request: HttpRequest) -> str:
    """This thread answers ``request`` from here on; gives the number of it."""
    number = request.META[REQUEST_ID] = number_of(request.META)
    _current.set(request)
    return number


def number_of(meta: dict[str, Any]) -> str:
    """The number of a request: as our proxy has it, or a new one. ``meta`` is its environment."""
    return _number_from_proxy(meta) or f"{_PROCESS}{next(_numbers):08x}"


def end() -> None:
    """It has been answered."""
    _current.set(None)


def note_user(request: HttpRequest) -> None:
    """For entries of the log: who is signed in, where the page has looked that up anyway."""
    if request.user.is_authenticated:
        request.META[USER_KEY], request.META[USER_NAME] = request.user.pk, str(request.user)


@receiver(got_request_exception)
def note_error(request: HttpRequest, **kwargs: object) -> None:
    """For the entry of the log: what failed in a view of errors, which Django forgets."""
    error = request.META[ERROR] = sys.exc_info()[1]
    if error and isinstance(error.__context__, Http404):  # which names all addresses that there are
        error.__suppress_context__ = True


def comes_from_this_machine(meta: dict[str, Any]) -> bool:
    """Whether the peer is a program of this machine, as our proxy is, and is on the network.

    To be asked before ``ClientAddressMiddleware`` puts the address of the reader there.
    """
    try:
        return ip_address(meta.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _number_from_proxy(meta: dict[str, Any]) -> str:
    """What nginx calls the request, so that both logs say the same; strangers call it nothing."""
    number = meta.get("HTTP_X_REQUEST_ID", "")
    if not number or not _WELL_FORMED.fullmatch(number):
        return ""
    is_ours = not meta.get("REMOTE_ADDR") or comes_from_this_machine(meta)
    return number if is_ours else ""
