"""Entering photos into their index that came past it, or before there was one."""

from django.utils.translation import gettext_lazy as _

from ..search import photos
from .progress import position, report
from .queue import LONG, task


@task(_("Search for photos"), priority=LONG)
def index_photos() -> None:
    """Let search find the photos that it does not know yet; begun again, it finds what is left."""
    total, done, last = photos.missing().count(), 0, position() or 0
    for keys in photos.enter_missing(last):
        done += len(keys)
        report(done, max(total, done), position=keys[-1])
