"""Editions of the reader's site: the same pages behind a first word of the address.

The Kazakh edition stands at the root, in the letters in which it is written; ``/latn/`` and
``/arab/`` are the same pages in Latin and in Arabic letters, ``/ru/`` and ``/en/`` other languages.
While a request for an edition is answered, its prefix is Django's script prefix
(``middleware.EditionMiddleware``), so ``{% url %}``, ``reverse()`` and :func:`localize` all stay
inside the edition by themselves.
"""

from typing import NamedTuple

from django.conf import settings
from django.urls import get_script_prefix


class Edition(NamedTuple):
    """Where an edition stands (``/latn/``) and the language of its articles and its interface.

    ``script`` is empty where pages are shown in the letters in which they are written.
    """

    prefix: str
    language: str
    name: str  # as the switch calls it
    script: str = ""

    @property
    def lang(self) -> str:
        """The tag of BCP 47: ``kk-Latn``."""
        return f"{self.language}-{self.script.title()}" if self.script else self.language

    @property
    def is_right_to_left(self) -> bool:
        return self.script == "arab"

    def path(self, path: str) -> str:
        """``path`` (from the root, ``/sayasat/``) in this edition: ``/latn/sayasat/``."""
        return self.prefix + path[1:]


EDITIONS = {
    edition.prefix: edition
    for edition in (
        Edition("/", "kk", "Қаз"),
        Edition("/latn/", "kk", "Qaz", "latn"),
        Edition("/arab/", "kk", "قاز", "arab"),
        Edition("/ru/", "ru", "Рус"),
        Edition("/en/", "en", "Eng"),
    )
}
_ROOT = EDITIONS["/"]
_HOME = {edition.language: edition for edition in EDITIONS.values() if not edition.script}
_STAFF = "admin/"


def edition_of(path: str) -> Edition:
    """The edition of a requested path: ``/ru/sayasat/`` is in the Russian one, ``/ru`` in none.

    Neither is ``/ru/admin/``: staff pages stand at the root alone.
    """
    first, slash, rest = path[1:].partition("/")
    if not slash or rest.startswith(_STAFF):
        return _ROOT
    return EDITIONS.get(f"/{first}/", _ROOT)


def current_edition() -> Edition:
    """The edition whose page is being made; the Kazakh one outside of requests."""
    return EDITIONS.get(get_script_prefix(), _ROOT)


def in_other_scripts(edition: Edition) -> list[Edition]:
    """The editions with the same pages in whatever script, that one among them."""
    return [other for other in EDITIONS.values() if other.language == edition.language]


def lang_of(language: str) -> str:
    """The tag of a text in ``language`` on the page that is being made."""
    edition = current_edition()
    return edition.lang if edition.language == language else language


def article_path(section: str, key: int, slug: str) -> str:
    """The path of an article, from the slugs of both.

    >>> article_path("sayasat", 12, "zang")
    '/sayasat/12-zang/'
    """
    return f"/{section}/{key}-{slug}/"


def localize(path: str, language: str = "") -> str:
    """``path`` (from the root, ``/sayasat/``) in the current edition, or that of ``language``."""
    edition = current_edition()
    if language and language != edition.language:
        edition = _HOME.get(language, _ROOT)
    return edition.path(path)


def localize_address(address: str) -> str:
    """What an editor copied from the site or from another, as a link in the current edition.

    >>> localize_address("/sayasat/"), localize_address("https://example.org/")
    ('/sayasat/', 'https://example.org/')
    """
    if not address.startswith("/"):
        return address
    edition = edition_of(address)
    return localize("/" + address.removeprefix(edition.prefix), edition.language)


def absolute(address: str) -> str:
    """``address`` with scheme and host, as the operator gave them in ``SITE_URL``.

    >>> absolute("/sayasat/")
    'https://newsroom.example/sayasat/'
    """
    return address if "://" in address else settings.SITE_URL + address
