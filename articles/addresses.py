"""Editions of the reader's site: the same pages behind a first word of the address.

The Kazakh edition stands at the root, the others behind ``/ru/`` and ``/en/``. While a request for
an edition is answered, its prefix is Django's script prefix (``middleware.EditionMiddleware``), so
``{% url %}``, ``reverse()`` and :func:`localize` all stay inside the edition by themselves.
"""

from typing import NamedTuple

from django.conf import settings
from django.urls import get_script_prefix


class Edition(NamedTuple):
    """Where an edition stands (``/ru/``) and the language of its articles and its interface."""

    prefix: str
    language: str


EDITIONS = {
    edition.prefix: edition
    for edition in (Edition("/", "kk"), Edition("/ru/", "ru"), Edition("/en/", "en"))
}
_ROOT = EDITIONS["/"]
_HOME = {edition.language: edition.prefix for edition in EDITIONS.values()}


def edition_of(path: str) -> Edition:
    """The edition of a requested path: ``/ru/sayasat/`` is in the Russian one, ``/ru`` in none."""
    first, slash, _ = path[1:].partition("/")
    return EDITIONS.get(f"/{first}/", _ROOT) if slash else _ROOT


def current_edition() -> Edition:
    """The edition whose page is being made; the Kazakh one outside of requests."""
    return EDITIONS.get(get_script_prefix(), _ROOT)


def localize(path: str, language: str = "") -> str:
    """``path`` (from the root, ``/sayasat/``) in the current edition, or that of ``language``."""
    edition = current_edition()
    prefix = edition.prefix
    if language and language != edition.language:
        prefix = _HOME.get(language, "/")
    return prefix + path[1:]


def absolute(address: str) -> str:
    """``address`` with scheme and host, as the operator gave them in ``SITE_URL``.

    >>> absolute("/sayasat/")
    'https://newsroom.example/sayasat/'
    """
    return address if "://" in address else settings.SITE_URL + address
