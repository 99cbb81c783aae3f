"""What all reader pages share: identity, sections, pinned tags; one query a page."""

from typing import NamedTuple

from .models import Section, SiteIdentity, Tag


class Chrome(NamedTuple):
    """The frame around every page, as it was at ``identity.stamp``."""

    identity: SiteIdentity
    sections: list[Section]
    pinned: list[Tag]


_kept: Chrome | None = None


def chrome() -> Chrome:
    """The frame, kept in memory while the row's stamp says that nothing of it has changed.

    The stamp is read before the lists: a change in between makes the next call read them again.
    """
    global _kept
    identity = SiteIdentity.load()
    if _kept is None or identity.stamp != _kept.identity.stamp or identity.pk is None:
        _kept = Chrome(
            identity,
            list(Section.objects.filter(in_menu=True)),
            list(Tag.objects.filter(is_pinned=True)),
        )
    return _kept
