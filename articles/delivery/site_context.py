"""What all reader pages share, from the site's identity to its layouts; one query a page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any, NamedTuple

from ..addresses import Edition, current_edition
from ..db.compiled_queries import CompiledQuery
from ..kazakh.documents import convert_document, has_cyrillic
from ..kazakh.scripts import listed, to_arabic, to_latin
from ..models import Kind, Layout, Section, SiteIdentity, Spelling, Tag
from ..models.curation.page_layout import PageLayout
from ..models.site.spellings import exceptions

_identity = CompiledQuery(
    lambda pk: SiteIdentity.objects.select_related("social_picture").filter(pk=pk), pk=-1
)


class SiteContext(NamedTuple):
    """What stands around every page, as it was at ``identity.stamp``."""

    identity: SiteIdentity
    sections: list[Section]
    pinned: list[Tag]
    kinds: dict[int, Kind]
    layouts: dict[
        tuple[str, int | None], PageLayout
    ]  # by language and section, None for the front page
    spellings: list[Spelling]
    fragments: dict[tuple, Any]  # what pages have made of it, to be forgotten with it

    def layout(self, language: str, section: int | None = None) -> PageLayout:
        """The layout of a front page, or of the section with this key; an empty one at first."""
        return self.layouts.get((language, section)) or PageLayout()


_cached: list[SiteContext] = []  # none or one
_of_request: ContextVar[list[SiteContext] | None] = ContextVar(
    "site context of the request", default=None
)


def forget() -> None:
    """Keep nothing."""
    _cached.clear()


def last_known_name() -> str:
    """What the newsroom is called, as this process read it last; empty at first. Asks nothing."""
    return _cached[0].identity.name if _cached else ""


@contextmanager
def request_cache() -> Iterator[None]:
    """Inside, the site context is asked for once, however often it is used."""
    token = _of_request.set([])
    try:
        yield
    finally:
        _of_request.reset(token)


def current() -> SiteContext:
    """The site context, held in memory while the row's stamp says that it has not changed."""
    in_request = _of_request.get()
    if in_request:
        return in_request[0]
    found = _load()
    if in_request is not None:
        in_request.append(found)
    return found


def _load() -> SiteContext:
    """The stamp is read before the lists: a change in between makes the next call read again."""
    identity = _identity.first(pk=1) or SiteIdentity(pk=1)
    if not _cached or _cached[0].identity.stamp != identity.stamp or identity._state.adding:
        sections = list(Section.objects.filter(in_menu=True))
        pinned = list(Tag.objects.filter(is_pinned=True))
        kinds = Kind.objects.in_bulk()
        versions = Layout.objects.current()
        layouts = {(version.language, version.section_id): version.layout for version in versions}
        spellings = list(Spelling.objects.all())
        _cached[:] = [SiteContext(identity, sections, pinned, kinds, layouts, spellings, {})]
    return _cached[0]


def speller(edition: Edition) -> Callable[[str], str] | None:
    """From a text, plain or HTML, to the same in the letters of ``edition``; None: as it is."""
    if not edition.script:
        return None
    site = current()
    convert = site.fragments.get(("speller", edition.script))
    if convert is None:
        words = listed(exceptions(site.spellings, edition.script)) or ()
        if edition.script == "arab":
            convert = partial(to_arabic, exceptions=words)
        else:
            convert = partial(to_latin, standard=site.identity.latin_standard, exceptions=words)
        site.fragments["speller", edition.script] = convert
    return convert


def spell(text: str) -> str:
    """``text``, plain or HTML, in the letters of the edition whose page is being made.

    Without a Cyrillic letter in it, an address for one, it stays as it is.
    """
    edition = current_edition()
    convert = speller(edition) if has_cyrillic(text) else None
    if convert is None:
        return text
    return convert_document(
        text, convert, lang=edition.lang, right_to_left=edition.is_right_to_left
    )
