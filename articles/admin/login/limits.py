"""How many failures a door of the staff bears: by who is named, by address, by both together.

django-axes calls this as its handler and keeps the rows, one for each attempt, in its
``AccessFailureLog``: ``username`` is a keyed digest of who was named and never the letters (people
type a password there by mistake), ``ip_address`` the network, ``path_info`` the name of the door.
An attempt is noted before the password is looked at and taken back when that was right, so that any
number of workers asked at the same instant let no more through than the limit.
"""

import ipaddress
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessFailureLog
from django.db import transaction
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac

from articles.kazakh.normalization import normal_form

from ...models import User
from .known_devices import device_of, device_of_name

_HOUR = timedelta(hours=1)  # the longest window: older rows are of no use


class Limit(NamedTuple):
    """So many attempts in so long."""

    amount: int
    window: timedelta

    def opens(self, times: list[datetime]) -> datetime | None:
        """When one more may come after attempts at ``times``, oldest first; None for at once."""
        if len(times) < self.amount:
            return None
        return times[-self.amount] + self.window


class Door(NamedTuple):
    """The limits of a way in: from one address, under one name, and under that from there."""

    name: str
    address: Limit
    who: Limit | None = None
    together: Limit | None = None


SIGN_IN = Door(
    "sign in",
    address=Limit(50, _HOUR),
    who=Limit(20, _HOUR),
    together=Limit(5, timedelta(minutes=15)),
)
PASSKEY = Door("passkey", address=Limit(50, _HOUR))
RESET = Door("reset", address=Limit(20, _HOUR), who=Limit(5, _HOUR))


class Attempt(NamedTuple):
    """Somebody at a door. ``known``: with a cookie of an earlier sign-in under that name."""

    door: Door
    who: str
    address: str | None
    known: bool = False

    def opens(self, now: datetime, but: int | None = None) -> datetime | None:
        """When the next attempt may come, None for at once; the row with key ``but`` is left out.

        Who is known is counted alone: no stranger at the same address can lock them out.
        """
        rows = (
            AccessFailureLog.objects.filter(
                Q(username=self.who) | Q(ip_address=self.address),
                path_info=self.door.name,
                attempt_time__gt=now - _HOUR,
            )
            .exclude(pk=but)
            .order_by("attempt_time")
            .values_list("username", "ip_address", "attempt_time")
        )
        rows = list(rows)
        limits = [
            (self.door.who, [at for who, _, at in rows if who == self.who]),
            (self.door.together, [at for who, address, at in rows if (who, address) == self[1:3]]),
        ]
        if not self.known:
            here = [at for _, address, at in rows if address == self.address]
            limits.append((self.door.address, here))
        found = [limit.opens(times) for limit, times in limits if limit]
        return max((at for at in found if at and at > now), default=None)

    def note(self) -> int:
        """Write the attempt down, and forget what is too old to count; gives the key of the row."""
        with transaction.atomic():
            AccessFailureLog.objects.filter(attempt_time__lte=timezone.now() - _HOUR).delete()
            row = AccessFailureLog.objects.create(
                username=self.who, ip_address=self.address, path_info=self.door.name
            )
        return row.pk


def digest(*parts: object) -> str:
    """What stands in the table for who was named: nobody gets the letters back from it."""
    return salted_hmac("articles.login", "\0".join(map(str, parts)), algorithm="sha256").hexdigest()


def plain(name: str) -> str:
    """A name as all its spellings have it: letter case, composed letters, spaces do not count."""
    return normal_form("NFKC", normal_form("NFKC", name).casefold()).strip()


def network_of(text: str) -> str | None:
    """Whence a request comes: of IPv6 the part that one customer of a provider has (/64)."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)


def _origin(request) -> str | None:
    return network_of(request.META.get("REMOTE_ADDR", ""))


def by_name(request, name: str) -> Attempt:
    """An attempt to sign in under a name as it was typed."""
    device = device_of_name(request, name)
    return Attempt(SIGN_IN, _named(name, device), _origin(request), known=bool(device))


def by_code(request, user) -> Attempt:
    """An attempt at the second step of ``user``."""
    device = device_of(request, user)
    return Attempt(SIGN_IN, _coded(user, device), _origin(request), known=bool(device))


def by_passkey(request) -> Attempt:
    """An attempt with a passkey, which nobody can guess: that limit only bounds the work."""
    return Attempt(PASSKEY, "", _origin(request))


def by_reset(request, typed: str) -> Attempt:
    """A wish for a letter with a link; ``typed`` is a name or an e-mail address."""
    return Attempt(RESET, digest("reset", plain(typed)), _origin(request))


def _named(name, device=""):
    return digest("name", plain(name), device)


def _coded(user, device=""):
    return digest("code", user.pk, device)


def enter(request, attempt: Attempt) -> bool:
    """Note the attempt; where the door is closed nothing is noted, and the answer will be 429."""
    opens = attempt.opens(timezone.now())
    if not opens:
        key = attempt.note()
        request.login_attempt = (attempt, key)
        # Again, for what was noted in between; who is refused here has not been looked at.
        opens = attempt.opens(timezone.now(), but=key)
        if opens:
            take_back(request)
    return not _close(request, attempt, opens)


def take_back(request):
    """It was no failure."""
    _attempt, key = request.__dict__.pop("login_attempt", (None, None))
    if key:
        AccessFailureLog.objects.filter(pk=key).delete()


def fail(request):
    """It was one; when it was the last that the door bears, the answer says so at once."""
    attempt, _key = request.__dict__.pop("login_attempt", (None, None))
    if attempt:
        _close(request, attempt, attempt.opens(timezone.now()))


def _close(request, attempt, opens) -> bool:
    if opens:
        request.axes_locked_out = True  # axes' middleware looks for this
        request.closed_door, request.door_opens = attempt.door, opens
    return bool(opens)


def closed(request, _response=None, _credentials=None):
    """The answer at a closed door: for how long, and what is open."""
    seconds = max(ceil((request.door_opens - timezone.now()).total_seconds()), 1)
    context = {"minutes": ceil(seconds / 60), "door": request.closed_door.name}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = seconds
    add_never_cache_headers(response)
    return response


class LoginLimits(AxesDatabaseHandler):
    """What axes asks and tells at each password."""

    def is_allowed(self, request, credentials=None):
        return enter(request, by_name(request, (credentials or {}).get("username") or ""))

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        if request is not None:
            fail(request)

    def user_logged_in(self, sender, request, user, **kwargs):
        """Who is in has made no mistakes, from there and with that browser."""
        name, device = user.get_username(), device_of(request, user)
        who = [_named(name), _coded(user), _named(name, device), _coded(user, device)]
        AccessFailureLog.objects.filter(username__in=who, ip_address=_origin(request)).delete()

    def user_logged_out(self, sender, request, user, **kwargs):
        pass

    def reset_attempts(self, *, ip_address=None, username=None, ip_or_username=False):
        """Open the doors again to an address, to a name, to all; gives the number of rows gone."""
        asked = []
        if ip_address:
            asked.append(Q(ip_address=network_of(ip_address)))
        if username:
            users = User.objects.filter(username=username)
            asked.append(Q(username__in=[_named(username), *map(_coded, users)]))
        chosen = Q()
        for one in asked:
            chosen = chosen | one if ip_or_username else chosen & one
        return AccessFailureLog.objects.filter(chosen).delete()[0]
