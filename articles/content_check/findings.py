"""All that is to be found, one after the other."""

from collections.abc import Iterator
from datetime import datetime

from ..media_files.found import MediaStorage
from . import files, links, redirects, things
from .finding import Finding


def findings(storage: MediaStorage, at: datetime) -> Iterator[Finding]:
    """What should be mended in the newsroom whose files are in ``storage``, as of ``at``.

    Nothing is changed or fetched, and of each table one batch is in memory at a time.
    """
    yield from links.in_bodies()
    yield from links.in_rows()
    yield from links.in_layouts(at)
    yield from files.missing(storage)
    yield from files.orphans(storage)
    yield from things.empty_sections(at)
    yield from redirects.broken()
    yield from things.doubled_tags()
    yield from things.photos_without_credit()
    yield from things.photos_whose_rights_end(at)
