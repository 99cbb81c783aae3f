"""Everything that is done every so often, or every night; the worker reads it."""

from datetime import time, timedelta
from typing import Final

from ..search.photos import is_any_missing
from .announcements import announce_due, is_any_due
from .bulk_acts import finish_bulk_acts, is_any_bulk_act_open
from .embed_titles import fetch_embed_titles, is_any_title_due
from .periodic import Periodic
from .photo_index import index_photos
from .pruning import prune
from .tag_merges import finish_tag_merges, is_any_merge_open

SCHEDULE: Final = (
    Periodic(announce_due, every=timedelta(minutes=1), is_needed=is_any_due),
    # Those of imports and scripts, and what gave no answer; the desk puts its own into the queue.
    Periodic(fetch_embed_titles, every=timedelta(minutes=1), is_needed=is_any_title_due),
    # Those that a command has begun and not ended; a request puts its own into the queue.
    Periodic(finish_tag_merges, every=timedelta(minutes=10), is_needed=is_any_merge_open),
    # Those that a request was cut off in the middle of.
    Periodic(finish_bulk_acts, every=timedelta(minutes=10), is_needed=is_any_bulk_act_open),
    # Those from before there was an index, and those that a script has brought in past it.
    Periodic(index_photos, every=timedelta(minutes=10), is_needed=is_any_missing),
    Periodic(prune, at=time(3, 30)),
)
