"""Who has just written is shown nothing older: the primary's position, kept in a cookie.

Read-your-writes, where readers' pages are made from a replica (``db.replica``), which is a moment
behind. The cookie is signed, so that only the desk can make anybody read from the primary.
"""

from contextlib import suppress

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponseBase

from ..db import replica

COOKIE = "newsroom_position"
SECONDS = 60  # for which it is kept: a replica that is further behind is a fault
_SALT = "articles.delivery.own_writes"


def note(response: HttpResponseBase) -> None:
    """Give who gets ``response`` the position of what is committed by now."""
    with suppress(Error):  # then there is no page of readers to be had from the primary either
        position = replica.position()
        if position is not None:
            response.set_signed_cookie(
                COOKIE,
                str(position),
                salt=_SALT,
                max_age=SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )


def position_of(request: HttpRequest) -> int | None:
    """The position that a page for ``request`` must not be older than; None for any page."""
    if COOKIE not in request.COOKIES or not replica.is_given():
        return None
    found = request.get_signed_cookie(COOKIE, default=None, salt=_SALT, max_age=SECONDS)
    return None if found is None else int(found)


def must_read_primary(position: int | None) -> bool:
    """Whether readers' pages are made from a replica that has not come to ``position``."""
    if position is None or replica.of_readers() == replica.PRIMARY:
        return False
    try:
        return not replica.has_reached(position)
    except Error as error:
        replica.note_failure(error)
        return True
