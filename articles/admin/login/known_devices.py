"""Browsers in which somebody has signed in before: no stranger's failures close a door to them.

A cookie for each user, signed with what their sessions must know: another password or other rights
make it void. It opens nothing by itself.
"""

from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner

from ...models import User

_AGE = timedelta(days=180)
_COOKIE = "device_"


def _signer(user):
    return TimestampSigner(salt=f"articles.login.device {user.get_session_auth_hash()}")


def remember(response, user):
    """Let the browser be known as one in which ``user`` has signed in."""
    response.set_cookie(
        f"{_COOKIE}{user.pk}",
        _signer(user).sign(token_urlsafe(9)),
        max_age=_AGE,
        path="/admin/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def device_of(request, user) -> str:
    """What tells this browser from others in which ``user`` has signed in; empty in a new one."""
    cookie = request.COOKIES.get(f"{_COOKIE}{user.pk}", "")
    try:
        return _signer(user).unsign(cookie, max_age=_AGE)
    except BadSignature:
        return ""


def device_of_name(request, name: str) -> str:
    """The same for a name as it was typed; no query for a browser that knows nobody."""
    if not any(cookie.startswith(_COOKIE) for cookie in request.COOKIES):
        return ""
    user = User.objects.filter(username=name).first()
    return device_of(request, user) if user else ""
