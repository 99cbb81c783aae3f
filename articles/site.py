"""What all reader pages share: identity, sections, pinned tags, kinds; one query a page."""

from typing import NamedTuple

from .models import Kind, Section, SiteIdentity, Tag
from .prepared import Prepared

_identity = Prepared(
    lambda pk: SiteIdentity.objects.select_related("social_picture").filter(pk=pk), pk=-1
)


class Chrome(NamedTuple):
    """The frame around every page, as it was at ``identity.stamp``."""

    identity: SiteIdentity
    sections: list[Section]
    pinned: list[Tag]
    kinds: dict[int, Kind]
    parts: dict[tuple, object]  # what pages have made of it, to be forgotten with it


_kept: list[Chrome] = []  # none or one


def chrome() -> Chrome:
    """The frame, kept in memory while the row's stamp says that nothing of it has changed.

    The stamp is read before the lists: a change in between makes the next call read them again.
    """
    identity = next(iter(_identity(pk=1)), None) or SiteIdentity(pk=1)
    if not _kept or _kept[0].identity.stamp != identity.stamp or identity._state.adding:
        sections = list(Section.objects.filter(in_menu=True))
        pinned = list(Tag.objects.filter(is_pinned=True))
        kinds = Kind.objects.in_bulk()
        _kept[:] = [Chrome(identity, sections, pinned, kinds, {})]
    return _kept[0]
