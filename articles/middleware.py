"""Where a request comes from, which edition it asks for, which language an editor works in.

What no request may have, and who may hold how many threads.
"""

from ipaddress import ip_address
from threading import BoundedSemaphore

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpResponseNotAllowed
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation

from .addresses import edition_of
from .db import outage, replica
from .db.locks import is_lock_timeout
from .delivery import own_writes, site_context
from .delivery.transliteration import in_letters_of
from .delivery.unavailable import busy, without_database
from .models.audit import audit_origin
from .monitoring.current_request import note_user

# What no page of the site asks a browser for, and no script that got in shall.
_PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)

# What needs none, or says itself that it is away.
_WITHOUT_DATABASE = {"/livez", "/readyz", "/robots.txt"}
# Addresses of readers that are answered from the primary.
_OF_PRIMARY = {"media", "preview", "preview-media"}

# Django's admin would take any other word for GET.
_STAFF_METHODS = ("GET", "HEAD", "POST")
_READING = ("GET", "HEAD", "OPTIONS")
_PATIENCE = 0.25  # seconds that a form which is turned away waits to be read


class DeskThreadsMiddleware:
    """Lets requests that may wait for a lock hold no more than a part of the threads.

    These are all of the desk, and whatever is no reading. Who comes when ``DESK_THREADS`` are
    taken is turned away at once; the text of a form goes back with the answer, for which as many
    more threads may read it. So readers always have the rest. What has waited for a lock in
    vain is answered in the same way.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self._desk = BoundedSemaphore(settings.DESK_THREADS)
        self._turned_away = BoundedSemaphore(settings.DESK_THREADS)

    def __call__(self, request):
        if request.method in _READING and not request.path_info.startswith("/admin/"):
            return self.get_response(request)
        if not self._desk.acquire(blocking=False):
            return self._turn_away(request)
        try:
            return self.get_response(request)
        finally:
            self._desk.release()

    def _turn_away(self, request):
        if request.method in _READING or not self._turned_away.acquire(timeout=_PATIENCE):
            return busy(request, keep_text=False)
        try:
            return busy(request)
        finally:
            self._turned_away.release()

    def process_exception(self, request, exception):
        return busy(request) if is_lock_timeout(exception) else None


class NullCharacterMiddleware:
    """Refuses addresses and cookies with a NUL, which no browser writes and PostgreSQL cannot hold.

    In forms each field says for itself that it takes none.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query, cookies = (request.META.get(name, "") for name in ("QUERY_STRING", "HTTP_COOKIE"))
        if "\0" in request.path_info or "%00" in query or "\0" in query:
            raise BadRequest("a NUL in the address")
        # Inside quotation marks a cookie writes characters by their octal numbers.
        if "\\000" in cookies and any("\0" in value for value in request.COOKIES.values()):
            raise BadRequest("a NUL in a cookie")
        return self.get_response(request)


class ClientAddressMiddleware:
    """Makes ``REMOTE_ADDR`` the address that the proxy on this machine has seen.

    Only from loopback, or a socket without an address, is ``X-Forwarded-For`` believed, and of that
    only the last entry: it is the one which our own proxy has added.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        seen = request.META.get("REMOTE_ADDR", "")
        proxy = _address(seen)
        if not seen or (proxy and proxy.is_loopback):
            forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]
            request.META["REMOTE_ADDR"] = str(_address(forwarded.strip()) or seen)
        return self.get_response(request)


def _address(text):
    """The address that ``text`` writes, or None."""
    try:
        return ip_address(text)
    except ValueError:
        return None


class PermissionsPolicyMiddleware:
    """Takes from pages what a browser would let them ask for and they never need."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        return response


class OutageMiddleware:
    """While the primary is away, answers without it; stands before all that ask it.

    What fails in the view is caught here, in another middleware by ``views.errors.server_error``.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_away = request.path not in _WITHOUT_DATABASE and outage.is_on()
        if is_away and not self._is_of_replica(request):
            return without_database(request)
        return self.get_response(request)

    def _is_of_replica(self, request):
        is_reading = request.method in _READING and not request.path_info.startswith("/admin/")
        return is_reading and replica.source() == replica.REPLICA

    def process_view(self, request, view, args, kwargs):
        """Only here it is known that a reader wants what the replica is not asked for."""
        if outage.is_known() and request.resolver_match.view_name in _OF_PRIMARY:
            return without_database(request)
        return None

    def process_exception(self, request, error):
        if not outage.is_outage(error):
            return None
        outage.begin(error)
        return without_database(request)


class OwnWritesMiddleware:
    """Whoever has changed something at the desk sees it on the site, however old the replica is."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_change = request.method not in _READING and request.path_info.startswith("/admin/")
        if is_change and replica.is_given() and request.user.is_authenticated:
            own_writes.note(response)
        return response


class EditionMiddleware:
    """Answers ``/ru/…`` as ``/…`` of the Russian edition; staff pages follow the user's choice."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith("/admin/"):
            if request.method not in _STAFF_METHODS:
                return HttpResponseNotAllowed(_STAFF_METHODS)
            language = getattr(request.user, "language", "kk")
            note_user(request)
            origin = request.META.get("REMOTE_ADDR", "")
            with translation.override(language), audit_origin(origin):
                request.LANGUAGE_CODE = language
                return self.get_response(request)
        edition = edition_of(request.path_info)
        before = get_script_prefix()
        request.edition = edition
        request.path_info = "/" + request.path_info.removeprefix(edition.prefix)
        set_script_prefix(edition.prefix)
        try:
            with translation.override(edition.language), site_context.request_cache():
                return in_letters_of(edition, self.get_response(request))
        finally:
            set_script_prefix(before)
