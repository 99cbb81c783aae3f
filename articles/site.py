"""What all reader pages share, from the site's identity to its boards; one query a page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import NamedTuple

from .addresses import Edition, current_edition
from .board import Board
from .db.compiled_queries import CompiledQuery
from .kazakh import listed, to_arabic, to_latin
from .kazakh.documents import convert_document, has_cyrillic
from .models import Kind, Layout, Section, SiteIdentity, Spelling, Tag
from .models.spellings import exceptions

_identity = CompiledQuery(
    lambda pk: SiteIdentity.objects.select_related("social_picture").filter(pk=pk), pk=-1
)


class Chrome(NamedTuple):
    """The frame around every page, as it was at ``identity.stamp``."""

    identity: SiteIdentity
    sections: list[Section]
    pinned: list[Tag]
    kinds: dict[int, Kind]
    boards: dict[tuple[str, int | None], Board]  # by language and section, None for the front page
    spellings: list[Spelling]
    parts: dict[tuple, object]  # what pages have made of it, to be forgotten with it

    def board(self, language: str, section: int | None = None) -> Board:
        """The board of a front page, or of the section with this key; an empty one at first."""
        return self.boards.get((language, section)) or Board()


_kept: list[Chrome] = []  # none or one
_of_page: ContextVar[list[Chrome] | None] = ContextVar("frame of the page", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """Inside, the frame is asked for once, however often it is used."""
    token = _of_page.set([])
    try:
        yield
    finally:
        _of_page.reset(token)


def chrome() -> Chrome:
    """The frame, kept in memory while the row's stamp says that nothing of it has changed."""
    asked = _of_page.get()
    if asked:
        return asked[0]
    found = _ask()
    if asked is not None:
        asked.append(found)
    return found


def _ask() -> Chrome:
    """The stamp is read before the lists: a change in between makes the next call read again."""
    identity = next(iter(_identity(pk=1)), None) or SiteIdentity(pk=1)
    if not _kept or _kept[0].identity.stamp != identity.stamp or identity._state.adding:
        sections = list(Section.objects.filter(in_menu=True))
        pinned = list(Tag.objects.filter(is_pinned=True))
        kinds = Kind.objects.in_bulk()
        layouts = Layout.objects.current()
        boards = {(layout.language, layout.section_id): layout.board for layout in layouts}
        spellings = list(Spelling.objects.all())
        _kept[:] = [Chrome(identity, sections, pinned, kinds, boards, spellings, {})]
    return _kept[0]


def speller(edition: Edition) -> Callable[[str], str] | None:
    """From a text, plain or HTML, to the same in the letters of ``edition``; None: as it is."""
    if not edition.script:
        return None
    frame = chrome()
    kept = frame.parts.get(("speller", edition.script))
    if kept is None:
        words = listed(exceptions(frame.spellings, edition.script)) or ()
        if edition.script == "arab":
            kept = partial(to_arabic, exceptions=words)
        else:
            kept = partial(to_latin, standard=frame.identity.latin_standard, exceptions=words)
        frame.parts["speller", edition.script] = kept
    return kept


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
