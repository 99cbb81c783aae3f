"""What all reader pages share, from the site's identity to its layouts; one query a page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from django.db.models import QuerySet, Subquery
from django.utils import timezone

from ..addresses import Edition, current_edition
from ..db.compiled_queries import NEVER, NO_KEY, CompiledQuery
from ..kazakh.documents import convert_document, has_cyrillic
from ..kazakh.scripts import listed, to_arabic, to_latin
from ..models import Article, Kind, Layout, Photo, Section, SiteIdentity, Spelling, Tag
from ..models.curation.page_layout import PageLayout
from ..models.media.rights import with_shown
from ..models.site.spellings import exceptions


def _identity_of(pk: int, at: datetime) -> QuerySet[SiteIdentity]:
    found = SiteIdentity.objects.select_related("social_picture").filter(pk=pk)
    return with_shown(found, at, "social_picture").annotate(
        next_publication=Subquery(Article.objects.next_publication(at)),
        next_withdrawal=Subquery(Article.objects.next_withdrawal(at)),
        next_right=Subquery(Photo.objects.next_change(at, "valid_from")),
        next_right_end=Subquery(Photo.objects.next_change(at, "valid_until")),
    )


_identity = CompiledQuery(_identity_of, pk=NO_KEY, at=NEVER)
_INSTANTS = ("next_publication", "next_withdrawal", "next_right", "next_right_end")


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
    until: datetime  # when other articles are live, or photos allowed, though no row changes

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


@contextmanager
def request_cache() -> Iterator[None]:
    """Inside, the site context is asked for once, however often it is used."""
    token = _of_request.set([])
    try:
        yield
    finally:
        _of_request.reset(token)


def current(at: datetime | None = None) -> SiteContext:
    """The site context, held in memory while the row's stamp says that it has not changed.

    ``at`` is the instant of the page, now if not given.
    """
    in_request = _of_request.get()
    if in_request:
        return in_request[0]
    found = _load(at or timezone.now())
    if in_request is not None:
        in_request.append(found)
    return found


def _load(at: datetime) -> SiteContext:
    """The stamp is read before the lists: a change in between makes the next call read again."""
    identity = _identity.first(pk=1, at=at) or SiteIdentity(pk=1)
    if not _cached or _cached[0].identity.stamp != identity.stamp or identity._state.adding:
        _cached[:] = [_read_lists(identity, at)]
    # The row itself is of this instant: whether its picture is allowed, the clock may change.
    return _cached[0]._replace(identity=identity, until=_until(identity, at))


def _read_lists(identity: SiteIdentity, at: datetime) -> SiteContext:
    sections = list(Section.objects.filter(in_menu=True))
    pinned = list(Tag.objects.filter(is_pinned=True))
    kinds = Kind.objects.in_bulk()
    versions = Layout.objects.current()
    layouts = {(version.language, version.section_id): version.layout for version in versions}
    spellings = list(Spelling.objects.all())
    until = _until(identity, at)
    return SiteContext(identity, sections, pinned, kinds, layouts, spellings, {}, until)


def _until(identity: SiteIdentity, at: datetime) -> datetime:
    """A newsroom that has said nothing of itself, with no section either, is asked each time."""
    if identity._state.adding:
        return at
    instants = (getattr(identity, name) for name in _INSTANTS)
    return min((instant for instant in instants if instant), default=NEVER)


def last_seen() -> SiteContext | None:
    """The site context as this process has it, whatever has changed since; asks nothing."""
    return next(iter(_cached), None)


def speller(edition: Edition, site: SiteContext | None = None) -> Callable[[str], str] | None:
    """From a text, plain or HTML, to the same in the letters of ``edition``; None: as it is.

    By the spellings of the current site context, or of ``site``.
    """
    if not edition.script:
        return None
    site = site or current()
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
