"""What all reader pages share: identity, sections, pinned tags; one query a page."""

from typing import NamedTuple

from .models import Section, SiteIdentity, Tag


class Chrome(NamedTuple):
    """The frame around every page, as it was at ``identity.stamp``."""

    identity: SiteIdentity
    sections: list[Section]
    pinned: list[Tag]


_kept: list[Chrome] = []  # none or one


def chrome() -> Chrome:
    """The frame, kept in memory while the row's stamp says that nothing of it has changed.

    The stamp is read before the lists: a change in between makes the next call read them again.
    """
    identity = SiteIdentity.load()
    if not _kept or _kept[0].identity.stamp != identity.stamp or identity._state.adding:
        sections = list(Section.objects.filter(in_menu=True))
        pinned = list(Tag.objects.filter(is_pinned=True))
        _kept[:] = [Chrome(identity, sections, pinned)]
    return _kept[0]
