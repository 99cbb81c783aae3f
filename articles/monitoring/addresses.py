"""Addresses as the log may have them: without what opens a door."""

import re

from django.http import HttpRequest

HIDDEN = "***"
# A link to a preview, and one to a password: who has them needs nothing else.
_LINKS = re.compile(r"(/preview/)[^/?#]+|(/admin/(?:reset|invitation)/)(?!done/)[^/?#]+/[^/?#]+")
_SECRET_NAME = re.compile(r"token|secret|pass|csrf|session|key|code|sign", re.IGNORECASE)


def address_of(request: HttpRequest) -> str:
    """Path and query of a request."""
    return without_secrets(request.get_full_path())


def without_secrets(address: str) -> str:
    """An address, whole or only its path, in which secrets are ``HIDDEN``."""
    path, mark, query = address.partition("?")
    path = _LINKS.sub(lambda link: (link[1] or link[2]) + HIDDEN, path)
    return path + mark + "&".join(map(_pair, query.split("&")))


def _pair(pair: str) -> str:
    name, _, value = pair.partition("=")
    return f"{name}={HIDDEN}" if value and _SECRET_NAME.search(name) else pair
